import Engine
import Statistics

extension ServiceViolations.Violation {
  /// Nil where the verdict is none of the service's checks.
  ///
  /// The texts of types, completeness and drift are those of real files, letter by letter; that of extra
  /// columns is as its authors have shown it. Nobody has published the texts of missing columns and
  /// categorical values, nor what stands for the feature's name where a check is of the whole table:
  /// those follow the others' style and claim to be no format.
  init?(_ verdict: Verdict, _ columns: ServiceViolations.ColumnCounts?) {
    guard let decision = verdict.decision, let check = ServiceCheck(decision),
      let value = decision.value.number, let limit = decision.limitNumber
    else { return nil }
    self.check = check
    switch check {
    case .missingColumn, .extraColumn:
      let word = check == .missingColumn ? "missing" : "extra"
      feature = check == .missingColumn ? "Missing columns" : "Extra columns"
      description =
        "There are \(word) columns in current dataset."
        + ServiceViolations.counts(decision, columns)
      return
    default: break
    }
    guard let feature = verdict.column ?? decision.call?.singleColumn else { return nil }
    self.feature = feature
    switch check {
    case .dataType:
      let type = decision.call?.serviceType ?? "Unknown"
      description =
        "Data type match requirement is not met. Expected data type: \(type),"
        + " Expected match: \(ServiceText.percent(limit))."
        + " Observed: Only \(ServiceText.percent(value)) of data is \(type)."
    case .completeness:
      description =
        "Data completeness requirement is not met. Expected: \(ServiceText.percent(limit))."
        + " Observed: Only \(ServiceText.percent(value))."
    case .categoricalValues:
      description =
        "Categorical values requirement is not met. Expected match: \(ServiceText.percent(limit))."
        + " Observed: Only \(ServiceText.percent(value)) of data is in the domain."
    default:
      description =
        "Baseline drift distance: \(ServiceText.number(value)) exceeds threshold:"
        + " \(ServiceText.number(limit))"
    }
  }
}

extension ServiceViolations {
  fileprivate static func counts(_ decision: Decision, _ columns: ColumnCounts?) -> String {
    let text = { (now: String, baseline: String) in
      " Number of columns in current dataset: \(now),"
        + " Number of columns in baseline constraints: \(baseline)"
    }
    if decision.call?.signature.name == "column_count", let now = decision.value.number,
      let limit = decision.limitNumber
    {
      return text(Number.text(now), Number.text(limit))
    }
    return columns.map { text(String($0.now), String($0.baseline)) } ?? ""
  }
}

extension MetricCall {
  fileprivate var singleColumn: String? {
    (try? arguments.column().columnName) ?? (columns.count == 1 ? columns[0] : nil)
  }

  /// The service's word for the type that a `type_share` asks for.
  fileprivate var serviceType: String? {
    guard let word = arguments.word("type") else { return nil }
    switch word {
    case "integral": return InferredType.integral.rawValue
    case "fractional", "numeric": return InferredType.fractional.rawValue
    case "boolean": return InferredType.boolean.rawValue
    default: return InferredType.string.rawValue
    }
  }
}

/// Numbers as the service prints them in its sentences.
enum ServiceText {
  /// A share times 100, in the shortest digits that read back as that double.
  static func percent(_ share: Double) -> String { number(share * 100) + "%" }

  /// The shortest digits, laid out as Python does, in which the service's bias jobs are written: a
  /// point always, powers of ten (`1.5e-05`) below 0.0001 and from 10^16.
  static func python(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return number(value) }
    let magnitude = value.magnitude
    let sign = value < 0 ? "-" : ""
    let (digits, point) = decimal(magnitude)
    if magnitude >= 1e-4, magnitude < 1e16 {
      if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
      let padded = digits + String(repeating: "0", count: max(0, point + 1 - digits.count))
      return sign + padded.prefix(point) + "." + padded.dropFirst(point)
    }
    let exponent = point - 1
    let rest = digits.dropFirst()
    let power = exponent.magnitude < 10 ? "0\(exponent.magnitude)" : "\(exponent.magnitude)"
    return sign + digits.prefix(1) + (rest.isEmpty ? "" : "." + rest)
      + (exponent < 0 ? "e-" : "e+") + power
  }

  /// The shortest digits, laid out as Java does: a point always, powers of ten (`1.5E-4`) below 0.001
  /// and from 10^7.
  static func number(_ value: Double) -> String {
    guard value.isFinite, value != 0 else {
      if value.isNaN { return "NaN" }
      return value == 0 ? "\(value)" : value < 0 ? "-Infinity" : "Infinity"
    }
    let magnitude = value.magnitude
    let sign = value < 0 ? "-" : ""
    let (digits, point) = decimal(magnitude)
    if magnitude >= 1e-3, magnitude < 1e7 {
      if point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
      let padded = digits + String(repeating: "0", count: max(0, point + 1 - digits.count))
      return sign + padded.prefix(point) + "." + padded.dropFirst(point)
    }
    let rest = digits.dropFirst()
    return sign + digits.prefix(1) + "." + (rest.isEmpty ? "0" : rest) + "E\(point - 1)"
  }

  /// Significant digits, and how many of them stand before the point.
  private static func decimal(_ magnitude: Double) -> (digits: String, point: Int) {
    let parts = "\(magnitude)".split(separator: "e")
    let mantissa = parts.first.map(String.init) ?? "0"
    let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let whole = mantissa.prefix { $0 != "." }
    let all = mantissa.filter { $0 != "." }
    let leading = all.prefix { $0 == "0" }.count
    var digits = String(all.dropFirst(leading))
    while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
    return (digits, whole.count + exponent - leading)
  }
}
