import Testing

@testable import Engine

/// `json_value`, against what Python's `json` finds.
struct JSONPathTests {
  private static func value(_ text: String, _ path: String) -> Value {
    ScalarFunction.jsonValue.apply(toTexts: [text, path])
  }

  @Test(
    arguments: [
      (#"{"a": {"b": [1, 2.5, "x"]}}"#, "a.b[1]", .number(2.5)),
      (#"{"a": {"b": [1, 2.5, "x"]}}"#, "$.a.b[2]", .text("x")),
      (#"{"a": {"b": [1, 2.5, "x"]}}"#, "a.b", .text(#"[1, 2.5, "x"]"#)),
      (#"{"a": {"b": [1, 2.5, "x"]}}"#, "a.b[3]", .null),
      (#"{"a": {"b": [1, 2.5, "x"]}}"#, "a[0]", .null),
      (#" [ {"x": true} , null , -1e2 ] "#, "[0].x", .boolean(true)),
      (#" [ {"x": true} , null , -1e2 ] "#, "$[1]", .null),
      (#" [ {"x": true} , null , -1e2 ] "#, "[2]", .number(-100)),
      (#" [ {"x": true} , null , -1e2 ] "#, "$", .text(#"[ {"x": true} , null , -1e2 ]"#)),
      (#"{"a": 1, "b": 3, "a": 2}"#, "a", .number(2)),
      (#"{"b c": {"é\u0041\ud83d\ude00": "\n\"\\\/"}}"#, #"["b c"].éA😀"#, .text("\n\"\\/")),
      (#"{"a": "5"}"#, "a", .text("5")), (#"{"a": "\ud800"}"#, "a", .text("\u{FFFD}")),
      (#"{"": {"": 7}}"#, #"[""][""]"#, .number(7)),
      (#"{"a": 1"#, "a", .null), (#"{"a": 1} x"#, "a", .null), ("", "a", .null),
      ("5", "$", .number(5)),
      (#"{"t": "2026-01-01T00:00:10Z"}"#, "t", .number(1_767_225_610)),
    ] as [(String, String, Value)]) func values(_ text: String, _ path: String, _ expected: Value)
  {
    #expect(Self.value(text, path) == expected)
  }

  @Test(arguments: [
    "", ".", "a.", "a..b", "[", "[x]", "[0", "[\"a]", "a b]", "[-1]", "$a",
    "a[99999999999999999999]",
  ])
  func noPath(_ path: String) { #expect(JSONPath(path) == nil) }

  @Test func deepAndDamagedTextsEnd() {
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    #expect(Self.value(deep, "[0][0]") != .null)
    #expect(Self.value(deep, "a") == .null)
    var random = SplitMix64(4)
    let text = Array(#"{"a": [1, {"b": "\u00e9\n", "c": null}], "d": 1e5}"#.utf8)
    for _ in 0..<3_000 {
      var bytes = text
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        if Bool.random(using: &random) {
          bytes.remove(at: place)
        } else {
          bytes[place] = UInt8.random(in: 0...127, using: &random)
        }
      }
      for path in ["a[1].b", "a[1].c", "d", "$"] {
        _ = Self.value(String(decoding: bytes, as: UTF8.self), path)
      }
    }
  }
}
