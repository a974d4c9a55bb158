import Engine
import Foundation
import Testing

struct JSONTests {
  @Test("Text is escaped so that any reader gets it back")
  func escapes() throws {
    var text = "é\"\\/\u{2028}\u{2029}\u{7F}😀"
    for code in 0..<0x20 { text.unicodeScalars.append(Unicode.Scalar(UInt8(code))) }
    let written = JSON.object([JSON.Member(text, .string(text))]).text()
    #expect(!written.unicodeScalars.contains { $0.value < 0x20 })
    #expect(!written.contains("\u{2028}"))
    let read = try JSONSerialization.jsonObject(with: Data(written.utf8)) as? [String: String]
    #expect(read == [text: text])
    #expect(JSON.string("a\"b\\c\n\t\r\u{1}").text() == #""a\"b\\c\n\t\r\u0001""#)
  }

  @Test("Numbers read back identical; infinities and NaN are strings")
  func numbers() throws {
    var random = SplitMix64(4)
    for _ in 0..<2_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      #expect(Double(JSON.number(value).text()) == value)
    }
    #expect(JSON.number(.infinity).text() == #""Infinity""#)
    #expect(JSON.number(-.infinity).text() == #""-Infinity""#)
    #expect(JSON.number(.nan).text() == #""NaN""#)
    #expect(JSON.integer(.min).text() == "-9223372036854775808")
  }

  static let document: JSON = .object([
    "z": .integer(1), "a": .array([.integer(1), .null]), "left_out": nil,
    "o": .array([.object(["k": .boolean(true)])]), "e": .array([]), "f": .object([:]),
  ])

  @Test("Keys keep their order, and nil members are left out")
  func order() {
    #expect(
      Self.document.text()
        == #"{"z": 1, "a": [1, null], "o": [{"k": true}], "e": [], "f": {}}"#)
  }

  @Test("Pretty text has two spaces a level; arrays of scalars stay on a line")
  func pretty() {
    #expect(
      Self.document.text(.pretty) == """
        {
          "z": 1,
          "a": [1, null],
          "o": [
            {
              "k": true
            }
          ],
          "e": [],
          "f": {}
        }
        """)
  }

  @Test("The service's style has a space before the colon and opens arrays of objects on the line")
  func service() {
    #expect(
      Self.document.text(.service) == """
        {
          "z" : 1,
          "a" : [ 1, null ],
          "o" : [ {
            "k" : true
          } ],
          "e" : [ ],
          "f" : { }
        }
        """)
  }

  @Test("Every style reads back as the same document")
  func styles() throws {
    let read = [JSONStyle.compact, .pretty, .service].map { style in
      try? JSONSerialization.jsonObject(with: Data(Self.document.text(style).utf8)) as? NSDictionary
    }
    #expect(read[0] != nil)
    #expect(read.allSatisfy { $0 == read[0] })
  }
}
