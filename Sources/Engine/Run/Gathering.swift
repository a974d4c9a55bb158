import Statistics

/// Gathers statistics in one pass over a source, in pieces that any number of threads share.
///
/// Each piece has statistics of its own; they merge in the order of the input, those of each file first and
/// then the files: neither the number of threads changes a byte, nor whether the files are gathered here
/// or one by one elsewhere and merged.
package struct Gathering {
  package struct Result {
    package let panes: Panes
    package let malformed: MalformedLog
    /// Why reading ended before the end; what was read before stands.
    package let failure: ReadError?
    /// The times of the records fall in more than `Panes.mostWindows` panes: reading ended there, and
    /// `panes` gives no window.
    package var hasTooManyWindows: Bool { panes.isOverfull }
  }

  private let requests: [StatisticRequest]
  private let given: [String: Value]
  private let windows: Windowing?
  private let run: RunWindow?
  private let threads: Int

  package init(
    _ requests: [StatisticRequest], given: [String: Value] = [:], windows: Windowing? = nil,
    run: RunWindow? = nil, threads: Int = 1
  ) {
    self.requests = requests
    self.given = given
    self.windows = windows
    self.run = run
    self.threads = max(1, threads)
  }

  /// Reads the source to its end.
  ///
  /// - Parameters:
  ///   - log: where malformed records are counted and written.
  ///   - progress: called after each piece with the records so far.
  package func gather(
    _ source: any Source, log: MalformedLog, progress: (Int) -> Void = { _ in }
  ) async -> Result {
    let schema = Schema(names: source.columns, sections: source.sections)
    let layout = BlockLayout(
      requests, available: source.columns, time: windows?.time, run: run?.time)
    let wanted = layout.columns.compactMap { schema.position(of: $0) }
    let makeReader = source.readers(columns: wanted)
    let job = Job(layout: layout, given: given, windows: windows, run: run, schema: schema)
    var log = log
    let empty = Shard(layout, given: given, windows: windows, run: run).gathered(schema)
    // All files before, and the one that is read.
    var (merged, file) = (empty, (source: 0, panes: empty))
    var waiting: [Int: PieceResult] = [:]
    var next = 0
    var failure: ReadError?
    // Which records make a window is known when all before them are counted.
    let atOnce = if case .rows = windows { 1 } else { threads }

    await withTaskGroup(of: PieceResult.self) { group in
      var running = 0
      var isAtEnd = false
      var isDamaged = false
      while true {
        while !isAtEnd, running + waiting.count < atOnce * 2, running < atOnce {
          do throws(ReadError) {
            guard let piece = try source.next() else {
              isAtEnd = true
              break
            }
            running += 1
            let firstRow = merged.records + file.panes.records
            group.addTask { job.take(piece, makeReader(), firstRow: firstRow) }
          } catch {
            failure = error
            isAtEnd = true
          }
        }
        guard let result = await group.next() else { break }
        running -= 1
        waiting[result.index] = result
        while !isDamaged, let ready = waiting.removeValue(forKey: next) {
          if ready.source != file.source {
            merged.merge(file.panes)
            file = (ready.source, ready.panes)
          } else {
            file.panes.merge(ready.panes)
          }
          if merged.isOverfull || file.panes.isOverfull { isAtEnd = true }
          log.merge(ready.malformed)
          next += 1
          progress(merged.records + file.panes.records)
          // Pieces behind the damage may be done or not: none of them counts.
          if let damage = ready.malformed.failure {
            (failure, isDamaged, isAtEnd) = (damage, true, true)
          }
        }
      }
    }
    merged.merge(file.panes)
    merged.malformed = log.count
    return Result(panes: merged, malformed: log, failure: failure)
  }

  private struct PieceResult: Sendable {
    let index: Int
    let source: Int
    let panes: Panes
    let malformed: MalformedRecords
  }

  /// What a thread needs to take a piece.
  private struct Job: Sendable {
    let layout: BlockLayout
    let given: [String: Value]
    let windows: Windowing?
    let run: RunWindow?
    let schema: Schema

    func take(_ piece: Piece, _ reader: any Reader, firstRow: Int) -> PieceResult {
      var shard = Shard(
        layout, given: given, windows: windows, run: run, firstRow: firstRow,
        isWhole: piece.isWhole)
      var block = ColumnBlock(columns: layout.columns.map { _ in Column() })
      reader.open(piece)
      while reader.next(into: &block) { shard.take(block) }
      shard.finish()
      return PieceResult(
        index: piece.index, source: piece.source, panes: shard.gathered(schema),
        malformed: reader.takeMalformed())
    }
  }
}
