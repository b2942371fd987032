package import Files
internal import Spreadsheet

/// Tells when a file in the inbox has arrived as a whole.
///
/// It has when it was renamed into place, when a `.ready` or `.sha256` file beside it says so, or when it
/// is at rest: size, time and inode the same over two looks and for a while. In every case its end must look
/// like one (`FileEnd`).
package struct Arrivals {
  /// How long a file must be at rest, in milliseconds.
  package var rest = 10_000
  /// How long a file may take to become whole after its last change, in milliseconds.
  package var patience = 15 * 60_000

  private struct Sighting {
    var stamp: FileStamp
    /// When it was first seen like this, on the clock of `look`.
    var since: Int
    var looks = 0
    /// Whether it came by a rename, so that nobody writes to it any more.
    var wasRenamed = false
  }

  private let layout: DropLayout
  /// Milliseconds since 1970, by the clock that the file system uses.
  private let clock: () -> Int
  private var sightings: [DropLayout.Name: Sighting] = [:]
  /// How often a file was listed and not there.
  private var vain: [DropLayout.Name: Int] = [:]
  /// Looks after which a file that is listed and not there is not waited for.
  private static let vainLooks = 3

  package init(_ layout: DropLayout, clock: @escaping () -> Int) {
    self.layout = layout
    self.clock = clock
  }

  package enum State: Sendable, Equatable {
    /// It may still change.
    case waiting
    /// It does not change any more, but is not whole, or its other half is missing.
    case stuck(String)
    case ready(FileStamp)
    /// It never became whole, for this reason.
    case incomplete(FileStamp, String)
    /// A link, a FIFO, a device: never opened.
    case notAFile
    case unreadable(String)
  }

  /// Notes that a file was renamed into place; `now` is that of `look`.
  package mutating func noteRename(_ name: DropLayout.Name, now: Int) {
    guard let stamp = FileStamp(layout.path(name)) else { return }
    sightings[name] = Sighting(stamp: stamp, since: now, wasRenamed: true)
  }

  /// Forgets files that are no longer there.
  package mutating func keep(_ names: [DropLayout.Name]) {
    let present = Set(names)
    sightings = sightings.filter { present.contains($0.key) }
    vain = vain.filter { present.contains($0.key) }
  }

  /// Looks at a file again; `now` is milliseconds of a clock that only goes forward.
  package mutating func look(_ name: DropLayout.Name, now: Int) -> State {
    guard let stamp = FileStamp(layout.path(name)) else { return missing(name) }
    guard stamp.isRegular else { return .notAFile }
    var sighting = sightings[name] ?? Sighting(stamp: stamp, since: now)
    if sighting.stamp != stamp { sighting = Sighting(stamp: stamp, since: now) }
    sighting.looks += 1
    sightings[name] = sighting
    vain[name] = nil
    let isAtRest = self.isAtRest(sighting, now)
    do {
      let word = try marked(name)
      guard word == true || word == nil && (sighting.wasRenamed || isAtRest) else {
        return late(sighting, now, "its checksum is not the one beside it")
      }
      guard let lack = try FileEnd.lack(layout.path(name)), !(word == true && lack == .lineEnd)
      else {
        return .ready(stamp)
      }
      return late(sighting, now, lack.reason)
    } catch {
      if case FileError.missing = error { return missing(name) }
      return .unreadable("\(error)")
    }
  }

  /// A file that is listed but is not there: gone since, or one that can never be opened.
  private mutating func missing(_ name: DropLayout.Name) -> State {
    let looks = (vain[name] ?? 0) + 1
    vain[name] = looks
    guard looks >= Self.vainLooks else { return .waiting }
    return .unreadable("\(name.shown) is listed, but cannot be opened by that name.")
  }

  private func isAtRest(_ sighting: Sighting, _ now: Int) -> Bool {
    sighting.looks >= 2 && now - sighting.since >= rest
  }

  private func late(_ sighting: Sighting, _ now: Int, _ reason: String) -> State {
    guard isAtRest(sighting, now) else { return .waiting }
    return isOverdue(sighting.stamp) ? .incomplete(sighting.stamp, reason) : .stuck(reason)
  }

  /// Whether a file has been as it is for longer than it may wait for its end, or for its other half.
  package func isOverdue(_ stamp: FileStamp) -> Bool { clock() - stamp.touched >= patience }

  /// What the files beside a sheet say: that it is there, that it is not yet; nil without one.
  private func marked(_ name: DropLayout.Name) throws(FileError) -> Bool? {
    let path = layout.path(name)
    for ending in [".sha256", ".ready"] where Folder.exists(path + ending) {
      let words = try Self.words(path + ending)
      guard let wanted = words.first(where: { $0.utf8.count == 64 }) else {
        // An empty `.ready` is a promise; a checksum that is not there yet is none.
        return ending == ".ready"
      }
      let hash = ContentHash()
      try hash.add(contentsOf: path)
      return hash.finish() == wanted.lowercased()
    }
    return nil
  }

  private static func words(_ path: String) throws(FileError) -> [String] {
    do throws(FileError) {
      let bytes = try InputFile(path, limit: .max).read(at: 0, count: 4_096)
      return String(decoding: bytes, as: UTF8.self).split { $0.isWhitespace }.map(String.init)
    } catch {
      if case .empty = error { return [] }
      throw error
    }
  }
}
