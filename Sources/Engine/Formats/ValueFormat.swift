/// A form that texts can have, of which a standard says which do.
package enum ValueFormat: String, Sendable, CaseIterable {
  case email, url, uuid, ipv4, ipv6, date, json, luhn

  /// Whether a whole text is of the form.
  /// - Complexity: O(bytes)
  package func accepts(_ text: ArraySlice<UInt8>) -> Bool {
    var scanner = TextScanner(text)
    let begins =
      switch self {
      case .email: scanner.takeMailbox()
      case .url: scanner.takeURL()
      case .uuid: scanner.takeUUID()
      case .ipv4: scanner.takeIPv4()
      case .ipv6: scanner.takeIPv6()
      case .date: scanner.takeDate()
      case .json: scanner.takeJSON()
      case .luhn: scanner.takeLuhn()
      }
    return begins && scanner.isAtEnd
  }
}
