import Foundation
import Inputs
import Testing

struct ParquetScriptTests {
  @Test func theProgramIsTheOneThatCanBeCopied() throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    let copy = root.appendingPathComponent("plugins/python/tidemark_parquet.py")
    #expect(try String(contentsOf: copy, encoding: .utf8) == ParquetScript.text)
  }
}
