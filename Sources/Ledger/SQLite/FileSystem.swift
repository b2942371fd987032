internal import CLinux
internal import Glibc

/// What a folder's file system is, as far as the ledger cares.
package enum FileSystem {
  /// Magic numbers of statfs(2) for file systems that other machines write to as well.
  private static let networks: [UInt: String] = [
    0x6969: "NFS", 0x517B: "SMB", 0xFE53_4D42: "SMB2", 0xFF53_4D42: "CIFS", 0x00C3_6400: "Ceph",
    0x5346_414F: "AFS", 0x0BD0_0BD0: "Lustre", 0x0116_1970: "GFS2", 0x7461_636F: "OCFS2",
    0x0102_1997: "9P", 0x7375_7245: "Coda", 0x4750_4653: "GPFS", 0x6B41_4653: "AFS",
  ]

  /// The name of a network file system; nil for local ones.
  ///
  /// - Parameters:
  ///   - magic: the number that statfs(2) gives.
  ///   - mountType: the type in the table of mounts, which alone tells what is behind FUSE.
  /// - Returns: as people call it.
  package static func network(magic: UInt, mountType: String?) -> String? {
    if let name = networks[magic] { return name }
    guard let mountType, mountType.hasPrefix("fuse.") else { return nil }
    let program = mountType.dropFirst("fuse.".count)
    let remote = [
      "sshfs", "rclone", "s3fs", "gcsfuse", "glusterfs", "ceph", "juicefs", "davfs", "curlftpfs",
      "smbnetfs", "moosefs", "mfs",
    ]
    return remote.contains { program.hasPrefix($0) } ? String(program) : nil
  }

  /// The name of the network file system that a folder is on; nil on a local one.
  package static func network(ofFolder folder: String) -> String? {
    network(magic: UInt(file_system_magic(folder)), mountType: mountType(of: folder))
  }

  /// The type that the table of mounts has for the folder's device.
  private static func mountType(of folder: String) -> String? {
    var status = stat()
    guard stat(folder, &status) == 0, let table = fopen("/proc/self/mountinfo", "r") else {
      return nil
    }
    defer { fclose(table) }
    let device = "\(device_major(status.st_dev)):\(device_minor(status.st_dev))"
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    while getline(&line, &capacity, table) > 0, let text = line.map({ String(cString: $0) }) {
      // 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue (proc(5))
      let halves = text.split(separator: " - ", maxSplits: 1)
      guard halves.count == 2 else { continue }
      let fields = halves[0].split(separator: " ")
      if fields.count > 2, fields[2] == device {
        return halves[1].split(separator: " ").first.map(String.init)
      }
    }
    return nil
  }
}
