import Engine

/// Records by the rules alone: no pieces, no cleverness, quadratic where quotes never close.
struct Oracle {
  var rows: [[String?]] = []
  var malformed: [(line: Int, reason: String)] = []

  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")
  private static let comma = UInt8(ascii: ",")
  private static let carriageReturn = UInt8(ascii: "\r")

  private enum Outcome {
    case fields([[UInt8]], next: Int, blank: Bool)
    case fault(String)
  }

  init(_ bytes: [UInt8], fieldCount: Int, firstLine: Int) {
    var position = 0
    while position < bytes.count {
      let line = firstLine + bytes[..<position].count { $0 == Oracle.newline }
      switch Oracle.record(bytes, position) {
      case .fault(let reason):
        malformed.append((line, reason))
        let end = bytes[position...].firstIndex(of: Oracle.newline) ?? bytes.count
        position = min(end + 1, bytes.count)
      case .fields(let fields, let next, let blank):
        position = next
        if blank, fieldCount > 1 { continue }
        if fields.count == fieldCount {
          rows.append(fields.map { $0.isEmpty ? nil : String(decoding: $0, as: UTF8.self) })
        } else {
          let noun = fields.count == 1 ? "field" : "fields"
          malformed.append((line, "\(fields.count) \(noun) where \(fieldCount) are expected"))
        }
      }
    }
  }

  private static func record(_ bytes: [UInt8], _ start: Int) -> Outcome {
    var fields: [[UInt8]] = []
    var at = start
    while true {
      var field: [UInt8] = []
      if at < bytes.count, bytes[at] == quote {
        at += 1
        while true {
          guard at < bytes.count else { return .fault("quoted field is never closed") }
          if bytes[at] != quote {
            field.append(bytes[at])
            at += 1
          } else if at + 1 < bytes.count, bytes[at + 1] == quote {
            field.append(quote)
            at += 2
          } else {
            break
          }
        }
        at += 1
        let rest = bytes[at...].prefix(2)
        if rest.elementsEqual([carriageReturn, newline]) || rest.elementsEqual([carriageReturn]) {
          at += 1
        } else if let next = rest.first, next != comma, next != newline {
          return .fault("text after a closing quote")
        }
      } else {
        while at < bytes.count, bytes[at] != comma, bytes[at] != newline {
          field.append(bytes[at])
          at += 1
        }
        if at == bytes.count || bytes[at] == newline, field.last == carriageReturn {
          field.removeLast()
        }
      }
      fields.append(field)
      if at < bytes.count, bytes[at] == comma {
        at += 1
        continue
      }
      let end = min(at, bytes.count)
      let body = bytes[start..<end]
      let blank = body.isEmpty || body.elementsEqual([carriageReturn])
      return .fields(fields, next: min(at + 1, bytes.count), blank: blank)
    }
  }
}
