import CSpawn
internal import Engine
import Glibc

/// A program that reads Parquet files, asked for one stream after the other.
///
/// A question is a line of JSON on its standard input, the answer an Arrow stream on its standard
/// output. It ends with this.
final class ParquetReader {
  private let command: ParquetCommand
  private let process: pid_t
  private let questions: Int32
  /// What it answers.
  let answers: Int32
  private let complaints: Int32
  private var isOver = false

  init(_ command: ParquetCommand, for path: String) throws(ReadError) {
    self.command = command
    var input: [Int32] = [-1, -1]
    var output: [Int32] = [-1, -1]
    complaints = unsafe tidemark_spawn_input("", 0)
    // Writing to a socket whose other end is closed is an error, not a signal.
    guard complaints >= 0, unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &input) == 0,
      unsafe pipe(&output) == 0
    else {
      let reason = unsafe String(cString: strerror(errno))
      for end in input + [complaints] where end >= 0 { close(end) }
      throw ReadError(path: path, "its reader can't be started: \(reason)")
    }
    for end in input + output { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    // Where that is not allowed, the two take turns more often.
    _ = fcntl(output[0], ParquetReader.setPipeSize, 1 << 20)
    var words = unsafe command.words.map { unsafe strdup($0) } + [nil]
    var variables = unsafe command.environment.map { unsafe strdup($0) } + [nil]
    defer { unsafe (words + variables).forEach { unsafe free($0) } }
    var started: pid_t = 0
    let number = unsafe tidemark_spawn(
      &started, &words, &variables, "", input[1], output[1], complaints)
    close(input[1])
    close(output[1])
    (questions, answers, process) = (input[0], output[0], started)
    guard number == 0 else {
      isOver = true
      let reason = unsafe String(cString: strerror(number))
      throw ReadError(
        path: path,
        "Parquet is read by \(command.name), which can't be started (\(reason)): \(command.remedy)")
    }
  }

  deinit {
    close(questions)
    close(answers)
    if !isOver {
      kill(-process, SIGTERM)
      var status: Int32 = 0
      while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
    }
    close(complaints)
  }

  /// `F_SETPIPE_SZ` of Linux.
  private static let setPipeSize: Int32 = 1031

  /// Asks for a file.
  ///
  /// - Parameter columns: names of those that are wanted, at the top of the schema; nil for what the
  ///   schema can be told by.
  func ask(_ path: String, columns: [String]?) {
    var members = [JSON.Member("file", .string(path))]
    if let columns { members.append(.init("columns", .array(columns.map(JSON.string)))) }
    let line = Array((JSON.object(members).text(.compact) + "\n").utf8)
    var sent = 0
    while sent < line.count {
      let count = unsafe line.withUnsafeBytes {
        unsafe send(
          questions, $0.baseAddress?.advanced(by: sent), line.count - sent,
          Int32(MSG_NOSIGNAL))
      }
      if count < 0, errno == EINTR { continue }
      // Where it has ended, its answer says so.
      guard count > 0 else { return }
      sent += count
    }
  }

  /// Why it answers no more, when its output has ended.
  func failure(_ path: String) -> ReadError {
    var status: Int32 = 0
    if !isOver {
      shutdown(questions, Int32(SHUT_RDWR))
      while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
      isOver = true
    }
    let ending =
      status & 0x7F == 0 ? "exit status \((status >> 8) & 0xFF)" : "signal \(status & 0x7F)"
    let said = complaint
    let why = said.isEmpty ? "\(ending) before all was read" : said
    return ReadError(
      path: path, "its reader, \(command.name), failed: \(why)", countsForNothing: true)
  }

  /// The end of what it wrote to standard error, on one line.
  private var complaint: String {
    let size = Int(lseek(complaints, 0, SEEK_END))
    guard size > 0 else { return "" }
    var bytes = [UInt8](repeating: 0, count: min(size, 2000))
    let got = unsafe bytes.withUnsafeMutableBytes {
      unsafe pread(complaints, $0.baseAddress, $0.count, size - $0.count)
    }
    let lines = String(decoding: bytes.prefix(max(0, got)), as: UTF8.self).split(separator: "\n")
    return lines.suffix(3).joined(separator: "; ").filter { !$0.isASCII || $0 >= " " }
  }
}
