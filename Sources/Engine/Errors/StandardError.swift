import Statistics

/// The standard error of a value: how far it would be off in other data of the same kind and number.
///
/// By a seeded bootstrap over 64 sub-samples of the records: as many of them are drawn with
/// replacement and merged, 100 times, and the standard deviation of what comes out is the error. Of
/// the 64 that is known to within about 9%, of the 100 draws to within 7%: 11% together (one standard
/// deviation, values near normal). The same data give the same error, whatever the number of threads.
///
/// Source: B. Efron and R. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 6; of parts
/// that merge: A. Kleiner and others, A scalable bootstrap for massive data, 2014.
package enum StandardError {
  /// Fewer records say nothing of it, as the service has it.
  package static let leastRecords = 200
  static let draws = 100

  /// The error of a term over data of which what it reads was gathered in sub-samples as well.
  package static func of(_ term: Term, over data: Gathered) -> MetricValue {
    if let known = known(term, over: data) { return .number(known) }
    var sources: [String: Source] = [:]
    for call in term.metricCalls.data {
      for request in call.metric.reads where sources[request.key] == nil {
        let isHeldOut = call.signature.isOfPredictions && data.heldOut != nil
        guard let parts = data.source(of: call).subsamples(request.subsampled) else {
          return .unknown(.noBaseline)
        }
        sources[request.key] = Source(request: request, isHeldOut: isHeldOut, parts: parts)
      }
    }
    guard !sources.isEmpty else { return .unknown(.undefined) }
    guard sources.values.allSatisfy({ $0.parts.rows >= leastRecords }) else {
      return .unknown(.tooFewRows)
    }
    return spread(of: values(of: term, over: data, Array(sources.values)))
  }

  /// What a file says of a metric.
  private static func known(_ term: Term, over data: Gathered) -> Double? {
    term.singleCall.flatMap { data.source(of: $0).assumedErrors[$0.key] }
  }

  /// A statistic that the term reads, in sub-samples.
  private struct Source {
    let request: StatisticRequest
    let isHeldOut: Bool
    let parts: any SubsampledAccumulator
  }

  private static func values(
    of term: Term, over data: Gathered, _ sources: [Source]
  ) -> [Double] {
    (0..<draws).compactMap { number in
      let times = Subsamples.draw(number)
      var drawn = data
      for source in sources {
        let statistic = source.parts.together(times)
        if source.isHeldOut {
          drawn.heldOut?.set(statistic, for: source.request)
        } else {
          drawn.set(statistic, for: source.request)
        }
      }
      let value = WindowEvaluator(data: drawn, baseline: nil).evaluate(term).value.number
      return value.flatMap { $0.isFinite ? $0 : nil }
    }
  }

  private static func spread(of values: [Double]) -> MetricValue {
    // Where many draws have no value, the others are not like them.
    guard values.count >= draws * 9 / 10 else { return .unknown(.undefined) }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    // The spread of what is drawn falls short by one part of 64.
    let parts = Double(Subsamples.count)
    return .number((squares / Double(values.count - 1) * parts / (parts - 1)).squareRoot())
  }
}
