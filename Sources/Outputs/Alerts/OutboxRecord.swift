import Engine
import JSONText

/// A line of the outbox: `CHECKSUM JSON`. What is kept follows from all lines in their order.
enum OutboxRecord: Equatable {
  case queued(OutboxEntry)
  case failed(OutboxEntry.Key, reason: String)
  case delivered(OutboxEntry.Key)

  var line: [UInt8] {
    let text = Array(json.text().utf8)
    return Array(Checksum.text(text, bytes: 8).utf8) + [UInt8(ascii: " ")] + text
      + [UInt8(ascii: "\n")]
  }

  /// - Parameter line: without its end.
  init?(_ line: ArraySlice<UInt8>) {
    let sum = line.prefix(16)
    let text = line.dropFirst(17)
    guard line.dropFirst(16).first == UInt8(ascii: " "),
      sum.elementsEqual(Checksum.text(text, bytes: 8).utf8),
      let json = try? JSON(parsing: Array(text)), let monitor = json.member("monitor")?.text,
      let sink = json.member("sink")?.text, let id = json.member("id")?.text
    else { return nil }
    let key = OutboxEntry.Key(monitor: monitor, sink: sink, id: id)
    if let content = json.member("queued") {
      self = .queued(
        OutboxEntry(monitor: monitor, sink: sink, message: AlertMessage(id: id, content: content)))
    } else if let reason = json.member("failed")?.text {
      self = .failed(key, reason: reason)
    } else if json.member("delivered") != nil {
      self = .delivered(key)
    } else {
      return nil
    }
  }

  private var json: JSON {
    let (key, what) =
      switch self {
      case .queued(let entry): (entry.key, JSON.Member("queued", entry.message.content))
      case .failed(let key, let reason): (key, JSON.Member("failed", .string(reason)))
      case .delivered(let key): (key, JSON.Member("delivered", .boolean(true)))
      }
    return .object([
      JSON.Member("monitor", .string(key.monitor)), JSON.Member("sink", .string(key.sink)),
      JSON.Member("id", .string(key.id)), what,
    ])
  }
}
