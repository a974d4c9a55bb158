import Engine
import JSONText
import Testing

/// What a text means, and which texts mean nothing.
struct JSONParsingTests {
  private func parse(_ text: String) throws(JSONError) -> JSON {
    try JSON(parsing: Array(text.utf8))
  }

  private func error(_ bytes: [UInt8]) -> JSONError? {
    do throws(JSONError) {
      _ = try JSON(parsing: bytes)
      return nil
    } catch {
      return error
    }
  }

  static func tree(_ random: inout SplitMix64, depth: Int = 0) -> JSON {
    let strings = ["", "a", "é", "日本", "🙂", "q\"\\/\u{8}\u{c}\n\r\t", "\u{0}\u{1f}\u{7f}", "x y"]
    switch Int.random(in: 0..<(depth < 4 ? 9 : 6), using: &random) {
    case 0: return .null
    case 1: return .boolean(Bool.random(using: &random))
    case 2: return .integer(Int.random(in: .min ... .max, using: &random))
    case 3: return .integer(Int.random(in: -9...9, using: &random))
    case 4:
      let value = Double(bitPattern: random.next())
      return .number(value.isFinite && value != value.rounded() ? value : 0.5)
    case 5: return .string(strings.randomElement(using: &random) ?? "")
    case 6, 7:
      return .array(
        (0..<Int.random(in: 0...5, using: &random)).map { _ in tree(&random, depth: depth + 1) })
    default:
      return .object(
        (0..<Int.random(in: 0...5, using: &random)).map { _ in
          .init(strings.randomElement(using: &random) ?? "", tree(&random, depth: depth + 1))
        })
    }
  }

  @Test(arguments: 0..<300)
  func whatIsWrittenIsRead(seed: Int) throws {
    var random = SplitMix64(UInt64(seed))
    let tree = Self.tree(&random)
    for style in [JSONStyle.compact, .pretty, .service] {
      #expect(try parse(tree.text(style)) == tree)
    }
  }

  @Test(arguments: [
    ("null", JSON.null), (" true\n", .boolean(true)), ("\tfalse ", .boolean(false)),
    ("0", .integer(0)), ("-12", .integer(-12)), ("9223372036854775807", .integer(.max)),
    ("-9223372036854775808", .integer(.min)), ("9223372036854775808", .number(0x1p63)),
    ("1e2", .number(100)), ("1.0", .number(1)), ("1E+2", .number(100)), ("-0.5e-1", .number(-0.05)),
    ("1e400", .number(.infinity)), ("-1e400", .number(-.infinity)), ("1e-400", .number(0)),
    ("123456789012345678901234567890", .number(123_456_789_012_345_677_877_719_597_056)),
    ("0.1000000000000000055511151231257827021181583404541015625", .number(0.1)),
    ("2.2250738585072011e-308", .number(Double.leastNormalMagnitude.nextDown)),
    ("\"\"", .string("")), ("\"\\u00e9\\ud83d\\ude42\"", .string("é🙂")),
    ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", .string("\"\\/\u{8}\u{c}\n\r\t")),
    ("\"\\ud83d\"", .string("\u{FFFD}")), ("\"\\ude42x\"", .string("\u{FFFD}x")),
    ("\"\\ud83d\\ud83d\\ude42\"", .string("\u{FFFD}🙂")), ("\"\\ud83d\\n\"", .string("\u{FFFD}\n")),
    ("[]", .array([])), ("{ }", .object([])), ("[ 1 ,2]", .array([.integer(1), .integer(2)])),
    ("\u{FEFF}[]", .array([])),
    (
      "{\"a\":1,\"a\":2,\"\\u0061\":3}",
      .object([.init("a", .integer(1)), .init("a", .integer(2)), .init("a", .integer(3))])
    ),
  ])
  func meanings(text: String, value: JSON) throws {
    #expect(try parse(text) == value)
  }

  @Test(
    arguments: [
      ("", nil), ("  ", nil), ("[", 1), ("]", 0), ("{", 1), ("[1", 2), ("[1,", 3), ("[1,]", 3),
      ("[,1]", 1), ("{\"a\"", 4), ("{\"a\":", 5), ("{\"a\":}", 5), ("{\"a\":1,}", 7), ("{a:1}", 1),
      ("{\"a\" 1}", 5), ("{1:2}", 1), ("[1 2]", 3), ("[1}", 2), ("1 2", 2), ("[] []", 3), ("01", 0),
      ("+1", 0), ("1.", 0), (".5", 0), ("1e", 0), ("1e+", 0), ("-", 0), ("0x1", 0), ("NaN", 0),
      ("Infinity", 0), ("tru", 0), ("truex", 0), ("True", 0), ("'a'", 0), ("\"a", nil),
      ("\"\\x\"", 1), ("\"\\u12g4\"", 1), ("\"\\u12\"", 1), ("\"a\nb\"", nil), ("\"\u{1}\"", nil),
      ("\"a\"b", 3), ("a\"b\"", 0), ("[\"a\" \"b\"]", 5), ("{\"a\":1 \"b\":2}", 7), ("\\", 0),
      ("[1]\u{0}", 3), ("//", 0), ("{,}", 1), (":", 0), (",", 0),
    ] as [(String, Int?)])
  func refusals(text: String, offset: Int?) {
    let error = error(Array(text.utf8))
    #expect(error != nil, "\(text)")
    #expect(error?.offset == offset, "\(text): \(String(describing: error))")
  }

  @Test(
    arguments: [
      [0xFF], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xE2, 0x28, 0xA1],
    ] as [[UInt8]])
  func onlyUTF8(bytes: [UInt8]) {
    #expect(error([0x22] + bytes + [0x22])?.message == "is not UTF-8")
  }

  @Test func depthIsBounded() throws {
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + String(repeating: "]", count: levels)
    }
    _ = try parse(nested(256))
    #expect(error(Array(nested(257).utf8))?.offset == 256)
    #expect(error(Array(String(repeating: "[", count: 1_000_000).utf8)) != nil)
    #expect(error(Array(String(repeating: "{\"a\":", count: 300_000).utf8)) != nil)
  }

  @Test func everyTruncationIsRefused() {
    let text = Array(#"{"a":[1,-2.5e3,"x\n\u00e9é",true,null],"b":{"c":{}}}"#.utf8)
    for length in 0..<text.count { #expect(error(Array(text[..<length])) != nil, "\(length)") }
    #expect(error(text) == nil)
  }

  /// Nothing crashes; what is accepted means the same once written and read again.
  @Test(arguments: 0..<40)
  func mutations(batch: Int) throws {
    let seeds = [
      #"{"a":[1,-2.5e3,"x\n\u00e9é",true,null],"b":{"c":{}},"d":"\ud83d\ude42"}"#,
      #"[{"k":1},{"k":2.5},[[[]]],"",false]"#,
    ]
    let special = Array("{}[]\":,\\ue0-.tfn \n".utf8) + [0, 0x80, 0xFF, 0xED]
    for round in 0..<250 {
      var random = SplitMix64(UInt64(batch * 1000 + round) &+ 5)
      var bytes = Array(seeds[round % 2].utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[at] = special.randomElement(using: &random) ?? 0
        case 1: bytes.insert(special.randomElement(using: &random) ?? 0, at: at)
        case 2: bytes.remove(at: at)
        default: bytes.insert(contentsOf: bytes[..<min(at, 20)], at: at)
        }
      }
      guard let tree = try? JSON(parsing: bytes) else { continue }
      #expect(try parse(tree.text()).text() == tree.text())
    }
  }
}
