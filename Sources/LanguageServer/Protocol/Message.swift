import Engine
import JSONText

/// A message of JSON-RPC 2.0.
enum Message {
  case request(id: JSON, method: String, parameters: JSON)
  case notification(method: String, parameters: JSON)
  /// An answer to something that the server asked.
  case response

  /// Reads the content of a message.
  static func parse(_ content: [UInt8]) -> Result<Message, MessageFault> {
    let json: JSON
    do {
      json = try JSON(parsing: content)
    } catch {
      return .failure(MessageFault(id: .null, .parseError, "this is no JSON: \(error)"))
    }
    guard case .object = json else {
      return .failure(MessageFault(id: .null, .invalidRequest, "a message is a JSON object"))
    }
    let id = json["id"]
    let answerable: JSON? =
      switch id {
      case .integer, .string, .number: id
      default: nil
      }
    let refuse = { (reason: String) -> Result<Message, MessageFault> in
      .failure(MessageFault(id: answerable ?? .null, .invalidRequest, reason))
    }
    guard json["jsonrpc"]?.text == "2.0" else { return refuse("`jsonrpc` is \"2.0\"") }
    let parameters = json["params"] ?? .null
    guard let method = json["method"] else {
      let isResponse = json["result"] != nil || json["error"] != nil
      return isResponse ? .success(.response) : refuse("a message has a `method`")
    }
    guard let method = method.text else { return refuse("`method` is a text") }
    guard id != nil else {
      return .success(.notification(method: method, parameters: parameters))
    }
    guard let answerable else { return refuse("`id` is a number or a text") }
    return .success(.request(id: answerable, method: method, parameters: parameters))
  }
}

/// A message that can't be understood, answered as an error.
struct MessageFault: Error {
  let id: JSON
  let error: ResponseError

  init(id: JSON, _ code: ResponseError.Code, _ message: String) {
    self.id = id
    error = ResponseError(code, message)
  }
}

/// Why a request has no result.
struct ResponseError: Error {
  enum Code: Int {
    case parseError = -32_700
    case invalidRequest = -32_600
    case methodNotFound = -32_601
    case invalidParameters = -32_602
    case notInitialized = -32_002
    case cancelled = -32_800
  }

  let code: Code
  let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  var json: JSON {
    .object(["code": .integer(code.rawValue), "message": .string(message)])
  }
}
