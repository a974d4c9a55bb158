import CCurl
import Glibc

/// One request of a webhook and its answer, by libcurl.
struct WebhookTransfer {
  let url: String
  /// Each `Name: value`.
  let headers: [String]
  let body: [UInt8]
  let timeoutSeconds: Double
  let allowsPrivateAddresses: Bool

  struct Answer: Equatable {
    /// The status of the answer; 0 where there was none.
    var status = 0
    /// Seconds that the answer asks to wait.
    var retryAfter: Double?
    /// Why there was none.
    var failure: Failure?
  }

  enum Failure: Equatable {
    /// All addresses of the host are private.
    case privateAddress
    /// May pass: the host, the network or time.
    case passing(String)
    /// Will not pass by itself: the certificate, the address.
    case lasting(String)
  }

  /// Bytes of an answer that are read; what follows is not waited for.
  private static let longestAnswer = 64 << 10

  /// What the callbacks of a transfer share.
  private final class State {
    let allowsPrivateAddresses: Bool
    var refusedAddress = false
    var openedSocket = false
    var received = 0

    init(_ allowsPrivateAddresses: Bool) { self.allowsPrivateAddresses = allowsPrivateAddresses }
  }

  /// Sends the request; returns when it is answered or the time is up.
  func perform() -> Answer {
    guard tidemark_curl_start() == 1 else {
      return Answer(failure: .lasting("libcurl.so.4 can't be loaded: install it (libcurl4)"))
    }
    guard let handle = unsafe tidemark_curl_open() else {
      return Answer(failure: .passing("there is not enough memory"))
    }
    defer { unsafe tidemark_curl_close(handle) }
    var list: UnsafeMutablePointer<curl_slist>?
    defer { unsafe tidemark_curl_free(list) }
    for header in headers {
      guard let longer = unsafe tidemark_curl_add(list, header) else {
        return Answer(failure: .passing("there is not enough memory"))
      }
      unsafe list = longer
    }
    let state = State(allowsPrivateAddresses)
    let context = unsafe Unmanaged.passUnretained(state).toOpaque()
    return withExtendedLifetime(state) {
      unsafe body.withUnsafeBytes { bytes in
        guard unsafe configure(handle, list, context, bytes) else {
          return Answer(failure: .lasting("the request could not be made of its address"))
        }
        let code = unsafe tidemark_curl_perform(handle)
        return unsafe answer(handle, code, state)
      }
    }
  }

  private func configure(
    _ handle: UnsafeMutableRawPointer, _ list: UnsafeMutablePointer<curl_slist>?,
    _ context: UnsafeMutableRawPointer, _ bytes: UnsafeRawBufferPointer
  ) -> Bool {
    // A proxy would be asked to connect, out of sight of the check of addresses: there is none.
    var codes = unsafe [tidemark_curl_set_post(handle, url, Int(timeoutSeconds * 1_000))]
    unsafe codes.append(tidemark_curl_set_headers(handle, list))
    let count = curl_off_t(bytes.count)
    unsafe codes.append(tidemark_curl_set_body(handle, bytes.baseAddress, count))
    unsafe codes.append(tidemark_curl_set_writer(handle, WebhookTransfer.receive, context))
    unsafe codes.append(tidemark_curl_set_opener(handle, WebhookTransfer.openSocket, context))
    return codes.allSatisfy { $0 == CURLE_OK }
  }

  /// Passes over the answer's text, up to its bound.
  private static let receive: curl_write_callback = { _, size, count, context in
    guard let context = unsafe context else { return 0 }
    let state = unsafe Unmanaged<State>.fromOpaque(context).takeUnretainedValue()
    state.received += size * count
    return state.received <= longestAnswer ? size * count : 0
  }

  /// Opens a socket for an address that a name was resolved to: the last moment to refuse it, after
  /// which nobody can put another in its place.
  private static let openSocket: curl_opensocket_callback = { context, _, address in
    guard let context = unsafe context, let address = unsafe address,
      let place = MemoryLayout<curl_sockaddr>.offset(of: \.addr)
    else { return CURL_SOCKET_BAD }
    let state = unsafe Unmanaged<State>.fromOpaque(context).takeUnretainedValue()
    let length = unsafe min(Int(address.pointee.addrlen), MemoryLayout<sockaddr_storage>.size)
    let bytes = unsafe [UInt8](
      UnsafeRawBufferPointer(start: UnsafeRawPointer(address) + place, count: length))
    let host: ArraySlice<UInt8> =
      switch unsafe address.pointee.family {
      case AF_INET: bytes.dropFirst(4).prefix(4)
      case AF_INET6: bytes.dropFirst(8).prefix(16)
      default: []
      }
    guard !host.isEmpty, state.allowsPrivateAddresses || AddressPolicy.isPublic(host) else {
      state.refusedAddress = true
      return CURL_SOCKET_BAD
    }
    state.openedSocket = true
    return unsafe socket(
      address.pointee.family, address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue),
      address.pointee.protocol)
  }

  private func answer(
    _ handle: UnsafeMutableRawPointer, _ code: CURLcode, _ state: State
  ) -> Answer {
    var answer = Answer(status: unsafe tidemark_curl_status(handle))
    let asked = unsafe tidemark_curl_retry_after(handle)
    if asked > 0 { answer.retryAfter = min(Double(asked), 86_400) }
    // A receiver that has said its status has said all that counts.
    guard code != CURLE_OK, answer.status < 200 else { return answer }
    answer.status = 0
    if state.refusedAddress, !state.openedSocket {
      answer.failure = .privateAddress
      return answer
    }
    let text = unsafe String(cString: tidemark_curl_text(code))
    let lasting = [
      CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CERTPROBLEM,
      CURLE_URL_MALFORMAT,
    ]
    answer.failure = lasting.contains(code) ? .lasting(text) : .passing(text)
    return answer
  }
}
