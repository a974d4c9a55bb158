/// The values of quantities for which a condition holds: some boxes, each a region for every
/// quantity that it names.
///
/// Quantities are taken to be independent of each other, so what is empty here holds for no data;
/// what is not may still be impossible.
package struct SolutionSet: Sendable {
  package typealias Box = [Quantity: Region]

  private(set) var boxes: [Box]

  /// More boxes, or quantities in one, are too many to reason about.
  private static let mostBoxes = 48
  private static let mostQuantities = 24

  static let everything = SolutionSet(boxes: [[:]])
  static let nothing = SolutionSet(boxes: [])

  private init(boxes: [Box]) { self.boxes = boxes }

  /// Where a quantity is in a region.
  init(_ quantity: Quantity, _ region: Region) {
    if region.isEmpty {
      boxes = []
    } else {
      boxes = quantity.universe.isSubset(of: region) ? [[:]] : [[quantity: region]]
    }
  }

  package var isEmpty: Bool { boxes.isEmpty }
  var isEverything: Bool { boxes.first?.isEmpty == true }

  /// The region of the one quantity that decides; nil where it takes several, or none.
  var single: (quantity: Quantity, region: Region)? {
    guard let only = boxes.first, boxes.count == 1, only.count == 1, let entry = only.first else {
      return nil
    }
    return (entry.key, entry.value)
  }

  /// The values in both; nil where that is too much to reason about.
  func intersection(_ other: SolutionSet) -> SolutionSet? {
    var result = SolutionSet.nothing
    for a in boxes {
      for b in other.boxes {
        guard let box = SolutionSet.meet(a, b) else { continue }
        guard box.count <= SolutionSet.mostQuantities, result.insert(box) else { return nil }
      }
    }
    return result
  }

  /// The values in either; nil where that is too much to reason about.
  func union(_ other: SolutionSet) -> SolutionSet? {
    var result = self
    for box in other.boxes {
      guard result.insert(box) else { return nil }
    }
    return result
  }

  private static func meet(_ a: Box, _ b: Box) -> Box? {
    var result = a
    for (quantity, region) in b {
      guard let other = result[quantity] else {
        result[quantity] = region
        continue
      }
      let both = other.intersection(region)
      if both.isEmpty { return nil }
      result[quantity] = both
    }
    return result
  }

  /// Boxes that differ in one quantity are one box; false where there are too many.
  private mutating func insert(_ box: Box) -> Bool {
    if box.isEmpty {
      boxes = [[:]]
      return true
    }
    if boxes.contains(where: \.isEmpty) { return true }
    for index in boxes.indices where boxes[index].count == box.count {
      guard let open = SolutionSet.difference(boxes[index], box) else { continue }
      guard let quantity = open.first else { return true }
      guard open.count == 1, let old = boxes[index][quantity], let new = box[quantity] else {
        continue
      }
      var joined = boxes.remove(at: index)
      // Given up before the union, so that it need not copy a long list of texts.
      joined[quantity] = nil
      let union = old.union(new)
      if !quantity.universe.isSubset(of: union) { joined[quantity] = union }
      return insert(joined)
    }
    boxes.append(box)
    return boxes.count <= SolutionSet.mostBoxes
  }

  /// The quantities in which two boxes differ, two at most; nil where they name different ones.
  private static func difference(_ a: Box, _ b: Box) -> [Quantity]? {
    var open: [Quantity] = []
    for (quantity, region) in a {
      guard let other = b[quantity] else { return nil }
      if other != region {
        open.append(quantity)
        if open.count == 2 { break }
      }
    }
    return open
  }
}
