/// What a batch-transform job made of one object: requests and responses, a record a line.
struct BatchPair {
  var input: String?
  var output: String?
  /// When it was captured, in seconds since 1970-01-01T00:00:00Z: the time of records that have none.
  var hour: Double?

  /// What messages call it.
  var name: String { output ?? input ?? "batch" }
}

/// The pairs that manifests name, and what of them is not there.
struct BatchPairs {
  private(set) var pairs: [BatchPair] = []
  /// What to say of objects that are not there.
  private(set) var missing: [String] = []

  private struct Key: Hashable {
    let hour: String
    let name: String
  }

  /// - Parameters:
  ///   - manifests: each with the folders that copies may lie in.
  ///   - strays: files that stand where manifests do, and are none.
  init(
    _ manifests: [(manifest: BatchManifest, roots: [String])], not strays: [String] = [],
    _ copies: ObjectCopies
  ) {
    missing = strays.map { "what \($0) names: it is no manifest that can be read" }
    var found: [Key: BatchPair] = [:]
    var order: [Key] = []
    var lost: Set<Key> = []
    var sides: Set<BatchManifest.Side> = []
    for (manifest, roots) in manifests {
      let side = manifest.side ?? .output
      sides.insert(side)
      let folder = manifest.path.split(separator: "/").dropLast().joined(separator: "/")
      let hour = CaptureFolder(folder)
      for name in manifest.names {
        let isOutput = side == .output && name.hasSuffix(".out")
        let key = Key(
          hour: hour == nil ? "" : CaptureFolder.name(folder),
          name: isOutput ? String(name.dropLast(4)) : name)
        if found[key] == nil {
          found[key] = BatchPair(hour: hour?.span.lowerBound)
          order.append(key)
        }
        guard let path = copies.find(manifest.prefix + name, below: roots) else {
          lost.insert(key)
          missing.append("\(manifest.prefix)\(name), which \(manifest.path) names")
          continue
        }
        switch side {
        case .input: found[key]?.input = path
        case .output: found[key]?.output = path
        }
      }
    }
    for key in order.sorted(by: { ($0.hour, $0.name) < ($1.hour, $1.name) })
    where !lost.contains(key) {
      guard let pair = found[key] else { continue }
      // Where manifests of both sides are read, each object must have both.
      if sides.count == 2, pair.input == nil || pair.output == nil {
        let other = pair.input == nil ? "input" : "output"
        missing.append("the \(other) of \(pair.name), which no manifest names")
        continue
      }
      pairs.append(pair)
    }
  }

  /// What to say at the end of all that could be read; nil where nothing is missing.
  var complaint: String? {
    guard !missing.isEmpty else { return nil }
    let shown = missing.prefix(5).joined(separator: "; ")
    let more = missing.count > 5 ? "; and \(missing.count - 5) more" : ""
    let count = missing.count == 1 ? "1 object" : "\(missing.count) objects"
    return
      "\(count) of manifests could not be found: \(shown)\(more); copy them below the folder given,"
      + " or say where they lie with --s3 s3://BUCKET/PATH=FOLDER"
  }
}
