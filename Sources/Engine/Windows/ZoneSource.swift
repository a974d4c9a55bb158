/// Where rules find the time zones that they name.
package protocol ZoneSource: Sendable {
  /// The zone of a name such as `Europe/Berlin`; nil where there is none.
  func zone(_ name: String) -> ZoneTable?
  /// Whether there are zones at all.
  var areInstalled: Bool { get }
  /// Names of places, for «did you mean».
  var names: [String] { get }
}
