/// What a metric is called with and what it gives; parser names, checker, completion and the
/// reference page derive from it.
package struct Signature: Sendable {
  package let name: String
  package let parameters: [Parameter]
  package let result: Result
  /// The values that it can have in theory; nil where any number can come out.
  package let range: ClosedRange<Double>?
  package let worse: Worse

  package init(
    _ name: String, _ parameters: Parameter..., returns result: Result,
    range: ClosedRange<Double>? = nil, worse: Worse = .neither
  ) {
    self.name = name
    self.parameters = parameters
    self.result = result
    self.range = range ?? result.range
    self.worse = worse
  }

  package enum Result: String, Sendable {
    /// 0 to 1
    case ratio
    /// Whole, from 0
    case count
    /// From 0; how far two distributions are apart
    case distance
    case number
    case text
    case boolean

    var range: ClosedRange<Double>? {
      switch self {
      case .ratio: 0...1
      case .count, .distance: 0...Double.infinity
      case .number, .text, .boolean: nil
      }
    }
  }

  /// Which direction is bad.
  package enum Worse: String, Sendable {
    case higher, lower, neither
  }

  package struct Parameter: Sendable {
    package enum Kind: Sendable, Equatable {
      /// A column, or a row expression in its place.
      case column
      /// A row predicate.
      case predicate
      case number
      /// One of some words; never looked up as a column.
      case word([String])
      case set
      case pattern
    }

    package let name: String
    package let kind: Kind
    package let isOptional: Bool

    package static func column(_ name: String = "c") -> Parameter {
      Parameter(name: name, kind: .column, isOptional: false)
    }
    package static func predicate(_ name: String = "P") -> Parameter {
      Parameter(name: name, kind: .predicate, isOptional: false)
    }
    package static func number(_ name: String, optional: Bool = false) -> Parameter {
      Parameter(name: name, kind: .number, isOptional: optional)
    }
    package static func word(
      _ name: String, _ words: [String], optional: Bool = false
    ) -> Parameter {
      Parameter(name: name, kind: .word(words), isOptional: optional)
    }
    package static func set(_ name: String = "set") -> Parameter {
      Parameter(name: name, kind: .set, isOptional: false)
    }
    package static func pattern(_ name: String = "pattern") -> Parameter {
      Parameter(name: name, kind: .pattern, isOptional: false)
    }
  }
}

extension Signature: CustomStringConvertible {
  /// `quantile(c, q)`
  package var description: String {
    guard !parameters.isEmpty else { return name }
    let list = parameters.map { parameter in
      if case .word(let words) = parameter.kind, parameter.isOptional {
        return "\(parameter.name): \(words.joined(separator: "|"))"
      }
      return parameter.name
    }
    return "\(name)(\(list.joined(separator: ", ")))"
  }
}
