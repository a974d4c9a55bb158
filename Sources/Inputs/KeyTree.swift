internal import Engine
import Glibc

/// Finds the columns of keys: a tree of the paths seen, so that a name is put together once.
///
/// Members follow each other as in the record before, as a rule, so the next key is mostly the one
/// that is expected.
final class KeyTree {
  /// Elements of an array that can be columns.
  static let elements = 1024
  /// Paths that are told apart; what is beyond them counts as `…`.
  static let paths = 20_000

  private struct Node {
    let key: Range<Int>
    let name: String
    /// The wanted column; -1 for one that is not wanted, -2 for none.
    let slot: Int
    var firstChild = -1
    var lastChild = -1
    var nextSibling = -1
    var children = 0
    var elements: [Int] = []
    /// Values met without a column.
    var unlisted = 0
  }

  private let slots: [String: Int]
  private let prefix: String
  private var keys: [UInt8] = []
  private var nodes: [Node]
  private var named: [[String: Int]] = []
  private var namedOf: [Int: Int] = [:]
  /// Nodes whose values have no column, in the order first met.
  private var order: [Int] = []

  /// - Parameters:
  ///   - slots: the columns by name, with the place of those that are wanted and -1 for the others.
  ///   - prefix: of names in messages.
  init(slots: [String: Int], prefix: String = "") {
    self.slots = slots
    self.prefix = prefix
    nodes = [
      Node(key: 0..<0, name: "", slot: -1), Node(key: 0..<0, name: "…", slot: -2),
    ]
  }

  static let root = 0
  static let other = 1

  /// The wanted column of a value with this path, if any; counts values of no column.
  func slot(_ node: Int) -> Int {
    let slot = nodes[node].slot
    if slot == -2 {
      if nodes[node].unlisted == 0 { order.append(node) }
      nodes[node].unlisted += 1
    }
    return slot
  }

  /// The expected first member, or the one expected after another.
  func first(_ node: Int) -> Int { nodes[node].firstChild }
  func next(_ node: Int) -> Int { nodes[node].nextSibling }

  /// The path of an object's member.
  func member(_ parent: Int, _ key: UnsafeBufferPointer<UInt8>, expected: Int) -> Int {
    if parent == KeyTree.other { return parent }
    if expected >= 0, unsafe isKey(expected, key) { return expected }
    if nodes[parent].children <= 16 {
      var child = nodes[parent].firstChild
      while child >= 0 {
        if unsafe isKey(child, key) { return child }
        child = nodes[child].nextSibling
      }
    } else if let found = unsafe lookUp(parent, String(decoding: key, as: UTF8.self)) {
      return found
    }
    return unsafe add(parent, key)
  }

  /// The path of an array's element.
  func element(_ parent: Int, _ index: Int) -> Int {
    if parent == KeyTree.other || index >= KeyTree.elements { return KeyTree.other }
    while nodes[parent].elements.count <= index {
      guard nodes.count < KeyTree.paths else { return KeyTree.other }
      let number = nodes[parent].elements.count
      let name = nodes[parent].name + "[\(number)]"
      nodes.append(Node(key: 0..<0, name: name, slot: slots[name] ?? -2))
      nodes[parent].elements.append(nodes.count - 1)
    }
    return nodes[parent].elements[index]
  }

  /// Names that are no columns and how many values they had; forgets them.
  func takeUnlisted() -> [MalformedRecords.Unlisted] {
    let taken = order.map {
      MalformedRecords.Unlisted(name: prefix + nodes[$0].name, values: nodes[$0].unlisted)
    }
    for node in order { nodes[node].unlisted = 0 }
    order = []
    return taken
  }

  private func isKey(_ node: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    let range = nodes[node].key
    guard range.count == key.count else { return false }
    guard let base = key.baseAddress, key.count > 0 else { return true }
    return unsafe keys.withUnsafeBufferPointer { keys in
      unsafe keys.baseAddress.map { unsafe memcmp($0 + range.lowerBound, base, key.count) == 0 }
    } ?? false
  }

  private func lookUp(_ parent: Int, _ key: String) -> Int? {
    if let table = namedOf[parent] { return named[table][key] }
    var table: [String: Int] = [:]
    var child = nodes[parent].firstChild
    while child >= 0 {
      table[String(decoding: keys[nodes[child].key], as: UTF8.self)] = child
      child = nodes[child].nextSibling
    }
    namedOf[parent] = named.count
    named.append(table)
    return table[key]
  }

  private func add(_ parent: Int, _ key: UnsafeBufferPointer<UInt8>) -> Int {
    guard nodes.count < KeyTree.paths else { return KeyTree.other }
    let text = unsafe String(decoding: key, as: UTF8.self)
    let name = parent == KeyTree.root ? text : nodes[parent].name + "." + text
    let start = keys.count
    unsafe keys.append(contentsOf: key)
    nodes.append(Node(key: start..<keys.count, name: name, slot: slots[name] ?? -2))
    let node = nodes.count - 1
    if nodes[parent].lastChild >= 0 {
      nodes[nodes[parent].lastChild].nextSibling = node
    } else {
      nodes[parent].firstChild = node
    }
    nodes[parent].lastChild = node
    nodes[parent].children += 1
    if let table = namedOf[parent] { named[table][text] = node }
    return node
  }
}
