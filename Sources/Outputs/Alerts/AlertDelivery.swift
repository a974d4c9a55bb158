import Engine

/// Delivers messages at least once: keeps them, sends what was kept before first, tries again, and
/// says what could not be delivered.
package struct AlertDelivery: Sendable {
  /// A sink and how it is reached.
  package struct Route: Sendable {
    let specification: SinkSpecification
    let sink: any Sink
    /// The sink as people are told of it: its name, its kind, and of a URL the host alone.
    let shown: String

    package init(_ specification: SinkSpecification, _ sink: any Sink, shown: String) {
      self.specification = specification
      self.sink = sink
      self.shown = shown
    }
  }

  package struct Outcome: Sendable {
    package var sent = 0
    package var kept = 0
    /// What could not be delivered and why, a sentence each.
    package var problems: [String] = []
    /// What should be looked at, and is no failure yet.
    package var remarks: [String] = []
  }

  let routes: [Route]
  let outbox: Outbox
  var backoff = Backoff()
  var pause: @Sendable (Double) async -> Void
  var chance: @Sendable () -> Double

  package init(
    _ routes: [Route], outbox: Outbox, backoff: Backoff = Backoff(),
    pause: @escaping @Sendable (Double) async -> Void = {
      try? await Task.sleep(for: .seconds($0))
    },
    chance: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) }
  ) {
    self.routes = routes
    self.outbox = outbox
    self.backoff = backoff
    self.pause = pause
    self.chance = chance
  }

  /// Delivers new messages after those that were kept before, all sinks at the same time.
  package func deliver(_ new: [OutboxEntry]) async -> Outcome {
    var outcome = Outcome()
    let lasting = Set(routes.filter { $0.specification.isLasting }.map(\.key))
    let net = keep(new.filter { lasting.contains(RouteKey($0)) }, &outcome)
    let before = net.claim == nil ? [] : net.before
    let newKeys = Set(new.map(\.key))
    let all = before.filter { !newKeys.contains($0.key) } + new
    let strangers = before.count { entry in !routes.contains { $0.key == RouteKey(entry) } }
    if strangers > 0 {
      outcome.remarks.append(
        "\(count(strangers)) in \(outbox.path) for sinks that these rules do not declare")
    }
    await withTaskGroup(of: AlertSending.self) { group in
      for route in routes {
        let entries = all.filter { RouteKey($0) == route.key }
        guard !entries.isEmpty else { continue }
        group.addTask {
          var sending = AlertSending(self, route, held: net.held)
          await sending.send(entries)
          return sending
        }
      }
      for await sending in group { outcome.add(sending, outbox: outbox) }
    }
    outcome.problems.sort()
    do throws(FileFailure) {
      try outbox.compact()
    } catch {
      outcome.problems.append("\(error); delivered alerts may be sent again, with the same id")
    }
    net.claim?.release()
    return outcome
  }

  /// What the outbox holds for this run.
  private struct Net {
    var before: [OutboxEntry] = []
    /// What is on the disk, old and new.
    var held: Set<OutboxEntry.Key> = []
    /// Nil where another run delivers what was kept before.
    var claim: FileLock?
  }

  /// Puts messages on the disk before they are sent.
  private func keep(_ new: [OutboxEntry], _ outcome: inout Outcome) -> Net {
    var net = Net()
    do throws(FileFailure) {
      // Claimed before it is read: what another run has in hand is not taken for left over.
      if !new.isEmpty || !outbox.isEmpty { net.claim = try outbox.claimDelivery() }
      let contents = try outbox.contents()
      if let damage = contents.damage { outcome.problems.append(damage) }
      net.before = contents.entries
      net.held = Set(contents.entries.map(\.key))
      if !new.isEmpty { try outbox.add(new) }
      net.held.formUnion(new.map(\.key))
    } catch {
      // Better sent without a net than not at all.
      outcome.remarks.append("\(error): alerts are sent, but what fails is not kept")
    }
    return net
  }
}

extension AlertDelivery {
  struct RouteKey: Hashable {
    let monitor: String
    let sink: String

    init(_ entry: OutboxEntry) { (monitor, sink) = (entry.key.monitor, entry.key.sink) }
    init(_ sink: SinkSpecification) { (monitor, self.sink) = (sink.monitor, sink.name) }
  }
}

extension AlertDelivery.Route {
  var key: AlertDelivery.RouteKey { AlertDelivery.RouteKey(specification) }
}

extension AlertDelivery.Outcome {
  fileprivate mutating func add(_ sending: AlertSending, outbox: Outbox) {
    sent += sending.sent
    for (reason, isKept, number) in sending.failed {
      kept += isKept ? number : 0
      let ending =
        isKept
        ? "\(count(number)) in \(outbox.path) and sent first next time"
        : "\(number) message\(number == 1 ? " is" : "s are") lost"
      problems.append("\(sending.route.shown): \(reason): \(ending)")
    }
  }
}

private func count(_ number: Int) -> String {
  number == 1 ? "1 message is kept" : "\(number) messages are kept"
}

extension SinkSpecification {
  /// Whether messages are kept until the sink has them. What goes to standard output is not: it
  /// is delivered with the report, or fails with it.
  var isLasting: Bool { if case .standardOutput = kind { false } else { true } }

  var retries: Int {
    switch kind {
    case .webhook(let options): options.retries
    case .command(let options): options.retries
    case .standardOutput, .file: 0
    }
  }
}
