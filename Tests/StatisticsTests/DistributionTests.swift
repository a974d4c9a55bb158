import RealModule
import Testing

@testable import Statistics

@Suite("Probabilities of tests")
struct DistributionTests {
  private func isNear(_ a: Double, _ b: Double, _ relative: Double = 1e-12) -> Bool {
    abs(a - b) <= relative * max(abs(a), abs(b))
  }

  @Test("The incomplete gamma function is what its closed forms say")
  func closedForms() {
    for x in [1e-12, 0.01, 0.3, 0.9, 1, 1.7, 3, 8, 30, 200, 600] {
      #expect(isNear(IncompleteGamma.upper(1, x), Double.exp(-x)))
      #expect(isNear(IncompleteGamma.upper(0.5, x), Double.erfc(x.squareRoot()), 1e-11))
      // Fewer than a events of a Poisson process with mean x.
      for a in [2, 5, 20] {
        let sum = (0..<a).reduce(0.0) { sum, k in
          sum + Double.exp(Double(k) * Double.log(x) - x - Double.logGamma(Double(k + 1)))
        }
        #expect(isNear(IncompleteGamma.upper(Double(a), x), sum, 1e-11), "a \(a), x \(x)")
      }
    }
  }

  @Test("It obeys its recurrence, on both sides of where the methods change")
  func recurrence() {
    for a in [0.25, 0.5, 1.5, 7, 49.5, 500, 5_000] {
      for factor in [0.5, 0.9, 0.99, 1.0, 1.01, 1.1, 2] {
        let x = a * factor + 0.1
        let step = Double.exp(a * Double.log(x) - x - Double.logGamma(a + 1))
        let (low, high) = (IncompleteGamma.upper(a, x), IncompleteGamma.upper(a + 1, x))
        #expect(abs(high - low - step) <= 1e-11 * max(high, step), "a \(a), x \(x)")
        #expect((0...1).contains(low) && low <= high)
      }
    }
    #expect(IncompleteGamma.upper(3, 0) == 1 && IncompleteGamma.upper(3, .infinity) == 0)
    #expect(IncompleteGamma.upper(3, 1e308) == 0)
    #expect(IncompleteGamma.upper(0, 1).isNaN && IncompleteGamma.upper(.nan, 1).isNaN)
    #expect(IncompleteGamma.upper(1, .nan).isNaN && IncompleteGamma.upper(1, -1).isNaN)
  }

  @Test("χ² with two degrees of freedom is exponential, with one a squared normal")
  func chiSquare() {
    for x in [0.0, 0.1, 1, 3.84, 12, 90] {
      #expect(isNear(ChiSquareTest.pValue(x, categories: 3), Double.exp(-x / 2)))
      #expect(
        isNear(ChiSquareTest.pValue(x, categories: 2), Double.erfc((x / 2).squareRoot()), 1e-11))
    }
    #expect(ChiSquareTest.pValue(5, categories: 1) == 1)
    // The 5% point of printed tables.
    #expect(abs(ChiSquareTest.pValue(18.307, categories: 11) - 0.05) < 1e-5)
  }

  /// The share of orders of n and m values with a distance of at least so many nm-ths.
  private func counted(_ wanted: Int, _ n: Int, _ m: Int) -> Double {
    var (hits, all) = (0, 0)
    func walk(_ i: Int, _ j: Int, _ largest: Int) {
      let largest = max(largest, abs(i * m - j * n))
      if i == n, j == m {
        all += 1
        hits += largest >= wanted ? 1 : 0
        return
      }
      if i < n { walk(i + 1, j, largest) }
      if j < m { walk(i, j + 1, largest) }
    }
    walk(0, 0, 0)
    return Double(hits) / Double(all)
  }

  @Test("The Kolmogorov–Smirnov probability is the share of all orders that are as far apart")
  func kolmogorovSmirnov() {
    for n in 1...7 {
      for m in 1...6 {
        for wanted in 1...(n * m) {
          let found = KolmogorovSmirnovTest.pValue(
            distance: Double(wanted) / Double(n * m), n, m)
          #expect(isNear(found, counted(wanted, n, m)), "\(wanted) of \(n)·\(m)")
        }
      }
    }
    #expect(KolmogorovSmirnovTest.pValue(distance: 0, 4, 5) == 1)
    #expect(KolmogorovSmirnovTest.pValue(distance: 0.5, 0, 5) == 1)
    // 2 of all orders, far below what 1 less a share could tell from 0.
    let least = KolmogorovSmirnovTest.pValue(distance: 1, 100, 100)
    let choose = Double.exp(Double.logGamma(201) - 2 * Double.logGamma(101))
    #expect(isNear(least, 2 / choose, 1e-10))
  }

  @Test("Beyond what is counted, the limiting distribution goes on where counting ends")
  func limiting() {
    let most = Int(Double(KolmogorovSmirnovTest.mostPairs).squareRoot())
    for distance in [0.02, 0.035, 0.05] {
      let exact = KolmogorovSmirnovTest.pValue(distance: distance, most, most)
      let limit = KolmogorovSmirnovTest.pValue(distance: distance, most + 1, most + 1)
      #expect(abs(exact - limit) <= 0.03 * exact, "\(exact), \(limit)")
    }
    #expect(KolmogorovSmirnovTest.pValue(distance: 1e-12, .max, .max) > 0.9)
    #expect(KolmogorovSmirnovTest.pValue(distance: 1, .max, .max) == 0)
  }

  @Test("Larger distances are less likely")
  func monotone() {
    for (n, m) in [(10, 17), (100, 3), (5_000, 5_000), (1, 1 << 40)] {
      let values = (0...100).map {
        KolmogorovSmirnovTest.pValue(distance: Double($0) / 100, n, m)
      }
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 >= $1 })
      #expect(values.allSatisfy { (0...1).contains($0) })
    }
  }
}
