import Glibc

/// A client's connection and the one to the model that belongs to it: bytes go through as they are.
///
/// Each client has a connection to the model of its own, so that no two readings of a request could
/// mix up what is whose. Captures see copies; whatever becomes of them, the bytes go through.
final class ProxyConnection {
  private let client: Int32
  private var model: (any ModelLink)?
  private let options: ProxyOptions
  private let writer: CaptureWriter
  private let memory: CaptureMemory
  /// Readable once the proxy is to end.
  private let stop: Int32
  /// What the client has sent and was not looked at yet.
  private var unread: ArraySlice<UInt8> = []

  /// Seconds that a connection to the model may take to come about.
  private static let patience: Int32 = 10
  /// Milliseconds without a byte of a request after which its connection is closed.
  private static let idle: Int32 = 600_000

  init(
    _ client: Int32, _ options: ProxyOptions, _ writer: CaptureWriter, _ memory: CaptureMemory,
    stop: Int32
  ) {
    self.client = client
    self.options = options
    self.writer = writer
    self.memory = memory
    self.stop = stop
  }

  /// Serves requests until one side closes.
  func serve() {
    while exchange() {}
    close(client)
  }

  /// A request and its answer on their way.
  private struct Exchange {
    var request = MessageScanner(.request)
    var response = MessageScanner(.response(toHead: false))
    var toModel: [UInt8] = []
    var toClient: [UInt8] = []
    /// The model takes no more of the request.
    var isAbandoned = false
    let input: CapturedBody
    let output: CapturedBody

    /// Where the answer is whole, and what is left of the request is of no matter to it.
    var isDone: Bool {
      guard response.state == .complete, toClient.isEmpty else { return false }
      return isAbandoned || response.head?.closes == true
        || (request.state == .complete && toModel.isEmpty)
    }
  }

  /// - Returns: whether the connection stays.
  private func exchange() -> Bool {
    var exchange = Exchange(
      input: CapturedBody(memory, most: options.bodyBytes),
      output: CapturedBody(memory, most: options.bodyBytes))
    guard readHead(&exchange), let head = exchange.request.head else { return false }
    writer.count { $0.requests += 1 }
    let isWanted = isWanted(head)
    if !isWanted {
      exchange.input.drop()
      exchange.output.drop()
    }
    exchange.response = MessageScanner(.response(toHead: head.start[0] == "HEAD"))
    if let failure = connect() {
      writer.count { $0.unreachable += 1 }
      writer.report("the model at \(options.upstream) can't be reached: \(failure)")
      refuse(502, "Bad Gateway", "the model at \(options.upstream) can't be reached: \(failure)")
      return false
    }
    let isWhole = relay(&exchange)
    if exchange.response.state == .tunnel {
      tunnel(exchange)
      return false
    }
    if isWanted { capture(exchange, head) }
    if exchange.request.state != .complete { linger() }
    guard isWhole, !exchange.isAbandoned, exchange.request.state == .complete,
      let answer = exchange.response.head, !head.closes, !answer.closes, model != nil
    else { return false }
    return true
  }

  // MARK: The beginning

  /// Waits for a request; false where none comes, or none that could be passed on.
  private func readHead(_ exchange: inout Exchange) -> Bool {
    while exchange.request.state == .head {
      if unread.isEmpty {
        let isIdle = !exchange.request.hasBegun
        let events = Socket.wait(
          [(client, Int16(POLLIN)), (isIdle ? stop : -1, Int16(POLLIN))],
          milliseconds: ProxyConnection.idle)
        // A client that waits for nothing need not be waited for.
        if events[0] == 0 { return false }
        switch Socket.read(client) {
        case .bytes(let bytes): unread = bytes[...]
        case .nothing: continue
        case .end, .failed: return false
        }
      }
      takeRequest(&exchange)
      if case .broken(let why) = exchange.request.state {
        refuse(400, "Bad Request", "this request can't be passed on: \(why)")
        return false
      }
    }
    return true
  }

  private func takeRequest(_ exchange: inout Exchange) {
    var passed: [UInt8] = []
    let input = exchange.input
    let count = exchange.request.take(
      unread, pass: { passed += $0 }, content: { input.append($0) })
    unread = unread.dropFirst(count)
    exchange.toModel += passed
  }

