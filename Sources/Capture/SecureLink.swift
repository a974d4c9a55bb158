import CCurl

/// TLS, by libcurl: it connects and checks the certificate, and bytes go through as they are.
@safe final class SecureLink: ModelLink {
  let descriptor: Int32
  var mayHoldBytes: Bool { true }
  private let handle: UnsafeMutableRawPointer

  /// - Parameter authorities: a file of certificates to trust, in place of the system's; PEM.
  init(
    _ place: HostPort, authorities: String?, within seconds: Int32
  ) throws(CaptureFailure) {
    guard tidemark_curl_start() == 1 else {
      throw CaptureFailure("libcurl.so.4 can't be loaded: install it (libcurl4)")
    }
    guard let opened = unsafe tidemark_curl_open() else {
      throw CaptureFailure("there is not enough memory")
    }
    let numbers: [(CURLoption, Int)] = [
      (CURLOPT_CONNECT_ONLY, 1), (CURLOPT_NOSIGNAL, 1), (CURLOPT_SSL_VERIFYPEER, 1),
      (CURLOPT_SSL_VERIFYHOST, 2), (CURLOPT_CONNECTTIMEOUT_MS, Int(seconds) * 1_000),
      // The bytes that go through are of HTTP/1.1.
      (CURLOPT_HTTP_VERSION, 2), (CURLOPT_TCP_KEEPALIVE, 1), (CURLOPT_TCP_NODELAY, 1),
    ]
    var texts: [(CURLoption, String)] = [
      (CURLOPT_URL, "https://\(place)/"), (CURLOPT_PROTOCOLS_STR, "https"), (CURLOPT_PROXY, ""),
    ]
    if let authorities { texts.append((CURLOPT_CAINFO, authorities)) }
    var codes = numbers.map { unsafe tidemark_curl_set_long(opened, $0.0, $0.1) }
    codes += texts.map { unsafe tidemark_curl_set_text(opened, $0.0, $0.1) }
    var code = codes.first { $0 != CURLE_OK } ?? CURLE_OK
    if code == CURLE_OK { code = unsafe tidemark_curl_perform(opened) }
    let socket = code == CURLE_OK ? unsafe tidemark_curl_socket(opened) : -1
    guard socket >= 0 else {
      let text = unsafe String(cString: tidemark_curl_text(code))
      unsafe tidemark_curl_close(opened)
      throw CaptureFailure(code == CURLE_OK ? "no connection" : text)
    }
    // Last: what is thrown once all is set would close the handle again.
    descriptor = socket
    unsafe handle = opened
  }

  deinit { unsafe tidemark_curl_close(handle) }

  func read() -> Socket.Read {
    var code = CURLE_OK
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Socket.chunk) { buffer, count in
      unsafe code = tidemark_curl_receive(handle, buffer.baseAddress, Socket.chunk, &count)
      if code != CURLE_OK { count = 0 }
    }
    if code == CURLE_AGAIN { return .nothing }
    if code != CURLE_OK { return .failed }
    return bytes.isEmpty ? .end : .bytes(bytes)
  }

  func write(_ bytes: ArraySlice<UInt8>) -> Int? {
    var sent = 0
    while sent < bytes.count {
      var count = 0
      let code = unsafe bytes.dropFirst(sent).withUnsafeBytes {
        unsafe tidemark_curl_send(handle, $0.baseAddress, $0.count, &count)
      }
      if code == CURLE_AGAIN { return sent }
      guard code == CURLE_OK else { return nil }
      sent += count
    }
    return sent
  }
}
