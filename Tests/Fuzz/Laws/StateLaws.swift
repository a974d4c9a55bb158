import Engine
import Interchange
import Statistics
import Store

/// What holds of any bytes as stored statistics: an error, or a value that can be used, and that is
/// written as it is read.
///
/// The first byte says what the others are: a state file (to which a checksum that fits is added, as
/// a forger would) or the state of one statistic.
enum StateLaws {
  static let statistics = StatisticKinds.all

  static func broken(by bytes: [UInt8]) -> String? {
    guard let first = bytes.first else { return nil }
    let rest = Array(bytes.dropFirst())
    let kind = Int(first) % (statistics.count + 1)
    guard kind < statistics.count else { return brokenFile(rest) }
    return brokenState(statistics[kind], rest)
  }

  /// The bytes that stand for a statistic here.
  static func tagged(_ statistic: some Statistic) -> [UInt8] {
    let kind = statistics.firstIndex { $0 == type(of: statistic) } ?? 0
    return [UInt8(kind)] + encoded(statistic)
  }

  /// The bytes that stand for a state file here.
  static func tagged(_ gathered: Gathered) -> [UInt8] {
    [UInt8(statistics.count)] + StateFile.encode(gathered).dropLast(8)
  }

  private static func brokenState<S: Statistic>(_: S.Type, _ bytes: [UInt8]) -> String? {
    guard var statistic: S = decoded(bytes) else { return nil }
    let again = encoded(statistic)
    guard let second: S = decoded(again), encoded(second) == again else {
      return "\(S.kind): not written as it is read"
    }
    statistic.merge(second)
    statistic.merge(statistic)
    let merged = encoded(statistic)
    return decoded(merged) as S? == nil ? "\(S.kind): can't be read once merged" : nil
  }

  private static func brokenFile(_ body: [UInt8]) -> String? {
    if (try? StateFile.decode(body)) != nil { return "the checksum fits by chance" }
    let hash = body.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3
    }
    let sealed = body + (0..<8).map { UInt8(truncatingIfNeeded: hash >> UInt64(8 * $0)) }
    guard let gathered = try? StateFile.decode(sealed) else { return nil }
    let again = StateFile.encode(gathered)
    guard let second = try? StateFile.decode(again), StateFile.encode(second) == again else {
      return "a state file is not written as it is read"
    }
    let profile = DatasetProfile(gathered)
    let texts = [
      GeneratedRules(profile, monitor: "m", source: "s").text,
      ServiceStatistics(profile).json.text(.service),
      ServiceConstraints(profile).json.text(.service),
    ]
    return texts.contains("") ? "nothing can be said of a profile" : nil
  }

  private static func encoded(_ statistic: some Statistic) -> [UInt8] {
    var writer = ByteWriter()
    statistic.encode(into: &writer)
    return writer.bytes
  }

  private static func decoded<S: Statistic>(_ bytes: [UInt8]) -> S? {
    var reader = ByteReader(bytes)
    guard let statistic = try? S(decoding: &reader), (try? reader.finish()) != nil else {
      return nil
    }
    return statistic
  }
}
