import CSpawn
import Glibc

/// A program that answers lines with lines, spoken to without ever waiting for it blindly.
package final class ScriptProcess {
  private let process: pid_t
  private let input: Int32
  private let output: Int32
  private let errors: Int32
  private var isInputOpen = true
  private var isErrorsOpen = true
  private var answer: [UInt8] = []
  private var complaint: [UInt8] = []
  private let say: (String) -> Void
  /// How long was waited for it, with nothing else to do.
  package private(set) var waited = Duration.zero

  /// Bytes of a line at most; what is longer is cut into several.
  private static let longestLine = 64 << 20

  package enum Ending: Equatable {
    case exited(Int32)
    case signalled(Int32)

    package var text: String {
      switch self {
      case .exited(let status): "exit status \(status)"
      case .signalled(let number): "signal \(number)"
      }
    }
  }

  package struct Event {
    /// Answers, each without its line break.
    package var lines: [ArraySlice<UInt8>] = []
    /// Bytes that the program took.
    package var taken = 0
    /// It has closed its output.
    package var isOver = false
  }

  /// - Parameters:
  ///   - folder: where it works; empty for the current one.
  ///   - environment: each `NAME=value`.
  ///   - say: takes a line that it writes to standard error.
  /// - Returns: nil where it can't be started, and why.
  package init?(
    _ arguments: [String], folder: String = "", environment: [String],
    say: @escaping (String) -> Void,
    failure: inout String
  ) {
    var pipes: [[Int32]] = []
    for _ in 0..<3 {
      var ends: [Int32] = [-1, -1]
      guard unsafe pipe(&ends) == 0 else {
        failure = unsafe String(cString: strerror(errno))
        pipes.joined().forEach { close($0) }
        return nil
      }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
      pipes.append(ends)
    }
    var words = unsafe arguments.map { unsafe strdup($0) } + [nil]
    var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
    defer { unsafe (words + variables).forEach { unsafe free($0) } }
    var started: pid_t = 0
    let number = unsafe tidemark_spawn(
      &started, &words, &variables, folder, pipes[0][0], pipes[1][1], pipes[2][1])
    for end in [pipes[0][0], pipes[1][1], pipes[2][1]] { close(end) }
    (input, output, errors) = (pipes[0][1], pipes[1][0], pipes[2][0])
    process = started
    self.say = say
    for end in [input, output, errors] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
    guard number == 0 else {
      failure = unsafe String(cString: strerror(number))
      return nil
    }
  }

  /// Gives it bytes and takes what it says, waiting up to so many milliseconds for either.
  package func exchange(_ bytes: ArraySlice<UInt8>, milliseconds: Int32) -> Event {
    var event = Event()
    let wantsInput = isInputOpen && !bytes.isEmpty
    var wanted = [
      pollfd(fd: wantsInput ? input : -1, events: Int16(POLLOUT), revents: 0),
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isErrorsOpen ? errors : -1, events: Int16(POLLIN), revents: 0),
    ]
    let start = ContinuousClock.now
    let ready = unsafe poll(&wanted, 3, milliseconds)
    waited += ContinuousClock.now - start
    guard ready > 0 else { return event }
    if wanted[2].revents != 0, let more = read(errors) {
      isErrorsOpen = !more.isEmpty
      complaint += more
      for line in ScriptProcess.lines(&complaint, isLast: more.isEmpty) {
        say(String(decoding: line, as: UTF8.self))
      }
    }
    if wanted[1].revents != 0, let more = read(output) {
      answer += more
      event.isOver = more.isEmpty
      event.lines = ScriptProcess.lines(&answer, isLast: more.isEmpty)
    }
    if wanted[0].revents != 0 {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe write(input, $0.baseAddress, min($0.count, 64 << 10))
      }
      event.taken = max(0, count)
      // It reads no more; what it still says is heard.
      if count < 0, errno != EAGAIN, errno != EINTR { closeInput() }
    }
    return event
  }

  package func closeInput() {
    if isInputOpen { close(input) }
    isInputOpen = false
  }

  /// Ends it, with all that it started, unless it has ended.
  package func end(within milliseconds: Int) -> Ending {
    closeInput()
    var status: Int32 = 0
    var waited = 0
    while unsafe waitpid(process, &status, WNOHANG) == 0 {
      if waited >= milliseconds {
        kill(-process, waited >= milliseconds + 2_000 ? SIGKILL : SIGTERM)
      }
      usleep(10_000)
      waited += 10
    }
    close(output)
    close(errors)
    return status & 0x7F == 0 ? .exited((status >> 8) & 0xFF) : .signalled(status & 0x7F)
  }

  /// Nil where there is nothing yet; empty at the end.
  private func read(_ descriptor: Int32) -> [UInt8]? {
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    let count = unsafe chunk.withUnsafeMutableBytes {
      unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
    }
    if count < 0 { return errno == EAGAIN || errno == EINTR ? nil : [] }
    return Array(chunk[..<count])
  }

  private static func lines(_ bytes: inout [UInt8], isLast: Bool) -> [ArraySlice<UInt8>] {
    let newline = UInt8(ascii: "\n")
    guard
      let end = bytes.lastIndex(of: newline) ?? (bytes.count > longestLine ? bytes.count - 1 : nil)
    else {
      let rest = bytes
      if isLast { bytes = [] }
      return isLast && !rest.isEmpty ? [rest[...]] : []
    }
    var found = bytes[...end].split(separator: newline)
    let rest = Array(bytes[(end + 1)...])
    bytes = isLast ? [] : rest
    if isLast, !rest.isEmpty { found.append(rest[...]) }
    return found
  }
}
