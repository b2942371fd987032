internal import Characters

/// What stops the reading or writing of a file, with what to do.
///
/// `description` is a whole sentence for people.
package enum FileError: Error, Equatable {
  /// There is no such file.
  case missing(file: String)
  /// The path is a folder, a device or a socket.
  case notAFile(file: String)
  /// The system refused to read: no permission, an I/O error.
  case unreadable(file: String, reason: String)
  /// The file has no bytes.
  case empty(file: String)
  /// The file has more bytes than it may.
  case tooLarge(file: String, allowed: Int, found: Int)
  /// A file could not be written; the state before is kept.
  case cannotWrite(path: String, reason: String)
  /// The disk or quota is full; the state before is kept.
  case diskFull(path: String)
}

extension FileError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .missing(let file):
      "\(file): there is no such file. Check the name and the folder."
    case .notAFile(let file):
      "\(file): is not a file. Name the recipient sheet itself, an XLSX or CSV file."
    case .unreadable(let file, let reason):
      "\(file): cannot be read: \(reason). Check its permissions and try again."
    case .empty(let file):
      "\(file): is empty. Save the sheet again and check that it has rows."
    case .tooLarge(let file, let allowed, let found):
      "\(file): over the limit of \(grouped(allowed)) file size in bytes (found \(grouped(found)) or more)."
        + " Split the sheet into several files."
    case .cannotWrite(let path, let reason):
      "\(path): cannot be written: \(reason). Nothing was changed; check the folder's permissions."
    case .diskFull(let path):
      "\(path): the disk is full. Nothing was changed; free some space and try again."
    }
  }
}

extension FileError {
  /// The file that cannot be read; nil when it is about writing.
  package var unreadPath: String? {
    switch self {
    case .missing(let path), .notAFile(let path), .unreadable(let path, _), .empty(let path),
      .tooLarge(let path, _, _):
      path
    case .cannotWrite, .diskFull: nil
    }
  }
}
