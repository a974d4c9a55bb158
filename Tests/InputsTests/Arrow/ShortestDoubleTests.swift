import Inputs
import Testing

struct ShortestDoubleTests {
  @Test func itIsTheShortestSpelling() {
    var random = SplitMix64(5)
    var floats: [Float] = [
      0, -0.0, 0.1, 0.3, 1e-3, 0.07, 16_777_215, 16_777_216, 8_388_607.5, 1e10, 1e-10,
      .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0x1p-9, 0x1p-5,
      9.5367432e-7,
    ]
    for _ in 0..<200_000 {
      floats.append(Float(bitPattern: UInt32.random(in: 0...UInt32.max, using: &random)))
    }
    for _ in 0..<200_000 { floats.append(Float.random(in: -1000...1000, using: &random)) }
    for cents in -2000...2000 { floats.append(Float(cents) / 100) }
    for float in floats where !float.isNaN {
      let expected = float.isFinite ? Double(float.description) ?? .nan : Double(float)
      guard ShortestDouble.of(float) != expected else { continue }
      Issue.record("\(float): \(ShortestDouble.of(float))")
      return
    }
    #expect(ShortestDouble.of(.nan).isNaN)
  }
}
