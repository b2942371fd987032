/// Bytes that are filled with integers of fixed places, little-endian.
struct ColumnBytes {
  private let bytes: UnsafeMutableRawBufferPointer

  /// Makes an array of so many bytes; what is not put is 0.
  static func make(_ count: Int, _ fill: (Self) -> Void) -> [UInt8] {
    // Unsafe: a million messages put nine integers each. Every place lies in the array, checked in `put`.
    [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      raw.initializeMemory(as: UInt8.self, repeating: 0)
      fill(ColumnBytes(bytes: raw))
      filled = count
    }
  }

  @inline(__always)
  func put<Value: FixedWidthInteger & BitwiseCopyable>(_ value: Value, at offset: Int) {
    precondition(offset >= 0 && offset + MemoryLayout<Value>.size <= bytes.count)
    bytes.storeBytes(of: value.littleEndian, toByteOffset: offset, as: Value.self)
  }

  func put(_ values: [UInt8], at offset: Int) {
    precondition(offset >= 0 && offset + values.count <= bytes.count)
    UnsafeMutableRawBufferPointer(rebasing: bytes[offset...]).copyBytes(from: values)
  }
}

extension [UInt8] {
  /// The little-endian integer at a place, which lies in the array.
  @inline(__always)
  func integer<Value: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as type: Value.Type
  ) -> Value {
    precondition(offset >= 0 && offset + MemoryLayout<Value>.size <= count)
    // Unsafe: a million messages are read, five integers each; the place is checked above.
    return withUnsafeBytes {
      Value(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: type))
    }
  }
}
