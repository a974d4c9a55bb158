import Engine

/// Arguments as they may be kept: what looks like a secret in a URL is struck out.
enum CommandText {
  /// Strikes out user and password, and the values of parameters whose names speak of secrets.
  static func withoutSecrets(_ argument: String) -> String {
    var result = ""
    var rest = argument[...]
    while let scheme = rest.firstRange(of: "://") {
      result += rest[..<scheme.upperBound]
      rest = rest[scheme.upperBound...]
      let url = rest.prefix { !$0.isWhitespace }
      rest = rest[url.endIndex...]
      result += strike(url)
    }
    return result + rest
  }

  private static func strike(_ url: Substring) -> String {
    let authority = url.prefix { !"/?#".contains($0) }
    var path = url[authority.endIndex...]
    var result = String(authority)
    if let at = authority.lastIndex(of: "@") { result = "…" + authority[at...] }
    while let sign = path.firstIndex(of: "=") {
      let name = path[..<sign].split(whereSeparator: { "?&#;".contains($0) }).last ?? ""
      result += path[...sign]
      path = path[path.index(after: sign)...]
      let value = path.prefix { !"&#;".contains($0) }
      let isSecret = WebhookAddress.namesSecret(name)
      result += isSecret ? "…" : value
      path = path[value.endIndex...]
    }
    return result + path
  }
}
