import ArgumentParser
import Engine
import Store

/// Where `profile` and `merge` write.
enum StateOutput {
  /// By its name a state is known from data.
  static func refuseOtherNames(_ path: String) throws {
    guard !path.hasSuffix(".tidestate") else { return }
    throw ValidationError("-o \(path): the name of a state ends in .tidestate")
  }

  static func write(_ shard: ShardState, to path: String) throws {
    let bytes = StateFile.encode(shard)
    try Files.write(bytes, to: path)
    let panes = shard.shape == nil ? "" : ", " + Counted.text(shard.panes.count, "pane")
    Console.print(
      "\(path): state of \(Counted.text(shard.records, "record"))\(panes), "
        + "\(Counted.text(shard.schema.columns.count, "column")), "
        + Counted.text(bytes.count, "byte"))
  }
}
