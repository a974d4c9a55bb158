import ArgumentParser
import Engine
import Language
import Outputs

struct AlertsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alerts",
    abstract: "The alerts that could not be delivered yet, which the next check sends first.",
    discussion: "tidemark alerts --state rules/.tidemark")

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Option(
    help: ArgumentHelp(
      "The folder in which `tidemark check` keeps them: beside the rules, or its --state.",
      valueName: "folder"))
  var state = ".tidemark"

  @Option(help: "How they are given.")
  var format: Format = .text

  func run() throws {
    let outbox = Outbox(folder: state)
    let contents: Outbox.Contents
    do {
      contents = try outbox.contents()
    } catch {
      throw CommandFailure.arguments(error.description)
    }
    switch format {
    case .json: Console.print(JSON.array(contents.entries.map(\.json)).text(.pretty))
    case .text:
      for entry in contents.entries { Console.print(VisibleText.safe(entry.line)) }
      let messages = Counted.text(contents.entries.count, "message")
      Console.print("\(messages) not delivered yet in \(state)")
    }
    if let damage = contents.damage {
      Console.error("error: \(damage)")
      throw ExitCode(5)
    }
  }
}

extension OutboxEntry {
  fileprivate var json: JSON {
    .object([
      "monitor": .string(key.monitor), "sink": .string(key.sink), "id": .string(key.id),
      "problem": .string(problem), "message": message.content,
    ])
  }

  fileprivate var line: String {
    "\(key.monitor)  \(key.sink)  \(key.id)  \(problem ?? "not sent yet")"
  }
}
