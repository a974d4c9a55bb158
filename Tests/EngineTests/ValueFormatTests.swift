import Engine
import Testing

struct ValueFormatTests {
  private func check(_ format: ValueFormat, _ accepted: [String], _ refused: [String]) {
    for text in accepted { #expect(format.accepts(Array(text.utf8)[...]), "\(format) \(text)") }
    for text in refused { #expect(!format.accepts(Array(text.utf8)[...]), "\(format) \(text)") }
  }

  @Test("RFC 5321: dot-strings and domains, no quotes, no brackets")
  func email() {
    let longest = String(repeating: "a", count: 64)
    let label = String(repeating: "b", count: 63)
    check(
      .email,
      [
        "a@b.org", "first.last+tag@sub.example.co", "!#$%&'*+-/=?^_`{|}~@a.bc", "jörg@müller.de",
        "\(longest)@\(label).org", "a@1.2x", "A@B-C.D",
      ],
      [
        "", "a", "a@", "@b.org", "a@b", "a.@b.org", ".a@b.org", "a..b@c.org", "a@b..org",
        "a@-b.org", "a@b-.org", "a@b.org.", "a b@c.org", "a@b.123", "\"a\"@b.org", "a@[1.2.3.4]",
        "\(longest)a@b.org", "a@\(label)b.org", "a@b@c.org", "a@b.org ",
        "a@\((0..<5).map { _ in label }.joined(separator: ".")).org",
      ])
  }

  @Test("RFC 3986: a scheme, a host, and what may follow")
  func url() {
    check(
      .url,
      [
        "http://a", "https://example.org/a/b?x=1&y=%20#f", "ftp://u:p@h:21/", "http://[::1]:80/",
        "http://1.2.3.4/", "file:///etc/hosts", "FILE:///x", "s3+x-y.z://bucket/key", "http://a:/",
        "http://a?q=/?", "http://a#/?@:", "http://user@host/p@th:x",
      ],
      [
        "", "http:", "http://", "http:///x", "example.org", "//a/b", "1http://a", "http://a b",
        "http://a/%2", "http://a/%zz", "http://[::1", "http://[1.2.3.4]", "http://a:65536",
        "http://a:x", "http://a/<b>", "http://a/\"", "http://ü", "mailto:a@b.org", "http://a#b#c",
      ])
  }

  @Test("RFC 9562: 8-4-4-4-12")
  func uuid() {
    check(
      .uuid,
      [
        "123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000000",
        "F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6",
      ],
      [
        "", "123e4567e89b12d3a456426614174000", "123e4567-e89b-12d3-a456-42661417400",
        "123e4567-e89b-12d3-a456-4266141740000", "{123e4567-e89b-12d3-a456-426614174000}",
        "g23e4567-e89b-12d3-a456-426614174000", "123e4567-e89b-12d3-a456_426614174000",
      ])
  }

  @Test("RFC 3986: four numbers up to 255")
  func ipv4() {
    check(
      .ipv4, ["0.0.0.0", "255.255.255.255", "127.0.0.1", "1.20.100.9"],
      [
        "", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.", ".1.2.3", "1..2.3", "1.2.3.4 ",
        "1.2.3.x", "1000.1.1.1", "1.2.3.4/8",
      ])
  }

  @Test("RFC 4291: groups, ::, and an IPv4 address at the end")
  func ipv6() {
    check(
      .ipv6,
      [
        "::", "::1", "1::", "2001:db8:0:0:8:800:200c:417a", "2001:DB8::8:800:200C:417A",
        "ff01::101", "::13.1.68.3", "::ffff:129.144.52.38", "1:2:3:4:5:6:1.2.3.4",
        "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1::3:4:5:6:7:8",
      ],
      [
        "", ":", ":::", "1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8:",
        ":1:2:3:4:5:6:7:8", "1::2::3", "12345::", "g::", "1:2:3:4:5:6:7:1.2.3.4", "1.2.3.4",
        "::1.2.3", "::1.2.3.4:5", "fe80::1%eth0", "1:2:3:4:5:6:7:8::", "1:2:3:4::5:6:7:8:9", "1:",
        "::1:",
      ])
  }

  @Test("ISO 8601: days that exist")
  func date() {
    check(
      .date, ["2024-02-29", "1999-12-31", "0001-01-01"],
      [
        "", "2023-02-29", "2024-13-01", "2024-00-10", "2024-1-1", "20240101", "2024-01-01T00:00Z",
        "2024-01-01 ", "2024/01/01", "24-01-01", "+2024-01-01",
      ])
  }

  @Test("RFC 8259: any value, as deep as it is")
  func json() {
    let depth = 50_000
    let deep = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    check(
      .json,
      [
        "{}", "[]", " [ 1 , -0.5e+3 , \"\" ] ", "null", "true", "false", "0", "-0",
        "\"a\\u00e9\\n\"",
        "{\"a\":{\"b\":[1,{}]},\"c\":null}", "\"ü\"", deep, "[[],[[]]]", "1E5",
      ],
      [
        "", " ", "{", "}", "[1,]", "{\"a\":1,}", "{a:1}", "{\"a\"}", "{\"a\":}", "01", "1.", ".5",
        "+1", "1e", "nul", "True", "'a'", "\"a", "\"\\x\"", "\"\\u12g4\"", "\"\t\"", "1 2", "[1 2]",
        "[1]]", "[1}", "{\"a\":1]", ",", "NaN", String(deep.dropLast()), "\"a\" b",
      ])
  }

  @Test("ISO/IEC 7812-1: the last digit checks the others")
  func luhn() {
    check(
      .luhn,
      ["79927398713", "4111111111111111", "4111 1111 1111 1111", "3782-822463-10005", "18", "00"],
      [
        "", "0", "79927398710", "4111111111111112", "4111  1111 1111 1111", " 18", "18 ", "1a8",
        "-18",
        "18-",
      ])
  }

  @Test("Bytes of any kind are judged without a crash")
  func anything() {
    var random = SplitMix64(4)
    let pieces = [
      "http://", "::", "@", ".", "[", "]", "{\"", "\\u", "%", "1", "a", "-", "é", ":", "255.",
    ]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...8, using: &random)).flatMap { _ -> [UInt8] in
        random.next() % 3 == 0
          ? [UInt8(truncatingIfNeeded: random.next())]
          : Array((pieces.randomElement(using: &random) ?? "").utf8)
      }
      for format in ValueFormat.allCases { _ = format.accepts(text[...]) }
    }
  }
}
