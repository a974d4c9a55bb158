import Engine

extension ModelTask.Kind {
  private var stem: String {
    switch self {
    case .regression, .ranking: rawValue
    case .binary, .multiclass: rawValue + "_classification"
    }
  }

  /// Under which key a file of model quality holds what it says.
  var statisticsKey: String { stem + "_metrics" }
  var constraintsKey: String { stem + "_constraints" }

  /// The kind of model that a document is of, by its keys.
  ///
  /// - Throws: where it has none of them.
  init(
    of json: JSON, _ file: String, by key: (ModelTask.Kind) -> String
  ) throws(ForeignFile) {
    guard let kind = ModelTask.Kind.ofService.first(where: { json.has(key($0)) }) else {
      let keys = ModelTask.Kind.ofService.map(key).joined(separator: ", ")
      throw ForeignFile("this is no \(file) of model quality: it has none of \(keys)")
    }
    self = kind
  }
}

extension JSON {
  /// Whether it is a `statistics.json` of model quality, by its keys.
  package var isQualityStatistics: Bool {
    ModelTask.Kind.ofService.contains { has($0.statisticsKey) }
  }

  /// Whether it is a `constraints.json` of model quality, by its keys.
  package var isQualityConstraints: Bool {
    ModelTask.Kind.ofService.contains { has($0.constraintsKey) }
  }

  /// Whether it is an object with a key.
  func has(_ key: String) -> Bool {
    if case .object(let members) = self { members.contains { $0.key == key } } else { false }
  }
}
