import CCurl
import Glibc

/// One request of a model and its answer, by libcurl.
struct ModelTransfer {
  let url: String
  /// Each `Name: value`.
  let headers: [String]
  let body: [UInt8]
  let timeoutSeconds: Double

  enum Outcome {
    case answer(status: Int, body: [UInt8])
    case late
    case failure(String)
  }

  /// Bytes of an answer at most.
  private static let longestAnswer = 256 << 20

  private final class Received {
    var bytes: [UInt8] = []
  }

  /// Sends the request; returns when it is answered or the time is up.
  func perform() -> Outcome {
    guard tidemark_curl_start() == 1 else {
      return .failure("libcurl.so.4 can't be loaded: install it (libcurl4)")
    }
    guard let handle = unsafe tidemark_curl_open() else {
      return .failure("there is not enough memory")
    }
    defer { unsafe tidemark_curl_close(handle) }
    var list: UnsafeMutablePointer<curl_slist>?
    defer { unsafe tidemark_curl_free(list) }
    // A large question is sent at once: no server here is asked whether it wants it.
    for header in headers + ["Expect:"] {
      guard let longer = unsafe tidemark_curl_add(list, header) else {
        return .failure("there is not enough memory")
      }
      unsafe list = longer
    }
    let received = Received()
    let context = unsafe Unmanaged.passUnretained(received).toOpaque()
    return withExtendedLifetime(received) {
      unsafe body.withUnsafeBytes { bytes in
        guard unsafe configure(handle, list, context, bytes) else {
          return .failure("the request could not be made of its address")
        }
        let code = unsafe tidemark_curl_perform(handle)
        if code == CURLE_OPERATION_TIMEDOUT { return .late }
        guard code == CURLE_OK else {
          return .failure(unsafe String(cString: tidemark_curl_text(code)))
        }
        return .answer(status: unsafe tidemark_curl_status(handle), body: received.bytes)
      }
    }
  }

  private func configure(
    _ handle: UnsafeMutableRawPointer, _ list: UnsafeMutablePointer<curl_slist>?,
    _ context: UnsafeMutableRawPointer, _ bytes: UnsafeRawBufferPointer
  ) -> Bool {
    let milliseconds = Int(timeoutSeconds * 1_000)
    let numbers: [(CURLoption, Int)] = [
      (CURLOPT_POST, 1), (CURLOPT_NOSIGNAL, 1), (CURLOPT_FOLLOWLOCATION, 0),
      (CURLOPT_SSL_VERIFYPEER, 1), (CURLOPT_SSL_VERIFYHOST, 2), (CURLOPT_TIMEOUT_MS, milliseconds),
      (CURLOPT_CONNECTTIMEOUT_MS, min(milliseconds, 5_000)),
    ]
    let texts: [(CURLoption, String)] = [
      (CURLOPT_URL, url), (CURLOPT_PROTOCOLS_STR, "http,https"), (CURLOPT_PROXY, ""),
    ]
    var codes = numbers.map { unsafe tidemark_curl_set_long(handle, $0.0, $0.1) }
    codes += texts.map { unsafe tidemark_curl_set_text(handle, $0.0, $0.1) }
    unsafe codes.append(tidemark_curl_set_headers(handle, list))
    let count = curl_off_t(bytes.count)
    unsafe codes.append(tidemark_curl_set_body(handle, bytes.baseAddress, count))
    unsafe codes.append(tidemark_curl_set_writer(handle, ModelTransfer.receive, context))
    return codes.allSatisfy { $0 == CURLE_OK }
  }

  private static let receive: curl_write_callback = { bytes, size, count, context in
    guard let context = unsafe context, let bytes = unsafe bytes else { return 0 }
    let received = unsafe Unmanaged<Received>.fromOpaque(context).takeUnretainedValue()
    let length = size * count
    guard received.bytes.count + length <= longestAnswer else { return 0 }
    unsafe received.bytes.append(
      contentsOf: UnsafeRawBufferPointer(start: UnsafeRawPointer(bytes), count: length))
    return length
  }

  static func wait(milliseconds: UInt32) { usleep(milliseconds * 1_000) }
}
