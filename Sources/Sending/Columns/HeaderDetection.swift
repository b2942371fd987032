internal import Characters
internal import Messaging
internal import Spreadsheet

/// Tells a header from a recipient in a sheet's first row (SPEC SHEET-7, SHEET-11).
///
/// The first cell decides where it can: a number is a recipient's, a word for a phone is a header's. Where
/// it cannot, because it holds digits that are no number, an error or nothing, the cells beside it are
/// compared with those below them.
struct HeaderDetection {
  /// Rows below the first that are looked at.
  private static let rows = 20
  /// Columns that are looked at.
  private static let columns = 50

  private let batch: RowBatch
  /// The names of the template's variables, folded.
  private let names: Set<String>

  /// - Parameters:
  ///   - batch: the first rows of the sheet.
  ///   - names: of the template's variables.
  init(_ batch: RowBatch, names: [String]) {
    self.batch = batch
    self.names = Set(names.map(ColumnMapping.folded))
  }

  var isHeader: Bool {
    switch firstCell() {
    case .recipient: false
    case .label: true
    case .likelyRecipient: votes() > 0
    case .likelyLabel: votes() >= 0
    }
  }

  // MARK: - The first cell

  private enum FirstCell { case recipient, label, likelyRecipient, likelyLabel }

  private func firstCell() -> FirstCell {
    let value = batch.value(0, 0)
    guard value.state == .filled, batch.kind(0, 0) != .boolean else { return .likelyRecipient }
    if ColumnMapping.couldBeRecipient(value.text) { return .recipient }
    let text = batch.valueText(0, 0)
    let digits = text.unicodeScalars.count { DecimalDigit.value(of: $0) != nil }
    if digits == 0 {
      if HeaderWords.nothing.contains(ColumnMapping.folded(text)) { return .likelyRecipient }
      if HeaderWords.nameNumbers(text) { return .label }
      return text.contains(where: \.isLetter) ? .likelyLabel : .likelyRecipient
    }
    let letters = text.count(where: \.isLetter)
    return digits >= CleanNumber.fewestDigits || letters == 0 ? .likelyRecipient : .likelyLabel
  }

  // MARK: - The cells beside it

  /// Columns that speak for a header less those that speak against one.
  private func votes() -> Int {
    var votes = 0
    for column in 1..<max(1, min(Self.columns, batch.columnCount(ofRow: 0))) {
      votes += vote(of: column)
    }
    return votes
  }

  private func vote(of column: Int) -> Int {
    let value = batch.value(0, column)
    guard value.state != .empty else { return 0 }
    let text = batch.valueText(0, column)
    let folded = ColumnMapping.folded(text)
    if names.contains(folded) { return 3 }
    if HeaderWords.others.contains(folded) { return 2 }
    var (filled, figures, equal) = (0, 0, 0)
    for row in 1..<max(1, min(Self.rows + 1, batch.rowCount))
    where batch.value(row, column).state == .filled {
      filled += 1
      if isFigure(row, column) { figures += 1 }
      if batch.valueText(row, column) == text { equal += 1 }
    }
    guard filled > 0 else { return 0 }
    // Nearly all below are figures: a figure above them is of their kind, a word is their name.
    if figures * 5 >= filled * 4 { return value.state == .error || isFigure(0, column) ? -1 : 1 }
    return equal > 0 ? -1 : 0
  }

  /// Whether a value is an amount, a date, a time, a code: at least half of it digits.
  private func isFigure(_ row: Int, _ column: Int) -> Bool {
    switch batch.kind(row, column) {
    case .number, .date, .boolean: return true
    case .empty, .error: return false
    case .text: break
    }
    var (digits, others) = (0, 0)
    for scalar in batch.valueText(row, column).unicodeScalars where !Invisible.contains(scalar) {
      if DecimalDigit.value(of: scalar) != nil { digits += 1 } else { others += 1 }
    }
    return digits > 0 && digits >= others
  }
}

/// Words that headers of recipient sheets are made of.
private enum HeaderWords {
  /// Parts of the names that columns of numbers have.
  private static let numbers = [
    "phone", "mobile", "cell", "tel", "msisdn", "number", "whatsapp", "recipient",
    "sms", "手机", "手機", "电话", "電話", "号码", "號碼", "联系", "聯絡", "收件",
    "телефон", "номер", "携帯", "番号", "전화", "휴대", "번호", "móvil", "movil", "celular", "téléphone",
    "portable", "numero", "número", "numéro", "handy", "rufnummer", "nummer",
  ]

  /// What people write where they have no number, folded as headers are.
  static let nothing: Set<String> = [
    "n/a", "na", "n.a.", "none", "nil", "null", "tbd", "tba", "unknown", "missing", "empty", "x",
    "true", "false", "yes", "no", "无", "無", "没有", "沒有", "暂无", "暫無", "待补", "待補", "待定", "未知", "不详",
    "不詳", "空", "缺", "无号码", "無號碼", "なし", "없음", "нет", "keine", "unbekannt", "aucun", "ninguno",
  ]

  /// Whether a text names a column of numbers.
  static func nameNumbers(_ text: String) -> Bool {
    let text = text.lowercased()
    return numbers.contains(where: text.contains)
  }

  /// What columns beside it are often called, folded as headers are.
  static let others: Set<String> = [
    "name", "firstname", "lastname", "fullname", "surname", "customer", "customername", "company",
    "code", "amount", "balance", "price", "total", "date", "time", "order", "orderno", "orderid",
    "id", "status", "city", "address", "email", "country", "note", "remark", "variable1",
    "variable2", "姓名", "名称", "名字", "客户", "客户姓名", "客户名称", "公司", "验证码", "金额", "余额", "价格", "总额",
    "日期", "时间", "订单", "订单号", "编号", "状态", "城市", "地址", "邮箱", "国家", "备注", "变量1", "变量2", "金額",
    "餘額", "日付", "名前", "氏名", "이름", "금액", "имя", "фамилия", "сумма", "дата", "nombre", "apellido",
    "importe", "fecha", "nom", "prénom", "montant", "vorname", "nachname", "betrag", "datum",
    "nome",
    "sobrenome", "valor", "data", "importo",
  ]
}
