import Engine

/// `analysis.json` of Amazon SageMaker Clarify, its bias metrics: what a baseline job wrote, and what a
/// monitor holds new values against.
package struct BiasAnalysis: Sendable {
  package enum Stage: String, Sendable, CaseIterable {
    case postTraining = "post_training_bias_metrics"
    case preTraining = "pre_training_bias_metrics"
  }

  package struct Part: Sendable {
    package let stage: Stage
    /// The column of labels.
    package let label: String
    /// What of it is positive: a value, several with commas between them, or an interval `(0.5, 1.0]`.
    package let positive: String?
    package var facets: [Facet]

    package init(stage: Stage, label: String, positive: String?, facets: [Facet]) {
      self.stage = stage
      self.label = label
      self.positive = positive
      self.facets = facets
    }
  }

  package struct Facet: Sendable {
    package let column: String
    /// In the form of `Part.positive`.
    package let value: String
    package var metrics: [Metric]

    package init(column: String, value: String, metrics: [Metric]) {
      self.column = column
      self.value = value
      self.metrics = metrics
    }
  }

  package struct Metric: Sendable {
    package let kind: BiasMetricName
    /// Nil where it could not be computed.
    package let value: Double?
    /// Why it could not.
    package let error: String?

    package init(_ kind: BiasMetricName, value: Double?, error: String? = nil) {
      self.kind = kind
      self.value = value
      self.error = error
    }
  }

  package var version: String
  package var parts: [Part]
  /// What of the file could not be used.
  package var remarks: [Remark] = []

  package init(version: String = "1.0", parts: [Part]) {
    self.version = version
    self.parts = parts
  }

  package var metrics: Int {
    parts.reduce(0) { $0 + $1.facets.reduce(0) { $0 + $1.metrics.count } }
  }
}

/// A bias metric by its name in the service's files.
package enum BiasMetricName: String, Sendable, CaseIterable {
  case cddl = "CDDL"
  case ci = "CI"
  case dpl = "DPL"
  case js = "JS"
  case kl = "KL"
  case ks = "KS"
  case lp = "LP"
  case tvd = "TVD"
  case ad = "AD"
  case cddpl = "CDDPL"
  case dar = "DAR"
  case dca = "DCA"
  case dcr = "DCR"
  case di = "DI"
  case dppl = "DPPL"
  case drr = "DRR"
  case ft = "FT"
  case ge = "GE"
  case rd = "RD"
  case sd = "SD"
  case te = "TE"

  /// The metric of the language.
  package var name: String { "bias." + rawValue.lowercased() }
  /// Reads records within groups.
  package var needsGroup: Bool { self == .cddl || self == .cddpl }
  /// Compares records by features.
  package var needsFeatures: Bool { self == .ft }

  package var stage: BiasAnalysis.Stage {
    switch self {
    case .cddl, .ci, .dpl, .js, .kl, .ks, .lp, .tvd: .preTraining
    default: .postTraining
    }
  }

  /// Its words in the service's files, with the service's spelling.
  var description: String {
    let words =
      switch self {
      case .cddl: "Conditional Demographic Disparity in Labels"
      case .ci: "Class Imbalance"
      case .dpl: "Difference in Positive Proportions in Labels"
      case .js: "Jensen-Shannon Divergence"
      case .kl: "Kullback-Liebler Divergence"
      case .ks: "Kolmogorov-Smirnov Distance"
      case .lp: "L-p Norm"
      case .tvd: "Total Variation Distance"
      case .ad: "Accuracy Difference"
      case .cddpl: "Conditional Demographic Disparity in Predicted Labels"
      case .dar: "Difference in Acceptance Rates"
      case .dca: "Difference in Conditional Acceptance"
      case .dcr: "Difference in Conditional Rejection"
      case .di: "Disparate Impact"
      case .dppl: "Difference in Positive Proportions in Predicted Labels"
      case .drr: "Difference in Rejection Rates"
      case .ft: "Flip Test"
      case .ge: "Generalized Entropy"
      case .rd: "Recall Difference"
      case .sd: "Specificity Difference"
      case .te: "Treatment Equality"
      }
    return "\(words) (\(rawValue))"
  }
}
