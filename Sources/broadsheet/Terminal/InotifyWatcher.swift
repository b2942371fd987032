import DropFolder
import Files
import Glibc

/// Wakes the watcher when something happens in the inbox, by inotify(7), where the file system tells.
///
/// It only shortens the wait: network file systems are silent, and a folder moved in has made no sound.
final class InotifyWatcher {
  private let layout: DropLayout
  private let descriptor: Int32
  /// The folder that each watch is on; nil for the inbox itself.
  private var folders: [Int32: String?] = [:]
  private var names: [DropLayout.Name] = []

  private static let events = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE)
  private static let bufferBytes = 64 << 10

  init(_ layout: DropLayout) {
    self.layout = layout
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    listen()
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  private func listen() {
    guard descriptor >= 0 else { return }
    add(nil)
    layout.folders().forEach(add)
  }

  private func add(_ folder: String?) {
    let path = folder.map { "\(layout.inbox)/\($0)" } ?? layout.inbox
    let watch = path.asPath { inotify_add_watch(descriptor, $0, Self.events) }
    if watch >= 0 { folders[watch] = folder }
  }

  /// Waits for a sound, or so long.
  func wait(seconds: Double) {
    var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    _ = poll(&event, 1, Int32(min(seconds * 1_000, 3_600_000)))
    read()
  }

  /// The files that were renamed into place since the last call.
  func renamed() -> [DropLayout.Name] {
    defer { names.removeAll() }
    return names
  }

  private func read() {
    guard descriptor >= 0 else { return }
    var hasNewFolder = false
    withUnsafeTemporaryAllocation(byteCount: Self.bufferBytes, alignment: 8) { buffer in
      while true {
        let got = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        guard got > 0 else { break }
        var offset = 0
        while offset < got {
          // Unsafe: the kernel puts records one behind the other, each with its name's length.
          let event = buffer.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
          let start = offset + MemoryLayout<inotify_event>.size
          let bytes = buffer[start..<start + Int(event.len)].prefix { $0 != 0 }
          offset = start + Int(event.len)
          let file = FileName.text(Array(bytes))
          if event.mask & UInt32(IN_ISDIR) != 0 {
            hasNewFolder = true
          } else if event.mask & UInt32(IN_MOVED_TO) != 0, let folder = folders[event.wd] {
            names.append(DropLayout.Name(folder: folder, file: file))
          }
        }
      }
    }
    if hasNewFolder { listen() }
  }
}
