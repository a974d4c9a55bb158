import Statistics

/// How `drift` compares a column with the baseline's.
enum DriftMethod: String, CaseIterable {
  case robust, ks, linf, psi, wasserstein
  case jensenShannon = "jensen_shannon"
  case kl, hellinger
  case totalVariation = "total_variation"
  case chiSquare = "chi_square"
  case cramersV = "cramers_v"
  case sagemakerRobust = "sagemaker_robust"
  case sagemakerSimple = "sagemaker_simple"

  /// The share that stands in place of 0 where none is given.
  static let zero = 0.0001

  static let words = allCases.map(\.rawValue)

  /// Compares numbers, and can't compare categories.
  var needsNumbers: Bool { self == .ks || self == .wasserstein }

  /// Shares of 0 would make it infinite, so that another share takes their place.
  var replacesZero: Bool { self == .psi || self == .kl }

  /// Subtracts an allowance for chance.
  var isRobust: Bool { self == .robust || self == .sagemakerRobust }

  /// Compares numbers by the service's own reading of a sketch.
  var isService: Bool { self == .sagemakerRobust || self == .sagemakerSimple }

  /// Compares numbers by the shares of bins.
  var binsNumbers: Bool { !needsNumbers && !isRobust && !isService }

  /// Of categories and bins; nil where the method compares numbers alone.
  func shares(zero: Double) -> ShareDistance? {
    switch self {
    case .ks, .wasserstein: nil
    case .robust, .sagemakerRobust, .sagemakerSimple, .linf: .linf
    case .psi: .psi(zero: zero)
    case .kl: .kullbackLeibler(zero: zero)
    case .jensenShannon: .jensenShannon
    case .hellinger: .hellinger
    case .totalVariation: .totalVariation
    case .chiSquare: .chiSquare
    case .cramersV: .cramersV
    }
  }

  /// The values that it can have.
  var range: ClosedRange<Double> {
    switch self {
    case .psi, .kl, .chiSquare, .wasserstein: 0...Double.infinity
    default: 0...1
    }
  }
}
