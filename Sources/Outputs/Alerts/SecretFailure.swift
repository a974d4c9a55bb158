/// A secret that is not where the rules say, or not what it should be. Never holds the secret.
package struct SecretFailure: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }
}
