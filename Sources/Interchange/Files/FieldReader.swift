import Engine

/// Reads the fields of a file that others wrote: what is missing, foreign or of another type gives a
/// remark and nothing else.
struct FieldReader {
  /// The members of one object, the last one where a key stands twice.
  struct Object {
    let path: String
    let values: [String: JSON]

    func path(of key: String) -> String { path.isEmpty ? key : path + "." + key }
  }

  enum Presence {
    case required, optional
  }

  private(set) var remarks: [Remark] = []
  /// The feature that is being read.
  var feature: String?

  mutating func note(_ field: String, _ problem: Remark.Problem) {
    remarks.append(Remark(feature: feature, field: field, problem))
  }

  /// The object at a path; keys that are not `known` are remarked.
  mutating func object(_ json: JSON, _ path: String, known: [String]) -> Object? {
    guard case .object(let members) = json else {
      note(path, .unusable(wanted: "an object"))
      return nil
    }
    let object = Object(
      path: path, values: Dictionary(members.map { ($0.key, $0.value) }) { _, last in last })
    for key in object.values.keys.sorted() where !known.contains(key) {
      note(object.path(of: key), .foreign)
    }
    return object
  }

  mutating func object(
    _ key: String, of parent: Object, known: [String], _ presence: Presence = .required
  ) -> Object? {
    guard let json = value(key, of: parent, presence) else { return nil }
    return object(json, parent.path(of: key), known: known)
  }

  /// A number; the strings `"NaN"`, `"Infinity"` and `"-Infinity"` are numbers, for which JSON has none.
  mutating func number(_ key: String, of object: Object, _ presence: Presence = .required)
    -> Double?
  {
    guard let json = value(key, of: object, presence) else { return nil }
    if let number = json.serviceNumber { return number }
    note(object.path(of: key), .unusable(wanted: "a number"))
    return nil
  }

  /// A number of a range.
  mutating func number(
    _ key: String, of object: Object, in range: ClosedRange<Double>,
    _ presence: Presence = .required
  ) -> Double? {
    guard let number = number(key, of: object, presence) else { return nil }
    if range.contains(number) { return number }
    note(
      object.path(of: key),
      .unusable(
        wanted: "a number from \(Number.text(range.lowerBound)) to \(Number.text(range.upperBound))"
      ))
    return nil
  }

  /// A whole number from 0 to 2^53, however it is spelled.
  mutating func count(_ key: String, of object: Object, _ presence: Presence = .required) -> Int? {
    guard let json = value(key, of: object, presence) else { return nil }
    if let count = json.serviceCount { return count }
    note(object.path(of: key), .unusable(wanted: "a whole number"))
    return nil
  }

  mutating func text(_ key: String, of object: Object, _ presence: Presence = .required) -> String?
  {
    guard let json = value(key, of: object, presence) else { return nil }
    if case .string(let text) = json { return text }
    note(object.path(of: key), .unusable(wanted: "a string"))
    return nil
  }

  mutating func boolean(_ key: String, of object: Object, _ presence: Presence = .required) -> Bool?
  {
    guard let json = value(key, of: object, presence) else { return nil }
    if case .boolean(let value) = json { return value }
    note(object.path(of: key), .unusable(wanted: "true or false"))
    return nil
  }

  mutating func list(_ key: String, of object: Object, _ presence: Presence = .required) -> [JSON]?
  {
    guard let json = value(key, of: object, presence) else { return nil }
    if case .array(let elements) = json { return elements }
    note(object.path(of: key), .unusable(wanted: "a list"))
    return nil
  }

  private mutating func value(_ key: String, of object: Object, _ presence: Presence) -> JSON? {
    if let json = object.values[key], json != .null { return json }
    if presence == .required { note(object.path(of: key), .missing) }
    return nil
  }
}

extension FieldReader {
  /// The objects of a file's `features`, with their names; each name once.
  mutating func features(
    of file: Object, known: [String], _ read: (inout FieldReader, Object, String) -> Void
  ) {
    var seen: Set<String> = []
    for (index, json) in (list("features", of: file) ?? []).enumerated() {
      feature = nil
      let place = "features[\(index)]"
      if case .object(let members) = json,
        case .string(let name)? = members.last(where: { $0.key == "name" })?.value
      {
        feature = name
        guard seen.insert(name).inserted else {
          note(place, .inconsistent("a second feature of this name: ignored"))
          continue
        }
        if let object = object(json, "", known: known) { read(&self, object, name) }
      } else {
        note(place + ".name", .missing)
      }
    }
    feature = nil
  }
}

extension JSON {
  /// A number; for those that JSON has no word for the service writes strings.
  var serviceNumber: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .string("NaN"): .nan
    case .string("Infinity"): .infinity
    case .string("-Infinity"): -.infinity
    default: nil
    }
  }

  var serviceCount: Int? {
    guard let number = serviceNumber, number >= 0, number <= 0x1p53 else { return nil }
    return Int(exactly: number)
  }

  var finiteNumber: Double? { serviceNumber.flatMap { $0.isFinite ? $0 : nil } }
}
