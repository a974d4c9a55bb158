/// A unit that may follow a number.
package enum Unit: Equatable {
  /// In milliseconds, which are whole for every unit.
  case duration(milliseconds: Double)
  case size(bytes: Double)

  package init?(_ word: String) {
    switch word {
    case "ms": self = .duration(milliseconds: 1)
    case "s", "sec", "second", "seconds": self = .duration(milliseconds: 1_000)
    case "min", "minute", "minutes": self = .duration(milliseconds: 60_000)
    case "h", "hour", "hours": self = .duration(milliseconds: 3_600_000)
    case "day", "days": self = .duration(milliseconds: 86_400_000)
    case "week", "weeks": self = .duration(milliseconds: 604_800_000)
    case "B": self = .size(bytes: 1)
    case "KB": self = .size(bytes: 1e3)
    case "MB": self = .size(bytes: 1e6)
    case "GB": self = .size(bytes: 1e9)
    case "TB": self = .size(bytes: 1e12)
    case "KiB": self = .size(bytes: 1_024)
    case "MiB": self = .size(bytes: 1_048_576)
    case "GiB": self = .size(bytes: 1_073_741_824)
    case "TiB": self = .size(bytes: 1_099_511_627_776)
    default: return nil
    }
  }

  var isDuration: Bool { if case .duration = self { true } else { false } }
}
