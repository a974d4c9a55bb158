import Engine
import Inputs
import Statistics
import Store

/// States that `tidemark profile` wrote, in place of the data that they are of.
struct StateInput {
  let paths: [String]
  /// SHA-256 of each.
  let hashes: [String]
  let shard: ShardState

  /// Merges the states that arguments name, in their order; nil where they name other data.
  static func open(_ arguments: [String]) throws -> StateInput? {
    let paths = arguments.flatMap { argument in
      let found = PathPattern.isOne(argument) ? PathPattern.matches(argument) : []
      return found.isEmpty ? [argument] : found
    }
    let states = paths.filter { $0.hasSuffix(".tidestate") }
    guard let first = states.first else { return nil }
    if let other = paths.first(where: { !$0.hasSuffix(".tidestate") }) {
      throw CommandFailure.arguments(
        "\(other): is no state, and \(first) is one: records and states can't be read together;"
          + " make a state of the records with `tidemark profile`")
    }
    var merged: ShardState?
    var hashes: [String] = []
    for path in states {
      let bytes = try Files.read(path, "state")
      hashes.append(Files.hash(bytes))
      do {
        let shard = try StateFile.decodeShard(bytes)
        if merged == nil { merged = shard } else { try merged?.merge(shard) }
      } catch let damage as DamagedState {
        throw CommandFailure.data(
          "\(path): byte \(damage.offset): \(damage.reason): make it anew with `tidemark profile`")
      } catch let mismatch as ShardState.Mismatch {
        throw CommandFailure.arguments("\(path): \(mismatch.message)")
      }
    }
    return merged.map { StateInput(paths: states, hashes: hashes, shard: $0) }
  }

  /// The statistics for some rules.
  func panes(_ windows: Windowing?, reading requests: [StatisticRequest]) throws -> Panes {
    let name = paths.count == 1 ? paths[0] : "\(paths[0]) and \(paths.count - 1) more"
    do {
      return try shard.panes(windows, reading: requests)
    } catch let damage as DamagedState {
      throw CommandFailure.data("\(name): \(damage.reason): make it anew with `tidemark profile`")
    } catch let mismatch as ShardState.Mismatch {
      throw CommandFailure.arguments("\(name): \(mismatch.message)")
    }
  }
}