  /// Makes sure of a connection to the model; says why there is none.
  private func connect() -> String? {
    // What closed while nothing was asked of it is no failure: a new one is made.
    if let model, model.read() != .nothing { self.model = nil }
    guard model == nil else { return nil }
    let patience = ProxyConnection.patience
    do throws(CaptureFailure) {
      if options.isSecure {
        model = try SecureLink(
          options.upstream, authorities: options.authorities, within: patience)
      } else {
        model = try PlainLink(options.upstream, within: patience)
      }
      return nil
    } catch {
      return error.description
    }
  }

  // MARK: Both ways

  /// Passes a request and its answer on; false where it ended before both were whole.
  private func relay(_ exchange: inout Exchange) -> Bool {
    while !exchange.isDone {
      if exchange.request.state == .body, exchange.toModel.isEmpty, !unread.isEmpty {
        takeRequest(&exchange)
      }
      if case .broken = exchange.request.state { return false }
      guard flush(&exchange) else { return false }
      if exchange.isDone || exchange.response.state == .tunnel { break }
      let readsClient =
        exchange.request.state == .body && exchange.toModel.isEmpty && unread.isEmpty
        && !exchange.isAbandoned
      let readsModel = exchange.response.state != .complete && exchange.toClient.isEmpty
      if readsModel, let model, model.mayHoldBytes, case let found = model.read(),
        found != .nothing
      {
        guard take(found, &exchange) else { return false }
        continue
      }
      let events = Socket.wait(
        [
          (
            readsClient || !exchange.toClient.isEmpty ? client : -1,
            Int16((readsClient ? POLLIN : 0) | (exchange.toClient.isEmpty ? 0 : POLLOUT))
          ),
          (
            readsModel || !exchange.toModel.isEmpty ? model?.descriptor ?? -1 : -1,
            Int16((readsModel ? POLLIN : 0) | (exchange.toModel.isEmpty ? 0 : POLLOUT))
          ),
        ], milliseconds: -1)
      if readsClient, events[0] != 0, !readClient() { return false }
      if readsModel, events[1] != 0, let model, !take(model.read(), &exchange) { return false }
    }
    return true
  }

  /// Writes what goes without waiting; false where the client is gone.
  private func flush(_ exchange: inout Exchange) -> Bool {
    if !exchange.toClient.isEmpty {
      guard let sent = Socket.write(exchange.toClient[...], to: client) else { return false }
      exchange.toClient.removeFirst(sent)
    }
    if !exchange.toModel.isEmpty, !exchange.isAbandoned {
      if let sent = model?.write(exchange.toModel[...]) {
        exchange.toModel.removeFirst(sent)
      } else {
        // It may have answered before it closed.
        exchange.isAbandoned = true
        exchange.toModel = []
      }
    }
    return true
  }

  private func readClient() -> Bool {
    switch Socket.read(client) {
    case .bytes(let bytes):
      unread = bytes[...]
      return true
    case .nothing: return true
    case .end, .failed: return false
    }
  }

  /// Takes what came of the model.
  private func take(_ found: Socket.Read, _ exchange: inout Exchange) -> Bool {
    switch found {
    case .bytes(let bytes): takeResponse(bytes[...], &exchange)
    case .nothing: return true
    case .end, .failed:
      model = nil
      exchange.isAbandoned = true
      exchange.toModel = []
      exchange.response.close()
    }
    guard case .broken(let why) = exchange.response.state else { return true }
    // Before a byte of it went on, the client can still be told.
    if exchange.response.head == nil {
      writer.count { $0.unreachable += 1 }
      refuse(502, "Bad Gateway", "the model's answer can't be passed on: \(why)")
    } else {
      _ = Socket.write(exchange.toClient[...], to: client)
    }
    return false
  }

