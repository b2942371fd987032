import Files
import Glibc
import Spreadsheet

// Times each stage of the road by itself: stages SHEET.xlsx SHEET.csv FOLDER BASELINE
//
// The sheets are those of make_sheet.py, read whole; FOLDER gets what is written. Ends with status 1 when
// a stage has become much slower than the baseline; with BASELINE missing it is written.

guard CommandLine.arguments.count == 5 else {
  print("usage: stages SHEET.xlsx SHEET.csv FOLDER BASELINE")
  exit(64)
}
let baselinePath = CommandLine.arguments[4]
let baseline = (try? TextFile.read(baselinePath, limit: 1 << 20)) ?? ""
do {
  var stopwatch = Stopwatch(baseline: baseline)
  let stages = try Stages(
    workbook: CommandLine.arguments[1], delimited: CommandLine.arguments[2],
    folder: CommandLine.arguments[3])
  let lines = try stages.time(&stopwatch)
  if baseline.isEmpty {
    let file = try OutputFile(inFolder: ".")
    try file.write(Array((lines.joined(separator: "\n") + "\n").utf8))
    _ = try file.publish(as: baselinePath)
  }
  if !stopwatch.slower.isEmpty {
    print("much slower than the baseline:", stopwatch.slower.joined(separator: ", "))
    exit(1)
  }
} catch {
  print("\(error)")
  exit(70)
}
