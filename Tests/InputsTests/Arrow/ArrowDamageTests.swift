import Engine
import Foundation
import Inputs
import Testing

/// Damaged Arrow data end in an error that names the file, never in a crash, a hang or wrong rows
/// that nobody hears of.
struct ArrowDamageTests {
  @Test(arguments: ArrowSamples.names)
  func whatIsCutOffIsTold(_ name: String) throws {
    let sample = try ArrowSamples.sample(name)
    let bytes = try sample.bytes
    let folder = try Folder()
    var random = SplitMix64(3)
    var cuts = (0..<60).map { _ in Int.random(in: 1..<bytes.count, using: &random) }
    cuts += [1, 4, 7, 8, 12, bytes.count - 1, bytes.count - 7, bytes.count - 9]
    for cut in cuts {
      let path = try folder.write("cut.arrow", bytes[..<cut])
      do throws(ReadError) {
        let table = Table.read(try InputSet.open([path]))
        #expect(table.rows == Array(sample.rows.prefix(table.rows.count)), "\(cut)")
        // A stream may end without its mark of the end, where a message ends.
        let isWhole = table.failure == nil
        #expect(!isWhole || name.hasSuffix("s"), "\(cut)")
        if let failure = table.failure { #expect(failure.path == path) }
      } catch {
        #expect(error.path == path && !error.message.isEmpty)
      }
    }
  }

  @Test(arguments: ArrowSamples.names, 1...3)
  func changedBytesDoNoHarm(_ name: String, _ seed: Int) throws {
    let sample = try ArrowSamples.sample(name)
    let bytes = try sample.bytes
    let folder = try Folder()
    var random = SplitMix64(UInt64(seed))
    for _ in 0..<150 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<changed.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: changed[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: changed[place] = [0, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
        case 2:
          // Lengths that nothing can have.
          for byte in place..<min(place + 8, changed.count) { changed[byte] = 0x7F }
        default: changed[place] = UInt8.random(in: 0...255, using: &random)
        }
      }
      let path = try folder.write("changed.arrow", changed)
      guard let source = try? InputSet.open([path]) else { continue }
      let table = Table.read(source)
      if let failure = table.failure { #expect(failure.path == path && !failure.message.isEmpty) }
    }
  }

  /// A length of 2^60 in the place of each number: nothing is allocated before it has come.
  @Test func lengthsAreNotBelieved() throws {
    let sample = try ArrowSamples.sample("rows.arrows")
    let bytes = try sample.bytes
    let folder = try Folder()
    for place in stride(from: 0, to: bytes.count - 8, by: 8) {
      var changed = bytes
      changed.replaceSubrange(place..<place + 8, with: [0, 0, 0, 0, 0, 0, 0, 0x10])
      let path = try folder.write("long.arrow", changed)
      guard let source = try? InputSet.open([path]) else { continue }
      #expect(Table.read(source).rows.count <= 1)
    }
  }

  @Test func damageNamesItsPlace() throws {
    let bytes = try ArrowSamples.sample("zstd.arrows").bytes
    let frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD]
    let place = try #require(
      (0..<bytes.count - 4).first { bytes[$0..<$0 + 4].elementsEqual(frame) })
    var changed = bytes
    changed[place] = 0
    let folder = try Folder()
    let table = try Table.read([folder.write("d.arrow", changed)])
    #expect(table.failure?.message.contains("compressed buffer") == true)
    #expect(table.failure?.offset == place - 8)
  }
}
