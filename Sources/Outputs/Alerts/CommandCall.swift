import CSpawn
import Dispatch
import Engine
import Glibc

/// One run of a program: no shell, bounded in time, its output line by line.
package struct CommandCall: Sendable {
  /// The program first; without a `/` it is looked for along PATH.
  let arguments: [String]
  /// Where it works; empty for the current folder.
  let folder: String
  /// Each `NAME=value`; nothing else is in its environment.
  let environment: [String]
  /// What it finds on standard input: a file, which it may leave unread.
  let input: [UInt8]
  let timeoutSeconds: Double
  /// Takes a line that it wrote, to standard output or error.
  let say: @Sendable (String) -> Void

  package init(
    arguments: [String], folder: String, environment: [String], input: [UInt8],
    timeoutSeconds: Double, say: @escaping @Sendable (String) -> Void
  ) {
    self.arguments = arguments
    self.folder = folder
    self.environment = environment
    self.input = input
    self.timeoutSeconds = timeoutSeconds
    self.say = say
  }

  package enum Outcome: Sendable, Equatable {
    case exited(Int32)
    case signalled(Int32)
    case timedOut(seconds: Double)
    case notStarted(String)
  }

  /// The same, off the threads of tasks, which must not block.
  package func performBesideTasks() async -> Outcome {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: perform()) }
    }
  }

  /// Seconds that a program is given to end when it is asked to.
  private static let grace = 5.0

  /// Runs the program to its end, or ends it and all that it started when its time is up.
  func perform() -> Outcome {
    let input = unsafe self.input.withUnsafeBytes {
      unsafe tidemark_spawn_input($0.baseAddress, $0.count)
    }
    guard input >= 0 else { return .notStarted(CommandCall.reason(errno)) }
    defer { close(input) }
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return .notStarted(CommandCall.reason(errno)) }
    let (reading, writing) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    defer { close(reading) }
    var process: pid_t = 0
    let failure = start(&process, input: input, output: writing)
    close(writing)
    guard failure == 0 else {
      let program = arguments.first ?? ""
      let hint = failure == ENOENT ? ": is \(program) there?" : ""
      return .notStarted(CommandCall.reason(failure) + hint)
    }
    _ = fcntl(reading, F_SETFL, O_NONBLOCK)
    var output = CommandOutput(say)
    let ending = wait(for: process, reading: reading, &output)
    output.read(reading)
    output.finish()
    return ending
  }

  /// - Returns: 0, or the number of what went wrong.
  private func start(_ process: inout pid_t, input: Int32, output: Int32) -> Int32 {
    var words = unsafe arguments.map { unsafe strdup($0) } + [nil]
    var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
    defer { unsafe (words + variables).forEach { unsafe free($0) } }
    return unsafe tidemark_spawn(&process, &words, &variables, folder, input, output, output)
  }

  private func wait(
    for process: pid_t, reading: Int32, _ output: inout CommandOutput
  ) -> Outcome {
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(timeoutSeconds)
    var asked = false
    var killing = deadline + .seconds(CommandCall.grace)
    var isOpen = true
    while true {
      var status: Int32 = 0
      let ended = unsafe waitpid(process, &status, WNOHANG)
      if ended == process {
        if asked { return .timedOut(seconds: timeoutSeconds) }
        return status & 0x7F == 0 ? .exited((status >> 8) & 0xFF) : .signalled(status & 0x7F)
      }
      if ended < 0, errno != EINTR { return .notStarted(CommandCall.reason(errno)) }
      let now = clock.now
      if !asked, now >= deadline {
        asked = true
        killing = now + .seconds(CommandCall.grace)
        kill(-process, SIGTERM)
      } else if asked, now >= killing {
        kill(-process, SIGKILL)
      }
      guard isOpen else {
        usleep(20_000)
        continue
      }
      var wanted = pollfd(fd: reading, events: Int16(POLLIN), revents: 0)
      if unsafe poll(&wanted, 1, 50) > 0 { isOpen = output.read(reading) }
    }
  }

  private static func reason(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
}

extension CommandCall.Outcome {
  /// What went wrong, after the program's name; nil where it ended well.
  package var problem: String? {
    switch self {
    case .exited(0): nil
    case .exited(let status): "ended with exit status \(status)"
    case .signalled(let number): "was ended by signal \(number)"
    case .timedOut(let seconds):
      "took longer than its timeout of \(Number.text(seconds)) s and was ended"
    case .notStarted(let why): "could not be started: \(why)"
    }
  }
}
