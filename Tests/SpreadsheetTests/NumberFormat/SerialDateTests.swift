import Spreadsheet
import Testing

@Suite("SHEET-5 serial dates")
struct SerialDateTests {
  @Test(
    arguments: [
      (0.0, 1900, 1, 0, 6), (1, 1900, 1, 1, 0), (31, 1900, 1, 31, 2), (32, 1900, 2, 1, 3),
      (59, 1900, 2, 28, 2), (60, 1900, 2, 29, 3), (61, 1900, 3, 1, 4), (366, 1900, 12, 31, 1),
      (367, 1901, 1, 1, 2), (1462, 1904, 1, 1, 5), (25569, 1970, 1, 1, 4), (36526, 2000, 1, 1, 6),
      (36585, 2000, 2, 29, 2), (46346, 2026, 11, 20, 5), (73109, 2100, 2, 28, 0),
      (73110, 2100, 3, 1, 1),
      (2_958_465, 9999, 12, 31, 5),
    ] as [(Double, Int, Int, Int, Int)])
  func `days of the 1900 system`(
    _ serial: Double, _ year: Int, _ month: Int, _ day: Int, _ weekday: Int
  ) throws {
    let date = try #require(SerialDate(serial, system: .year1900))
    #expect([date.year, date.month, date.day, date.weekday] == [year, month, day, weekday])
    #expect(date.totalSeconds == Int(serial) * 86_400)
  }

  @Test(
    arguments: [
      (0.0, 1904, 1, 1), (1, 1904, 1, 2), (60, 1904, 3, 1), (44884, 2026, 11, 20),
      (2_957_003, 9999, 12, 31),
    ] as [(Double, Int, Int, Int)])
  func `days of the 1904 system`(_ serial: Double, _ year: Int, _ month: Int, _ day: Int) throws {
    let date = try #require(SerialDate(serial, system: .year1904))
    #expect([date.year, date.month, date.day] == [year, month, day])
  }

  @Test(
    arguments: [
      (0.5, 1, 12, 0, 0, 0), (0.75358652778, 1, 18, 5, 9, 876), (0.75358652778, 1000, 18, 5, 10, 0),
      (0.75358652778, 100, 18, 5, 9, 900), (0.000_011_574_074, 1, 0, 0, 1, 0),
      (0.999_999_994_5, 1, 0, 0, 0, 0), (0.999_999_99, 1, 23, 59, 59, 999),
      (0.999_995, 1000, 0, 0, 0, 0),
      (0.041_666_666_666_666_67, 1, 1, 0, 0, 0),
    ] as [(Double, Int, Int, Int, Int, Int)])
  func `times round with carry`(
    _ serial: Double, _ unit: Int, _ hour: Int, _ minute: Int, _ second: Int, _ millisecond: Int
  ) throws {
    let time = try #require(SerialDate(serial, system: .year1900, roundedTo: unit))
    #expect(
      [time.hour, time.minute, time.second, time.millisecond] == [
        hour, minute, second, millisecond,
      ])
  }

  @Test func `carry reaches the next day`() throws {
    let date = try #require(SerialDate(46346.999_999_999, system: .year1900))
    #expect(date.day == 21)
    #expect(date.hour == 0)
  }

  @Test func `numbers that are no day`() {
    for value in [-1, -0.001, 2_958_466, 1e300, .nan, .infinity, -.infinity] {
      #expect(SerialDate(value, system: .year1900) == nil)
    }
    #expect(SerialDate(2_957_004, system: .year1904) == nil)
    #expect(SerialDate(2_958_465.999_999_999, system: .year1900) == nil)
    #expect(SerialDate(1, system: .year1900, roundedTo: 0) == nil)
  }

  @Test func `times before 1904`() throws {
    let time = try #require(SerialDate(-0.25, system: .year1904))
    #expect(time.isNegative)
    #expect(time.hour == 6)
  }

  /// Walks every day there is: each is the day after the one before.
  @Test func `every day follows the one before`() throws {
    var last = try #require(SerialDate(60, system: .year1900))
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for serial in 61..<2_958_466 {
      guard let date = SerialDate(Double(serial), system: .year1900) else {
        Issue.record("no date for \(serial)")
        return
      }
      let isLeap = last.year % 4 == 0 && (last.year % 100 != 0 || last.year % 400 == 0)
      let length = lengths[last.month - 1] + (last.month == 2 && isLeap ? 1 : 0)
      // 29 February 1900 is longer than its year allows.
      let isLastDay = last.day >= length
      let isLastMonth = isLastDay && last.month == 12
      let follows =
        date.day == (isLastDay ? 1 : last.day + 1)
        && date.month == (isLastMonth ? 1 : last.month + (isLastDay ? 1 : 0))
        && date.year == last.year + (isLastMonth ? 1 : 0) && date.weekday == (last.weekday + 1) % 7
      if !follows {
        Issue.record("\(serial) is \(date), after \(last)")
        return
      }
      last = date
    }
  }
}