  private func takeResponse(_ bytes: ArraySlice<UInt8>, _ exchange: inout Exchange) {
    var rest = bytes
    var passed: [UInt8] = []
    let output = exchange.output
    while !rest.isEmpty {
      let count = exchange.response.take(
        rest, pass: { passed += $0 }, content: { output.append($0) })
      rest = rest.dropFirst(count)
      switch exchange.response.state {
      case .tunnel:
        passed += rest
        rest = []
      case .complete:
        if let status = exchange.response.head?.status, status < 200 {
          // `100 Continue` and the like come before the answer.
          let toHead = exchange.request.head?.start[0] == "HEAD"
          exchange.response = MessageScanner(.response(toHead: toHead))
        } else {
          // Nobody asked for more than one answer: what follows it is nobody's.
          if !rest.isEmpty { model = nil }
          rest = []
        }
      case .broken: rest = []
      case .head, .body: break
      }
    }
    exchange.toClient += passed
  }

  /// Passes bytes on in both directions until one side closes.
  private func tunnel(_ exchange: Exchange) {
    guard let model else { return }
    var toModel = exchange.toModel + unread
    var toClient = exchange.toClient
    while true {
      guard let sent = model.write(toModel[...]) else { return }
      toModel.removeFirst(sent)
      guard let sent = Socket.write(toClient[...], to: client) else { return }
      toClient.removeFirst(sent)
      if toClient.isEmpty, model.mayHoldBytes {
        switch model.read() {
        case .bytes(let bytes):
          toClient = bytes
          continue
        case .nothing: break
        case .end, .failed: return
        }
      }
      let events = { (reads: Bool, writes: Bool) in
        Int16((reads ? POLLIN : 0) | (writes ? POLLOUT : 0))
      }
      let found = Socket.wait(
        [
          (client, events(toModel.isEmpty, !toClient.isEmpty)),
          (model.descriptor, events(toClient.isEmpty, !toModel.isEmpty)),
          (stop, Int16(POLLIN)),
        ], milliseconds: -1)
      if found[2] != 0 { return }
      if found[0] != 0, toModel.isEmpty {
        switch Socket.read(client) {
        case .bytes(let bytes): toModel = bytes
        case .nothing: break
        case .end, .failed: return
        }
      }
      if found[1] != 0, toClient.isEmpty {
        switch model.read() {
        case .bytes(let bytes): toClient = bytes
        case .nothing: break
        case .end, .failed: return
        }
      }
    }
  }

  // MARK: The end

  /// Whether a request is captured, of which its answer may still be none to capture.
  private func isWanted(_ head: HTTPHead) -> Bool {
    if head.first(ProxyOptions.ownCall.lowercased()) != nil {
      writer.count { $0.own += 1 }
      return false
    }
    guard options.isOfInterest(head) else {
      writer.count { $0.notOfInterest += 1 }
      return false
    }
    guard Double.random(in: 0..<1) < options.sample else {
      writer.count { $0.notSampled += 1 }
      return false
    }
    return true
  }

  private func capture(_ exchange: Exchange, _ head: HTTPHead) {
    guard exchange.response.state == .complete, exchange.request.state == .complete,
      let answer = exchange.response.head, let status = answer.status,
      (200..<300).contains(status)
    else { return writer.count { $0.notOfInterest += 1 } }
    guard exchange.input.isWhole, exchange.output.isWhole else {
      return writer.count { $0.tooLarge += 1 }
    }
    let codings = head.list("content-encoding") + answer.list("content-encoding")
    guard codings.allSatisfy({ $0 == "identity" }) else {
      return writer.count { $0.compressed += 1 }
    }
    writer.add(
      CaptureRecord(
        request: head, response: answer, input: exchange.input, output: exchange.output,
        time: writer.time))
  }

  /// Answers in the model's place.
  private func refuse(_ status: Int, _ reason: String, _ text: String) {
    let body = "tidemark capture: \(text)\n"
    let head = """
      HTTP/1.1 \(status) \(reason)\r\nContent-Type: text/plain; charset=utf-8\r\n\
      Content-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n
      """
    _ = Socket.write(Array((head + body).utf8)[...], to: client)
    linger()
  }

  /// Lets a client that still sends read its answer: closing at once would reset the connection.
  private func linger() {
    shutdown(client, Int32(SHUT_WR))
    var left = 1 << 20
    while left > 0, Socket.wait([(client, Int16(POLLIN))], milliseconds: 1_000)[0] != 0 {
      guard case .bytes(let bytes) = Socket.read(client) else { return }
      left -= bytes.count
    }
  }
}
