import Engine

/// A command to run by a schedule: what is pasted into a crontab or into units of systemd.
package struct ScheduledCommand: Sendable {
  package let schedule: Schedule
  /// Program and arguments.
  package let words: [String]
  /// Where it runs, so that relative paths mean what they mean here.
  package let folder: String
  /// What units are called, without `tidemark-`.
  package let name: String

  package init(_ schedule: Schedule, words: [String], folder: String, name: String) {
    self.schedule = schedule
    self.words = words
    self.folder = folder
    self.name = name
  }

  /// The command for a shell.
  package var shell: String {
    (["cd", folder, "&&"].map { $0 == "&&" ? $0 : ScheduledCommand.shellWord($0) }
      + words.map(ScheduledCommand.shellWord)).joined(separator: " ")
  }

  /// Lines of a crontab.
  ///
  /// Source: crontab(5): a `%` ends the command where no backslash stands before it.
  package var crontab: String {
    let minute = ScheduledCommand.list(schedule.minutes, of: 60)
    let hour = ScheduledCommand.list(schedule.hours, of: 24)
    let day = schedule.weekday.map { String($0 % 7) } ?? "*"
    return """
      # Times are UTC: CRON_TZ is for all lines below it, so put these last. A cron that does not know
      # it needs a machine whose clock is UTC, or the timer of --format systemd.
      CRON_TZ=UTC
      \(minute) \(hour) * * \(day) \(shell.replacing("%", with: "\\%"))

      """
  }

  /// `tidemark-NAME.service`
  package var service: String {
    """
    [Unit]
    Description=Tidemark: check of \(name.replacing("%", with: "%%"))

    [Service]
    Type=oneshot
    WorkingDirectory=\(folder.replacing("%", with: "%%"))
    ExecStart=\(words.map(ScheduledCommand.unitWord).joined(separator: " "))

    """
  }

  /// `tidemark-NAME.timer`: a run that was missed is not made up for, since it would cover other
  /// hours.
  package var timer: String {
    """
    [Unit]
    Description=Tidemark: when \(name.replacing("%", with: "%%")) is checked

    [Timer]
    OnCalendar=\(calendar)
    AccuracySec=1s
    Persistent=false

    [Install]
    WantedBy=timers.target

    """
  }

  /// Source: systemd.time(7), calendar events.
  package var calendar: String {
    let day = schedule.weekday.map {
      ["Mon ", "Tue ", "Wed ", "Thu ", "Fri ", "Sat ", "Sun "][$0 - 1]
    }
    let hour = ScheduledCommand.list(schedule.hours, of: 24, padded: true)
    let minute = ScheduledCommand.list(schedule.minutes, of: 60, padded: true)
    return "\(day ?? "")*-*-* \(hour):\(minute):00 UTC"
  }

  private static func list(_ values: [Int], of all: Int, padded: Bool = false) -> String {
    guard values.count < all else { return "*" }
    return values.map { padded && $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ",")
  }

  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=,+@".utf8)

  /// A word that a shell takes as it is.
  static func shellWord(_ word: String) -> String {
    if !word.isEmpty, word.utf8.allSatisfy(plain.contains) { return word }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }

  /// A word of `ExecStart`.
  ///
  /// Source: systemd.service(5), command lines; systemd.unit(5), specifiers.
  static func unitWord(_ word: String) -> String {
    if !word.isEmpty, word.utf8.allSatisfy(plain.contains) { return word }
    let escaped = word.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("%", with: "%%").replacing("$", with: "$$")
    return "\"\(escaped)\""
  }
}
