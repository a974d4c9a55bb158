/// The type that a column's cells suggest, under the service's names.
package enum InferredType: String, Sendable, CaseIterable {
  case unknown = "Unknown"
  case integral = "Integral"
  case fractional = "Fractional"
  case boolean = "Boolean"
  case string = "String"
}
