import Metrics
import Testing

@testable import Engine

/// Time zones against what Python's `zoneinfo` says of the same moments.
struct ZoneTests {
  /// Recorded from `zoneinfo` (Python 3, tzdata 2025): moments, and seconds east of Greenwich at each.
  static let recorded: [(String, [(Int, Int)])] = [
    (
      "Europe/Berlin",
      [
        (-618_105_600, 3600), (915_148_800, 3600), (1_301_187_599, 3600), (1_301_187_600, 7200),
        (1_319_936_399, 7200), (1_319_936_400, 3600), (1_540_688_399, 7200), (1_540_688_400, 3600),
        (1_553_993_999, 3600), (1_553_994_000, 7200),
      ]
    ),
    (
      "America/New_York",
      [
        (-618_105_600, -14400), (915_148_800, -18000), (1_299_999_599, -18000),
        (1_299_999_600, -14400), (1_320_559_199, -14400), (1_320_559_200, -18000),
        (1_541_311_199, -14400), (1_541_311_200, -18000), (1_552_201_199, -18000),
        (1_552_201_200, -14400),
      ]
    ),
    ("Asia/Kolkata", [(-618_105_600, 19800), (915_148_800, 19800)]),
    (
      "Australia/Lord_Howe",
      [
        (-618_105_600, 36000), (915_148_800, 39600), (1_301_756_399, 39600), (1_301_756_400, 37800),
        (1_317_482_999, 37800), (1_317_483_000, 39600), (1_538_839_799, 37800),
        (1_538_839_800, 39600),
      ]
    ),
    (
      "Pacific/Apia",
      [
        (-618_105_600, -39600), (915_148_800, -39600), (1_301_752_799, -36000),
        (1_301_752_800, -39600), (1_316_872_799, -39600), (1_316_872_800, -36000),
        (1_325_239_199, -36000), (1_325_239_200, 50400), (1_538_229_599, 46800),
        (1_538_229_600, 50400),
      ]
    ),
    (
      "America/Sao_Paulo",
      [
        (-618_105_600, -10800), (915_148_800, -7200), (1_298_167_199, -7200),
        (1_298_167_200, -10800), (1_318_733_999, -10800), (1_318_734_000, -7200),
        (1_330_221_599, -7200), (1_330_221_600, -10800), (1_541_300_399, -10800),
        (1_541_300_400, -7200), (1_550_368_799, -7200), (1_550_368_800, -10800),
      ]
    ),
    (
      "Africa/Casablanca",
      [
        (-618_105_600, 0), (915_148_800, 0), (1_301_788_799, 0), (1_301_788_800, 3600),
        (1_312_066_799, 3600), (1_312_066_800, 0),
      ]
    ),
    (
      "Asia/Tehran",
      [
        (-618_105_600, 12600), (915_148_800, 12600), (1_300_739_399, 12600), (1_300_739_400, 16200),
        (1_316_633_399, 16200), (1_316_633_400, 12600), (1_537_558_199, 16200),
        (1_537_558_200, 12600), (1_553_200_199, 12600), (1_553_200_200, 16200),
      ]
    ),
    ("Etc/GMT+5", [(-618_105_600, -18000), (915_148_800, -18000)]),
    (
      "Atlantic/Azores",
      [
        (-618_105_600, -3600), (915_148_800, -3600), (1_301_187_599, -3600), (1_301_187_600, 0),
        (1_319_936_399, 0), (1_319_936_400, -3600), (1_540_688_399, 0), (1_540_688_400, -3600),
        (1_553_993_999, -3600), (1_553_994_000, 0),
      ]
    ),
  ]

