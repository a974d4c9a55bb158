/// What a metric is called with and what it gives; parser names, checker, completion and the
/// reference page derive from it.
package struct Signature: Sendable {
  package let name: String
  package let parameters: [Parameter]
  package let result: Result
  /// The values that it can have in theory; nil where any number can come out.
  package let range: ClosedRange<Double>?
  package let worse: Worse
  /// The tasks of which the monitor must have one; empty where the metric asks for none.
  package let tasks: [ModelTask.Kind]
  package let taskUse: TaskUse
  /// Whether the monitor must say where attributions come from.
  package let asksAttributions: Bool
  /// What it is where no side is favoured; nil where it compares none.
  package let fair: Double?

  package init(
    _ name: String, _ parameters: Parameter..., returns result: Result,
    range: ClosedRange<Double>? = nil, worse: Worse = .neither, tasks: [ModelTask.Kind] = [],
    attributions: Bool = false
  ) {
    self.init(
      name, parameters, returns: result, range: range, worse: worse, tasks: tasks,
      taskUse: tasks.isEmpty ? .none : .wanted, attributions: attributions)
  }

  package init(
    _ name: String, _ parameters: [Parameter], returns result: Result,
    range: ClosedRange<Double>? = nil, worse: Worse = .neither, tasks: [ModelTask.Kind] = [],
    taskUse: TaskUse, attributions: Bool = false, fair: Double? = nil
  ) {
    self.name = name
    self.parameters = parameters
    self.result = result
    self.range = range ?? result.range
    self.worse = worse
    self.tasks = tasks
    self.taskUse = taskUse
    asksAttributions = attributions
    self.fair = fair
  }

  /// What the monitor's task is to a metric.
  package enum TaskUse: Sendable {
    /// Nothing.
    case none
    /// It must have one, and is of what the model said.
    case wanted
    /// It stands in for columns of labels that a call does not name.
    case labels
    /// It stands in for columns of labels and predictions that a call does not name.
    case predictions
  }

  /// Whether the metric is of what a model said: a baseline's value is then of data that the model was
  /// not trained on, where there are some.
  package var isOfPredictions: Bool { taskUse == .wanted || taskUse == .predictions }

  package enum Result: String, Sendable {
    /// 0 to 1
    case ratio
    /// Whole, from 0
    case count
    /// From 0; how far two distributions are apart
    case distance
    /// 0 to 1, the smaller the less likely by chance
    case pValue = "p-value"
    case number
    /// A number, or a time where the column holds times.
    case numberOrTime = "number or time"
    /// Seconds.
    case duration
    case text
    case boolean
    /// A JSON value, for people and `eval`; no rule bounds it.
    case structure

    var range: ClosedRange<Double>? {
      switch self {
      case .ratio, .pValue: 0...1
      case .count, .distance: 0...Double.infinity
      case .number, .numberOrTime, .duration, .text, .boolean, .structure: nil
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
      /// One column or more; takes every argument without a name that follows.
      case columns
      /// A set of columns, or what stands in `columns(…)`.
      case columnSet
      /// A row predicate.
      case predicate
      case number
      /// A list of numbers.
      case numbers
      /// A text, a number, `true` or `false`.
      case value
      /// A value, a list of values, or a range.
      case members
      /// Columns in brackets.
      case columnList
      /// One of some words; never looked up as a column.
      case word([String])
      case set
      case pattern
    }

    package let name: String
    package let kind: Kind
    package let isOptional: Bool
    /// Of a column: the cells that are read, where others are left out.
    package let cells: CellUse

    private init(_ name: String, _ kind: Kind, of cells: CellUse = .any, optional: Bool) {
      self.name = name
      self.kind = kind
      self.cells = cells
      isOptional = optional
    }

    package static func column(
      _ name: String = "c", of cells: CellUse = .any, optional: Bool = false
    ) -> Parameter {
      Parameter(name, .column, of: cells, optional: optional)
    }
    package static func columns(_ name: String = "c") -> Parameter {
      Parameter(name, .columns, optional: false)
    }
    package static func columnSet(_ name: String = "set") -> Parameter {
      Parameter(name, .columnSet, optional: false)
    }
    package static func predicate(_ name: String = "P") -> Parameter {
      Parameter(name, .predicate, optional: false)
    }
    package static func number(_ name: String, optional: Bool = false) -> Parameter {
      Parameter(name, .number, optional: optional)
    }
    package static func numbers(_ name: String, optional: Bool = false) -> Parameter {
      Parameter(name, .numbers, optional: optional)
    }
    package static func value(_ name: String, optional: Bool = false) -> Parameter {
      Parameter(name, .value, optional: optional)
    }
    package static func members(_ name: String, optional: Bool = false) -> Parameter {
      Parameter(name, .members, optional: optional)
    }
    package static func columnList(_ name: String, optional: Bool = false) -> Parameter {
      Parameter(name, .columnList, optional: optional)
    }
    package static func word(
      _ name: String, _ words: [String], optional: Bool = false
    ) -> Parameter {
      Parameter(name, .word(words), optional: optional)
    }
    package static func set(_ name: String = "set") -> Parameter {
      Parameter(name, .set, optional: false)
    }
    package static func pattern(_ name: String = "pattern") -> Parameter {
      Parameter(name, .pattern, optional: false)
    }
  }
}

extension Signature {
  /// Words that its options take.
  var words: [String] {
    parameters.flatMap { parameter -> [String] in
      if case .word(let words) = parameter.kind { words } else { [] }
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
      if parameter.kind == .columns { return "\(parameter.name), …" }
      return parameter.isOptional ? "\(parameter.name):" : parameter.name
    }
    return "\(name)(\(list.joined(separator: ", ")))"
  }
}
