internal import Engine

/// Decompresses the bytes of an input in order.
protocol Decompressor: AnyObject {
  /// Why no more can be read; nil before the end, and at a proper one.
  var failure: ReadError? { get }

  /// Decompresses what is there, at most a buffer full; 0 at the end and after a failure.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int
}
