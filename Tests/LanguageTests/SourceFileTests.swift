import Language
import Testing

@Suite struct SourceFileTests {
  /// Places count as they do by hand, on long lines too.
  @Test(arguments: [0, 1, 1_023, 1_024, 1_025, 3_000, 4_096])
  func placesOnLongLines(_ length: Int) {
    let text = String(String(repeating: "aé日🙂", count: 400).prefix(length)) + "\nzwei\n"
    let source = SourceFile(path: "long.tide", text: text)
    var (line, column) = (1, 1)
    var offset = 0
    for scalar in text.unicodeScalars {
      let place = source.position(of: offset)
      #expect(place.line == line && place.column == column, "byte \(offset)")
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
      offset += scalar.utf8.count
    }
    #expect(source.position(of: offset).line == 3)
  }
}