  /// Rules of years to come, and moments of 2060 and 2075.
  static let rules: [(String, [(Int, Int)])] = [
    (
      "CET-1CEST,M3.5.0,M10.5.0/3",
      [
        (2_847_661_199, 3600), (2_847_661_200, 7200), (2_866_409_999, 7200), (2_866_410_000, 3600),
        (3_329_164_800, 7200),
      ]
    ),
    (
      "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
      [
        (2_847_661_199, -7200), (2_847_661_200, -3600), (2_866_409_999, -3600),
        (2_866_410_000, -7200), (3_329_164_800, -3600),
      ]
    ),
    (
      "IST-2IDT,M3.4.4/26,M10.5.0",
      [
        (2_847_484_799, 7200), (2_847_484_800, 10800), (2_866_402_799, 10800),
        (2_866_402_800, 7200), (3_329_164_800, 10800),
      ]
    ),
    (
      "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
      [
        (2_848_229_999, 39600), (2_848_230_000, 37800), (2_863_956_599, 37800),
        (2_863_956_600, 39600), (3_329_164_800, 37800),
      ]
    ),
    (
      "AEST-10AEDT,M10.1.0,M4.1.0/3",
      [
        (2_848_233_599, 39600), (2_848_233_600, 36000), (2_863_958_399, 36000),
        (2_863_958_400, 39600), (3_329_164_800, 36000),
      ]
    ),
    (
      "<-04>4<-03>,M9.1.6/24,M4.1.6/24",
      [
        (2_848_273_199, -10800), (2_848_273_200, -14400), (2_861_582_399, -14400),
        (2_861_582_400, -10800), (3_329_164_800, -14400),
      ]
    ),
    ("JST-9", [(3_329_164_800, 32400)]),
  ]

  @Test(.enabled(if: ZoneFiles().areInstalled), arguments: recorded)
  func offsets(_ name: String, _ moments: [(Int, Int)]) throws {
    let zone = try #require(ZoneFiles().zone(name))
    for (moment, offset) in moments {
      #expect(zone.offset(at: moment) == offset, "\(name) \(moment)")
    }
  }

  @Test(arguments: rules) func yearsToCome(_ text: String, _ moments: [(Int, Int)]) throws {
    let rule = try #require(ZoneRule(text))
    for (moment, offset) in moments {
      #expect(rule.offset(at: moment) == offset, "\(text) \(moment)")
    }
  }

  @Test(.enabled(if: ZoneFiles().areInstalled), arguments: recorded.map(\.0))
  func clocksLeadBackToTheirMoment(_ name: String) throws {
    let zone = try #require(ZoneFiles().zone(name))
    var random = SplitMix64(17)
    for _ in 0..<3_000 {
      let moment = Int.random(in: -2_000_000_000...6_000_000_000, using: &random)
      let clock = moment + zone.offset(at: moment)
      let found = zone.moment(ofClock: clock)
      // Of an hour that comes twice, its first time.
      #expect(found <= moment && found + zone.offset(at: found) == clock, "\(name) \(moment)")
    }
  }

  @Test(arguments: [
    "", "CET", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "1", "<x-1",
  ])
  func noRule(_ text: String) { #expect(ZoneRule(text) == nil) }

  @Test(
    .enabled(if: ZoneFiles().areInstalled),
    arguments: [
      "", "Europe", "Europe/Berln", "../etc/passwd", "/etc/passwd", "Europe/../UTC", "zone.tab",
      "Europe/Berlin/", "tzdata.zi", "Europe\u{0}/Berlin",
    ])
  func noZone(_ name: String) { #expect(ZoneFiles().zone(name) == nil) }

  @Test func damagedFilesAreNoZones() {
    var random = SplitMix64(3)
    let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 4]
    let header = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + counts
    let body1: [UInt8] = [0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0] + Array("CET\0".utf8)
    let body2: [UInt8] =
      [0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, 14, 16, 0, 0] + Array("CET\0\nCET-1\n".utf8)
    let whole = header + body1 + header + body2
    #expect(ZoneTable(name: "z", bytes: whole)?.offset(at: 100) == 3_600)
    for length in 0..<whole.count - 7 {
      #expect(ZoneTable(name: "z", bytes: Array(whole[..<length])) == nil)
    }
    for _ in 0..<2_000 {
      var bytes = whole
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
        in: 0...255, using: &random)
      if let zone = ZoneTable(name: "z", bytes: bytes) {
        for moment in [Int(-6e12), 0, Int(6e12)] {
          _ = zone.moment(ofClock: moment + zone.offset(at: moment))
        }
      }
    }
  }
}
