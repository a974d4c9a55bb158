import Engine
import JSONText

extension Files {
  /// A JSON document, whatever it holds.
  static func json(_ path: String) throws -> JSON {
    do {
      return try JSON(parsing: try read(path, "file"))
    } catch let error as JSONError {
      throw CommandFailure.arguments(
        "\(path)\(error.offset.map { ": byte \($0)" } ?? ""): this is no JSON: \(error.message)")
    }
  }
}
