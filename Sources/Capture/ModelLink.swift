import Glibc

/// A connection to the model, which never blocks.
protocol ModelLink: AnyObject {
  /// To wait for.
  var descriptor: Int32 { get }
  /// Whether bytes may be at hand of which the descriptor knows nothing, so that reading comes before waiting.
  var mayHoldBytes: Bool { get }
  func read() -> Socket.Read
  /// Writes what goes without waiting; nil where the other side is gone.
  func write(_ bytes: ArraySlice<UInt8>) -> Int?
}

/// TCP alone.
final class PlainLink: ModelLink {
  let descriptor: Int32
  var mayHoldBytes: Bool { false }

  init(_ place: HostPort, within seconds: Int32) throws(CaptureFailure) {
    descriptor = try Socket.connect(place, within: seconds)
  }

  deinit { close(descriptor) }

  func read() -> Socket.Read { Socket.read(descriptor) }
  func write(_ bytes: ArraySlice<UInt8>) -> Int? { Socket.write(bytes, to: descriptor) }
}
