import Statistics

/// The statistics that stored states may hold, by the names they are stored under.
package enum StatisticKinds {
  private typealias Decode =
    @Sendable (inout ByteReader) throws(DamagedState) -> any Accumulator

  /// Each of them, plain.
  package static let all: [any Statistic.Type] = [
    RowCount.self, Presence.self, TypeCounts.self, SpecialValues.self, PredicateCounts.self,
    CategoryCounts.self, BinCounts.self, Moments.self, HigherMoments.self, CoMoments.self,
    QuantileSketch.self, DistinctCount.self, ValueMultiplicity.self, TimeRange.self,
    TimeGaps.self, PairCounts.self, ScoreCounts.self, CalibrationBins.self, RankedQueries.self,
    FacetCounts.self, GroupedFacetCounts.self, NeighbourSample.self,
    RowSample.self,
  ]

  private static let decoders: [String: Decode] = {
    var decoders: [String: Decode] = [:]
    for type in all { add(type, to: &decoders) }
    return decoders
  }()

  /// Adds a statistic as it is, by segment, in sub-samples, and in sub-samples by segment.
  private static func add<S: Statistic>(_: S.Type, to decoders: inout [String: Decode]) {
    decoders[S.kind] = decoder(S.self)
    decoders[Segmented<S>.kind] = decoder(Segmented<S>.self)
    decoders[Subsampled<S>.kind] = decoder(Subsampled<S>.self)
    decoders[Segmented<Subsampled<S>>.kind] = decoder(Segmented<Subsampled<S>>.self)
  }

  private static func decoder<S: Statistic>(_: S.Type) -> Decode {
    { (bytes: inout ByteReader) throws(DamagedState) in
      Accumulation<S>(statistic: try S(decoding: &bytes))
    }
  }

  /// Whether a statistic of this name can be read.
  package static func isKnown(_ kind: String) -> Bool { decoders[kind] != nil }

  /// The statistic that a state holds.
  static func decode(_ state: StoredState) throws(DamagedState) -> any Accumulator {
    var reader = ByteReader(state.bytes)
    guard let decode = decoders[state.kind] else {
      throw reader.damaged("a statistic called `\(state.kind)`, which this version does not know")
    }
    let accumulator = try decode(&reader)
    try reader.finish()
    return accumulator
  }
}

/// The bytes of one statistic, and which one it is.
package struct StoredState: Sendable {
  package let kind: String
  package let bytes: ArraySlice<UInt8>

  package init(kind: String, bytes: ArraySlice<UInt8>) {
    self.kind = kind
    self.bytes = bytes
  }
}
