import ArgumentParser
import Engine
import JSONText
import Reference

/// The page of the commands, from what they say of themselves.
enum CommandManual {
  static func text() throws -> String {
    let json: JSON
    do {
      json = try JSON(parsing: Array(Tidemark._dumpHelp().utf8))
    } catch {
      throw CommandFailure.arguments("the commands' own help is no JSON: \(error.message)")
    }
    let root = Command(json.fields["command"])
    let commands = root.subcommands.filter { $0.name != "help" }
    var blocks = ["# Commands", root.abstract] + root.discussion
    blocks.append(
      Markdown.table(
        ["Command", "What it does"],
        commands.map {
          ["[`\($0.name)`](#\(Markdown.anchor("tidemark \($0.name)")))", $0.abstract]
        }))
    for command in commands { blocks += command.blocks }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private struct Command {
    private let fields: [String: JSON]

    init(_ json: JSON?) { fields = json?.fields ?? [:] }

    var name: String { CommandManual.text(fields["commandName"]) }
    var abstract: String { CommandManual.text(fields["abstract"]) }
    var subcommands: [Command] { (fields["subcommands"]?.items ?? []).map(Command.init) }

    var blocks: [String] {
      let options = (fields["arguments"]?.items ?? []).map(Option.init)
        .filter { $0.isShown && !["help", "version"].contains($0.name) }
      var blocks = ["## tidemark \(name)", abstract] + discussion
      if !options.isEmpty {
        blocks.append(Markdown.table(["Argument", "What", "Default"], options.map(\.row)))
      }
      return blocks
    }

    /// Commands stand in a block of their own, prose does not.
    var discussion: [String] {
      var blocks: [[Substring]] = [[]]
      for line in CommandManual.text(fields["discussion"])
        .split(separator: "\n", omittingEmptySubsequences: false)
      {
        if line.isEmpty { blocks.append([]) } else { blocks[blocks.count - 1].append(line) }
      }
      return blocks.filter { !$0.isEmpty }.map { lines in
        let text = lines.joined(separator: "\n")
        return text.hasPrefix("tidemark ") ? Markdown.fence(text, "sh") : text
      }
    }
  }

  private struct Option {
    private let fields: [String: JSON]

    init(_ json: JSON) { fields = json.fields }

    var isShown: Bool { fields["shouldDisplay"] == .boolean(true) }
    var name: String { CommandManual.text(fields["preferredName"]?.fields["name"]) }

    var row: [String] {
      let value = CommandManual.text(fields["valueName"])
      let names = (fields["names"]?.items ?? []).map { json in
        let name = json.fields
        return (name["kind"] == .string("long") ? "--" : "-") + CommandManual.text(name["name"])
      }.sorted { $0.count < $1.count }
      var spelling = names.joined(separator: ", ")
      switch fields["kind"] {
      case .string("positional"): spelling = value
      case .string("option"): spelling += " \(value)"
      default: break
      }
      if fields["isRepeating"] == .boolean(true) { spelling += " …" }
      var what = CommandManual.text(fields["abstract"])
      let choices = (fields["allValues"]?.items ?? []).map { CommandManual.text($0) }
      if !choices.isEmpty { what += " One of \(choices.joined(separator: ", "))." }
      let standard = CommandManual.text(fields["defaultValue"])
      return ["`\(spelling)`", what, standard.isEmpty ? "" : "`\(standard)`"]
    }
  }

  private static func text(_ json: JSON?) -> String { json?.words ?? "" }
}
