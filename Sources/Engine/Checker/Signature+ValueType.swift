extension Signature {
  var valueType: ValueType {
    switch result {
    case .ratio, .count, .distance, .pValue, .number: .number
    case .numberOrTime: .cell
    case .duration: .duration
    case .text: .string
    case .boolean: .boolean
    case .structure: .structure
    }
  }
}

extension CheckedArguments {
  /// The type of a call's value; a number's or a time's where the column's type tells which.
  func valueType(of signature: Signature) -> ValueType {
    guard signature.result == .numberOrTime, let column = try? column() else {
      return signature.valueType
    }
    switch facts.type(of: column) {
    case .timestamp: return .time
    case nil: return .cell
    default: return .number
    }
  }
}
