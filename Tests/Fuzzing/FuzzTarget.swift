import Glibc

/// An entry into the code under test: takes whatever bytes there are and traps when a promise is broken.
///
/// The fuzzer is one program; the environment variable `FUZZ_TARGET` names the target that it drives.
enum FuzzTarget: String, CaseIterable {
  /// The bytes of an XLSX file.
  case workbook
  /// The XML of one part; the first byte says of which.
  case part
  /// The bytes of a CSV file.
  case delimited
  /// A number format's code, a line feed, a number.
  case format
  /// The content of a template, a line feed, a value.
  case template
  /// A phone cell.
  case number

  static let current: FuzzTarget = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
      let names = allCases.map(\.rawValue).joined(separator: ", ")
      print("FUZZ_TARGET is “\(name)”; it must be one of \(names).")
      exit(64)
    }
    return target
  }()

  func run(_ bytes: [UInt8]) {
    switch self {
    case .workbook: readWorkbook(bytes)
    case .part: readPart(bytes)
    case .delimited: readDelimited(bytes)
    case .format: showNumber(bytes)
    case .template: renderTemplate(bytes)
    case .number: cleanNumber(bytes)
    }
  }
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.current.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
  return 0
}

/// Stops the fuzzer with this input when the code breaks a promise.
func expect(_ condition: Bool, _ promise: @autoclosure () -> String) {
  guard !condition else { return }
  fatalError("broken promise: \(promise())")
}
