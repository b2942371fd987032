/// Names of months and days in English and Chinese; a format shows no other language.
enum CalendarNames {
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October",
    "November", "December",
  ]
  /// Every first character is three bytes.
  static let chineseMonths = [
    "一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月",
  ]
  /// From Sunday on.
  static let weekdays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
  static let chineseWeekdays = ["日", "一", "二", "三", "四", "五", "六"]
}
