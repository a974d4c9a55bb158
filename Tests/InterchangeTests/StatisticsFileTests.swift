import Engine
import Foundation
import Interchange
import JSONText
import Statistics
import Testing

@Suite struct StatisticsFileTests {
  @Test(arguments: 0..<6) func whatIsWrittenReadsBackAndIsWrittenAlike(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let first = try ServiceStatistics(Sample.week(&random))
    #expect(first.remarks.isEmpty, "\(first.remarks)")
    for style in [JSONStyle.service, .compact, .pretty] {
      let text = first.json.text(style)
      let second = try ServiceStatistics(Sample.parse(text))
      #expect(second.remarks.isEmpty, "\(second.remarks)")
      #expect(second.json.text(style) == text)
    }
  }

  @Test(arguments: 0..<6) func bucketsAreThoseOfTheSketch(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let statistics = try ServiceStatistics(Sample.week(&random))
    for feature in statistics.features {
      guard let numbers = feature.numerical, let low = numbers.minimum, let high = numbers.maximum,
        let sketch = numbers.sketch
      else { continue }
      let buckets = try #require(
        feature.json.at("numerical_statistics", "distribution", "kll", "buckets")?.elements)
      #expect(buckets.count == 10)
      var counted = 0.0
      for (index, bucket) in buckets.enumerated() {
        let from = low + (high - low) * Double(index) / 10.0
        let to = low + (high - low) * Double(index + 1) / 10.0
        #expect(bucket.at("lower_bound") == .number(from))
        #expect(bucket.at("upper_bound") == .number(to))
        var count = 0.0
        for (level, items) in sketch.levels.enumerated() {
          for item in items where item >= from && (item < to || (index == 9 && item <= to)) {
            count += Double(1 << level)
          }
        }
        #expect(bucket.at("count") == .number(count))
        counted += count
      }
      // Rounding may leave the greatest value beyond the last bound; the service's bins lose it too.
      let last = low + (high - low) * 10 / 10.0
      #expect(counted == Double(sketch.rank(of: last)))
    }
  }

  @Test func bucketsOfAFileAreNotBelieved() throws {
    let text = Sample.statistics(3, [Sample.numbers("x", [1, 2, 4])]).text()
    let lying = text.replacingFirst(
      "\"kll\": {", with: "\"kll\": {\"buckets\": [{\"lower_bound\": 0, \"count\": 99}], ")
    let (honest, forged) = (try Sample.parse(text), try Sample.parse(lying))
    #expect(honest != forged)
    let read = try ServiceStatistics(forged)
    #expect(read.remarks.isEmpty)
    #expect(try read.json == ServiceStatistics(honest).json)
  }

  @Test func metricsReadTheVeryNumbersOfTheFile() throws {
    let feature = """
      {"name":"x","inferred_type":"Fractional","numerical_statistics":{"common":{"num_present":3,
      "num_missing":1},"mean":1.0000000000000002,"sum":3.0000000000000013,"std_dev":0.1,"min":-1,
      "max":7.5,"distribution":{"kll":{"sketch":{"parameters":{"c":0.64,"k":2048.0},
      "data":[[1.5],[7.5]]}}}}}
      """
    let file = "{\"version\":0.0,\"dataset\":{\"item_count\":4},\"features\":[\(feature)]}"
    let statistics = try ServiceStatistics(Sample.parse(file))
    #expect(statistics.remarks.isEmpty)
    let gathered = statistics.gathered
    let readings = ColumnProfile.Readings("x")
    let moments = try #require(gathered[readings.moments])
    #expect(moments.mean == 1.0000000000000002)
    #expect(moments.sum == 3.0000000000000013)
    #expect(moments.standardDeviation == 0.1)
    #expect(moments.minimum == -1)
    #expect(moments.maximum == 7.5)
    #expect(moments.count == 3)
    #expect(gathered[readings.presence]?.present == 3)
    #expect(gathered[readings.presence]?.missing == 1)
    #expect(gathered[readings.types]?[.fractional] == 3)
    #expect(gathered[readings.quantiles]?.levels == [[1.5], [7.5]])
    #expect(gathered[readings.categories] == nil)
    #expect(gathered[readings.distinct] == nil)
    #expect(gathered.records == 4)
    #expect(gathered.schema["x"]?.type == .fractional)
  }

  @Test func categoriesThatAreNotAllListedMakeTheCountsInexact() throws {
    let json = Sample.strings("d", [("A", 5), ("B", 3)])
    let text = json.text().replacingFirst("\"num_present\": 8", with: "\"num_present\": 10")
    let statistics = try ServiceStatistics(Sample.statistics(10, [Sample.parse(text)]))
    let counts = try #require(statistics.gathered[ColumnProfile.Readings("d").categories])
    #expect(!counts.isExact)
    #expect(counts.total == 10)
    #expect(counts.error == 2)
    #expect(counts.count(of: Array("A".utf8)) == 5)
  }

  @Test func aProfileBecomesTheFile() throws {
    let json = Sample.statistics(
      5,
      [
        Sample.numbers("x", [1.5, 2, 4, 4], missing: 1), Sample.strings("d", [("A", 3), ("B", 2)]),
      ])
    var gathered = try ServiceStatistics(json).gathered
    for name in ["x", "d"] {
      // What a profile reads and the file does not hold for every feature.
      let readings = ColumnProfile.Readings(name)
      gathered.set(DistinctCount(), for: readings.distinct)
      if gathered[readings.categories] == nil {
        gathered.set(CategoryCounts(), for: readings.categories)
      }
      if gathered[readings.moments] == nil { gathered.set(Moments(), for: readings.moments) }
      if gathered[readings.quantiles] == nil {
        gathered.set(QuantileSketch(), for: readings.quantiles)
      }
    }
    let profile = DatasetProfile(gathered)
    #expect(profile.columns.count == 2)
    let written = ServiceStatistics(profile).json.text()
      .replacingFirst("\"distinct_count\": 0.0", with: "\"distinct_count\": 2.0")
    #expect(try written == ServiceStatistics(json).json.text())
    let constraints = ServiceConstraints(profile)
    #expect(constraints.features.map(\.completeness) == [0.8, 1])
    #expect(constraints.features.map(\.domains) == [nil, ["A", "B"]])
    #expect(constraints.features.map(\.isNonNegative) == [true, nil])
    #expect(constraints.monitoring == .standard)
  }
}

extension JSON {
  /// The value below keys.
  func at(_ keys: String...) -> JSON? {
    var value = self
    for key in keys {
      guard case .object(let members) = value,
        let next = members.first(where: { $0.key == key })?.value
      else { return nil }
      value = next
    }
    return value
  }

  var elements: [JSON]? { if case .array(let elements) = self { elements } else { nil } }
}

extension String {
  func replacingFirst(_ part: String, with other: String) -> String {
    guard let range = range(of: part) else { return self }
    return replacingCharacters(in: range, with: other)
  }
}
