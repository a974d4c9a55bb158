import Glibc

/// Connections of TCP, which never block: the only place that asks the system for them.
enum Socket {
  /// Bytes that are read at once.
  static let chunk = 64 << 10

  static func listen(_ place: HostPort) throws(CaptureFailure) -> Int32 {
    try open(place, isListening: true)
  }

  /// Connects, waiting up to so many seconds.
  static func connect(_ place: HostPort, within seconds: Int32) throws(CaptureFailure) -> Int32 {
    let descriptor = try open(place, isListening: false)
    var number: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    let isReady = wait([(descriptor, Int16(POLLOUT))], milliseconds: seconds * 1_000)[0] != 0
    guard isReady, unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &number, &size) == 0,
      number == 0
    else {
      close(descriptor)
      throw CaptureFailure("no connection", number: number == 0 ? ETIMEDOUT : number)
    }
    return descriptor
  }

  /// The next connection; nil where there is none after all.
  static func accept(_ listening: Int32) -> Int32? {
    let descriptor = Glibc.accept(listening, nil, nil)
    guard descriptor >= 0 else { return nil }
    prepare(descriptor)
    return descriptor
  }

  /// The port that a listening socket has.
  static func port(_ listening: Int32) -> UInt16 {
    var address = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe getsockname(listening, $0, &length)
      }
    }
    guard result == 0 else { return 0 }
    return unsafe withUnsafeBytes(of: &address) {
      unsafe UInt16($0[2]) << 8 | UInt16($0[3])
    }
  }

  enum Read: Equatable {
    case bytes([UInt8])
    case nothing
    case end
    case failed
  }

  static func read(_ descriptor: Int32) -> Read {
    var failure: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: chunk) { buffer, count in
      var received: Int
      repeat {
        received = unsafe recv(descriptor, buffer.baseAddress, chunk, 0)
      } while received < 0
        && errno == EINTR
      failure = received < 0 ? errno : 0
      count = max(0, received)
    }
    if failure == EAGAIN || failure == EWOULDBLOCK { return .nothing }
    if failure != 0 { return .failed }
    return bytes.isEmpty ? .end : .bytes(bytes)
  }

  /// Writes what goes without waiting; nil where the other side is gone.
  static func write(_ bytes: ArraySlice<UInt8>, to descriptor: Int32) -> Int? {
    var sent = 0
    while sent < bytes.count {
      let count = unsafe bytes.dropFirst(sent).withUnsafeBytes {
        unsafe send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count < 0 {
        if errno == EINTR { continue }
        return errno == EAGAIN || errno == EWOULDBLOCK ? sent : nil
      }
      sent += count
    }
    return sent
  }

  /// Waits until something is to be done; what happened to each, 0 for nothing.
  static func wait(_ wanted: [(descriptor: Int32, events: Int16)], milliseconds: Int32) -> [Int16] {
    var list = wanted.map { pollfd(fd: $0.descriptor, events: $0.events, revents: 0) }
    let count = nfds_t(list.count)
    while unsafe poll(&list, count, milliseconds) < 0, errno == EINTR {}
    return list.map(\.revents)
  }

  private static func prepare(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    var one: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    unsafe setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, size)
    // A host that vanished must not hold its connection for good.
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_KEEPALIVE, &one, size)
  }

  private static func open(
    _ place: HostPort, isListening: Bool
  ) throws(CaptureFailure) -> Int32 {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let code = unsafe getaddrinfo(place.host, String(place.port), &hints, &found)
    guard code == 0 else { throw CaptureFailure(unsafe String(cString: gai_strerror(code))) }
    defer { unsafe freeaddrinfo(found) }
    var failure = CaptureFailure("no address")
    var next = unsafe found
    while let address = unsafe next {
      unsafe next = address.pointee.ai_next
      let descriptor = unsafe socket(
        address.pointee.ai_family, address.pointee.ai_socktype, address.pointee.ai_protocol)
      guard descriptor >= 0 else {
        failure = CaptureFailure("no socket")
        continue
      }
      prepare(descriptor)
      let (name, length) = unsafe (address.pointee.ai_addr, address.pointee.ai_addrlen)
      if isListening {
        var one: Int32 = 1
        let size = socklen_t(MemoryLayout<Int32>.size)
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &one, size)
        if unsafe bind(descriptor, name, length) == 0, Glibc.listen(descriptor, 1_024) == 0 {
          return descriptor
        }
      } else if unsafe Glibc.connect(descriptor, name, length) == 0 || errno == EINPROGRESS {
        return descriptor
      }
      failure = CaptureFailure(isListening ? "can't listen" : "no connection")
      close(descriptor)
    }
    throw failure
  }
}
