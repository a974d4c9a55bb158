import Engine

/// Baselines that documents ask for, each loaded once and again when its files change.
struct BaselineShelf {
  /// A baseline as it was when it was loaded.
  struct Loaded {
    let path: String
    /// Nil where there is none that can be read.
    let gathered: Gathered?
    let stamp: String?
  }

  private var loaded: [String: Loaded] = [:]

  mutating func baseline(_ path: String, _ files: ServerFiles) -> Loaded {
    let stamp = files.stamp(path)
    if let found = loaded[path], found.stamp == stamp { return found }
    let made = Loaded(
      path: path, gathered: stamp == nil ? nil : files.baseline(path), stamp: stamp)
    loaded[path] = made
    return made
  }
}
