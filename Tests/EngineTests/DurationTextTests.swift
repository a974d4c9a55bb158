import Engine
import Testing

struct DurationTextTests {
  @Test(
    "Durations of the language, short ones and those of ISO 8601",
    arguments: [
      ("1d", 86_400.0), ("1 day", 86_400), ("2 days", 172_800), ("90m", 5_400), ("90 min", 5_400),
      ("1h", 3_600), ("1w", 604_800), ("0.5h", 1_800), ("250 ms", 0.25), ("PT1H", 3_600),
      ("P1D", 86_400), ("P1W", 604_800), ("P1DT12H", 129_600), ("PT90M", 5_400), ("PT0.5S", 0.5),
      ("PT1H30M10S", 5_410), ("-PT1H", -3_600), ("-P8D", -691_200), ("-1d", -86_400),
      ("+1h", 3_600),
      ("PT0H", 0), ("-PT0H", 0),
    ])
  func read(_ text: String, _ seconds: Double) {
    #expect(DurationText.seconds(text) == seconds)
  }

  @Test(
    "What is no duration, or none of one length",
    arguments: [
      "", "-", "P", "PT", "P1DT", "1", "d", "1 fortnight", "P1M", "P1Y", "PT1D", "P1H", "PT1M1H",
      "P1D1D", "1..5h", ".5h", "5.h", "--1d", "1d ", "1 MB", "PT1H ", "1e3s", "99999999999999w",
      "P1DT1HT1M", "٣ h",
    ])
  func refused(_ text: String) { #expect(DurationText.seconds(text) == nil) }
}
