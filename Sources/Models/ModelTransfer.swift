import CCurl

/// One request of a model, by libcurl, and what has come back of it.
@safe final class ModelTransfer {
  /// What `ModelTransfers` knows it by.
  let handle: UnsafeMutableRawPointer
  private var headers: UnsafeMutablePointer<curl_slist>?
  private var received: [UInt8] = []

  enum Outcome {
    case answer(status: Int, body: [UInt8])
    case late
    case failure(String)
  }

  /// Bytes of an answer at most.
  private static let longestAnswer = 256 << 20

  /// - Parameter headers: each `Name: value`.
  /// - Returns: nil where the request can't be made of its address.
  init?(url: String, headers: [String], body: [UInt8], timeoutSeconds: Double) {
    guard let opened = unsafe tidemark_curl_open() else { return nil }
    unsafe handle = opened
    // A large question is sent at once: no server here is asked whether it wants it.
    for header in headers + ["Expect:"] {
      guard let longer = unsafe tidemark_curl_add(self.headers, header) else { return nil }
      unsafe self.headers = longer
    }
    guard configure(url, body, timeoutSeconds) else { return nil }
  }

  deinit {
    unsafe tidemark_curl_close(handle)
    unsafe tidemark_curl_free(headers)
  }

  private func configure(_ url: String, _ body: [UInt8], _ timeoutSeconds: Double) -> Bool {
    var codes = unsafe [tidemark_curl_set_post(handle, url, Int(timeoutSeconds * 1_000))]
    unsafe codes.append(tidemark_curl_set_headers(handle, headers))
    unsafe codes.append(
      body.withUnsafeBytes { bytes in
        unsafe tidemark_curl_copy_body(handle, bytes.baseAddress, curl_off_t(bytes.count))
      })
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe codes.append(tidemark_curl_set_writer(handle, ModelTransfer.receive, context))
    return codes.allSatisfy { $0 == CURLE_OK }
  }

  private static let receive: curl_write_callback = { bytes, size, count, context in
    guard let context = unsafe context, let bytes = unsafe bytes else { return 0 }
    let transfer = unsafe Unmanaged<ModelTransfer>.fromOpaque(context).takeUnretainedValue()
    let length = size * count
    guard transfer.received.count + length <= longestAnswer else { return 0 }
    unsafe transfer.received.append(
      contentsOf: UnsafeRawBufferPointer(start: UnsafeRawPointer(bytes), count: length))
    return length
  }

  /// What became of it.
  ///
  /// - Parameter code: libcurl's, once it is done.
  func outcome(_ code: CURLcode) -> Outcome {
    if code == CURLE_OPERATION_TIMEDOUT { return .late }
    guard code == CURLE_OK else {
      return .failure(unsafe String(cString: tidemark_curl_text(code)))
    }
    return .answer(status: unsafe tidemark_curl_status(handle), body: received)
  }
}
