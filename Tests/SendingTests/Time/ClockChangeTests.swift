import Sending
import TestSupport
import Testing

@Suite("TASK-2: clocks that go forward and back")
struct ClockChangeTests {
  @Test(
    "A skipped time is never earlier than asked, east and west of UTC",
    arguments: [
      ("Europe/Berlin", "2027-03-28 02:30", "2027-03-28 03:30:00"),
      ("America/New_York", "2027-03-14 02:30", "2027-03-14 03:30:00"),
      ("America/Los_Angeles", "2027-03-14 02:00", "2027-03-14 03:00:00"),
      ("Australia/Lord_Howe", "2027-10-03 02:15", "2027-10-03 02:45:00"),
      ("America/Santiago", "2027-09-05 00:00", "2027-09-05 01:00:00"),
      ("Asia/Beirut", "2027-03-28 00:45", "2027-03-28 01:45:00"),
      ("America/St_Johns", "2027-03-14 02:59:59", "2027-03-14 03:59:59"),
      ("Pacific/Apia", "2011-12-30 12:00", "2011-12-31 12:00:00"),
    ])
  func skipped(name: String, asked: String, taken: String) throws {
    let zone = try #require(Zone(name))
    let reading = try TimeText.read(asked, zone: zone)
    var formatter = TimeFormatter(zone)
    #expect(reading.change == .skipped)
    #expect(formatter.string(reading.milliseconds) == taken)
    let note = try #require(TimeText.note(asked, reading, zone: zone))
    #expect(note.contains(asked) && note.contains(taken) && note.contains(name))
  }

  @Test(
    "Of a time that comes twice it is the first, in all zones",
    arguments: [
      // Seconds since 1970, by Python's zoneinfo with fold=0.
      ("Europe/Berlin", "2027-10-31 02:30", 1_824_942_600),
      ("America/New_York", "2027-11-07 01:30", 1_825_565_400),
      ("Australia/Lord_Howe", "2027-04-04 01:45", 1_806_763_500),
      ("Africa/Casablanca", "2027-02-07 02:30", 1_801_963_800),
    ])
  func repeated(name: String, asked: String, seconds: Int) throws {
    let zone = try #require(Zone(name))
    let reading = try TimeText.read(asked, zone: zone)
    #expect(reading.milliseconds == seconds * 1_000 && reading.change == .repeated)
    #expect(TimeText.note(asked, reading, zone: zone)?.contains("twice") == true)
  }

  @Test("A time with an offset of its own is not moved")
  func offset() throws {
    let zone = try #require(Zone("Europe/Berlin"))
    let reading = try TimeText.read("2027-03-28T02:30:00+01:00", zone: zone)
    #expect(reading.milliseconds == 1_806_197_400_000 && reading.change == nil)
    #expect(TimeText.note("", reading, zone: zone) == nil)
  }

  @Test("Every change of every zone is as Python's zoneinfo has it, a time that comes twice first")
  func oracle() throws {
    let outcome = try Tool.python(
      """
      import datetime as d, zoneinfo as z
      utc = d.timezone.utc
      for name in sorted(z.available_timezones()):
          if name.startswith(("posix/", "right/", "Etc/")) or name in ("localtime", "Factory", "posixrules"):
              continue
          zone = z.ZoneInfo(name)
          def offset(t): return d.datetime.fromtimestamp(t, zone).utcoffset()
          changes, t, end = [], 1262304000, 1893456000
          while t < end:
              low, high = t, t + 14 * 86400
              if offset(low) != offset(high):
                  while high - low > 1:
                      middle = (low + high) // 2
                      if offset(middle) == offset(low): low = middle
                      else: high = middle
                  changes.append(high)
              t += 14 * 86400
          for change in changes[-4:]:
              for before in (-5400, -3600, -1800, -1, 0, 1, 900, 1800, 3599, 3600, 5400):
                  local = d.datetime.fromtimestamp(change, utc) + offset(change - 1) + d.timedelta(seconds=before)
                  aware = local.replace(tzinfo=zone, fold=0)
                  first, second = aware.timestamp(), aware.replace(fold=1).timestamp()
                  back = d.datetime.fromtimestamp(first, zone).replace(tzinfo=None)
                  naive = local.replace(tzinfo=None)
                  kind = "skipped" if back != naive else "repeated" if first != second else "none"
                  print(name, int(first), kind, naive.strftime("%Y-%m-%d %H:%M:%S"), sep="|")
      """)
    #expect(outcome.status == 0, "\(outcome.error)")
    var counts = ["none": 0, "skipped": 0, "repeated": 0]
    for line in outcome.output.split(separator: "\n") {
      let fields = line.split(separator: "|").map(String.init)
      // Zones that the C library has no file for are Python's own.
      guard let zone = Zone(fields[0]) else { continue }
      let reading = try TimeText.read(fields[3], zone: zone)
      #expect(reading.milliseconds == (Int(fields[1]) ?? 0) * 1_000, "\(line)")
      let kind =
        switch reading.change {
        case nil: "none"
        case .skipped?: "skipped"
        case .repeated?: "repeated"
        }
      #expect(kind == fields[2], "\(line)")
      counts[kind, default: 0] += 1
    }
    #expect(counts.values.allSatisfy { $0 > 1_000 }, "\(counts)")
  }
}
