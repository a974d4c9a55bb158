extension ScalarFunction {
  /// How it is called: `clamp(x, low, high)`.
  package var signature: String {
    let names =
      switch self {
      case .clamp: "x, low, high"
      case .least, .greatest: "x, y, …"
      case .startsWith, .endsWith, .contains: "s, part"
      case .year, .month, .day, .hour, .weekday, .age: "t"
      case .jsonValue: "s, \"path\""
      case .length, .lower, .upper, .trim: "s"
      default: "x"
      }
    return "\(rawValue)(\(names))"
  }

  /// One sentence; of null each of them is null.
  package var summary: String {
    switch self {
    case .abs: "The value without its sign."
    case .ln: "The natural logarithm; null of what is not above 0."
    case .log10: "The logarithm to base 10; null of what is not above 0."
    case .exp: "e to the power of x."
    case .sqrt: "The square root; null of what is below 0."
    case .round: "The nearest whole number; halves go away from 0."
    case .floor: "The greatest whole number that is not above x."
    case .ceil: "The least whole number that is not below x."
    case .clamp: "x, but not below `low` and not above `high`."
    case .least: "The least of two numbers or more."
    case .greatest: "The greatest of two numbers or more."
    case .length: "The number of characters of a text, as Unicode scalars."
    case .lower: "The text in lower case."
    case .upper: "The text in upper case."
    case .trim: "The text without white space at its ends."
    case .text: "The value as text, as it is spelled in the data: codes become categories."
    case .number: "The number that a text spells; null where it spells none."
    case .startsWith: "Whether a text begins with another."
    case .endsWith: "Whether a text ends with another."
    case .contains: "Whether a text holds another."
    case .year: "The year of a time, in UTC."
    case .month: "The month of a time, 1 to 12, in UTC."
    case .day: "The day of a time's month, 1 to 31, in UTC."
    case .hour: "The hour of a time, 0 to 23, in UTC."
    case .weekday: "The day of a time's week, 1 for Monday to 7 for Sunday, in UTC."
    case .age:
      "From a time to that of its record, by which the monitor cuts windows, as a duration."
    case .jsonValue:
      "The value at a path such as `items[0].price` in JSON text; null where there is none."
    }
  }

  /// A condition on a record that calls it.
  package var example: String {
    switch self {
    case .abs: "share(abs(predicted - actual) <= 10) >= 90%"
    case .ln, .log10, .sqrt: "mean(\(rawValue)(fare)) within 10% of baseline"
    case .exp: "mean(exp(log_fare)) within 10% of baseline"
    case .round, .floor, .ceil: "share(\(rawValue)(fare) == fare) <= 5%"
    case .clamp: "mean(clamp(fare, 0, 100)) within 10% of baseline"
    case .least, .greatest: "mean(\(rawValue)(fare, tip)) within 10% of baseline"
    case .length: "every(length(code) in 2...3)"
    case .lower, .upper: "every(\(rawValue)(code) in [\"\(self == .lower ? "ab" : "AB")\"])"
    case .trim: "every(trim(code) == code)"
    case .text: "drift(text(zone)) <= 0.1"
    case .number: "share(number(code) is null) <= 1%"
    case .startsWith, .endsWith, .contains: "share(\(rawValue)(code, \"test\")) <= 1%"
    case .year: "every(year(pickup) >= 2019)"
    case .month: "every(month(pickup) in [6, 7, 8])"
    case .day: "share(day(pickup) == 1) <= 10%"
    case .hour: "share(hour(pickup) in 0...5) <= 20%"
    case .weekday: "share(weekday(pickup) in [6, 7]) within 20% of baseline"
    case .age: "share(age(feature_time) > 1 hour) <= 1%"
    case .jsonValue: "mean(json_value(request, \"items[0].price\")) <= 100"
    }
  }
}
