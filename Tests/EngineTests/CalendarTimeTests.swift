import Engine
import Foundation
import Testing

struct CalendarTimeTests {
  @Test(
    "Known moments, leap years and times before 1970 among them",
    arguments: [
      (0, "1970-01-01T00:00:00Z", 4), (-1, "1969-12-31T23:59:59Z", 3),
      (-86_400, "1969-12-31T00:00:00Z", 3),
      (951_782_400, "2000-02-29T00:00:00Z", 2), (951_868_800, "2000-03-01T00:00:00Z", 3),
      (1_709_164_800, "2024-02-29T00:00:00Z", 4), (4_107_542_400, "2100-03-01T00:00:00Z", 1),
      (-2_203_891_200, "1900-03-01T00:00:00Z", 4), (1_798_675_199, "2026-12-30T23:59:59Z", 3),
      (-62_167_219_200, "0000-01-01T00:00:00Z", 6), (253_402_300_799, "9999-12-31T23:59:59Z", 5),
    ])
  func known(_ seconds: Int, _ text: String, _ weekday: Int) throws {
    let time = try #require(CalendarTime(epochSeconds: Double(seconds)))
    #expect(time.text == text)
    #expect(time.weekday == weekday)
  }

  @Test("Agrees with the system's calendar on random moments")
  func random() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    var random = SplitMix64(6)
    // The system's calendar changes to the Julian one before 1582.
    for _ in 0..<500 {
      let seconds = Double(Int.random(in: -12_000_000_000...20_000_000_000, using: &random))
      let time = try #require(CalendarTime(epochSeconds: seconds))
      let parts = calendar.dateComponents(
        [.year, .month, .day, .hour, .minute, .second, .weekday],
        from: Date(timeIntervalSince1970: seconds))
      #expect([parts.year, parts.month, parts.day] == [time.year, time.month, time.day])
      #expect([parts.hour, parts.minute, parts.second] == [time.hour, time.minute, time.second])
      #expect(((parts.weekday ?? 0) + 5) % 7 + 1 == time.weekday)
    }
  }

  @Test("Fractions belong to the second that they are in; the absurd has no date")
  func edges() {
    #expect(CalendarTime(epochSeconds: -0.5)?.text == "1969-12-31T23:59:59Z")
    #expect(CalendarTime(epochSeconds: 59.999)?.second == 59)
    for value in [Double.nan, .infinity, -.infinity, 1e300] {
      #expect(CalendarTime(epochSeconds: value) == nil)
    }
  }
}
