/// What stops a command, with the status it exits with: 2 for rules and arguments, 3 for data.
struct CommandFailure: Error {
  let status: Int32
  let message: String

  static func arguments(_ message: String) -> CommandFailure {
    CommandFailure(status: 2, message: message)
  }

  static func data(_ message: String) -> CommandFailure {
    CommandFailure(status: 3, message: message)
  }
}
