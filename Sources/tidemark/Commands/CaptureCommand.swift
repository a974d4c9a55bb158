import ArgumentParser
import Capture
import Foundation

struct CaptureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capture",
    abstract: "A proxy before a model's endpoint: answers go through, a sample is captured.",
    discussion: """
      tidemark capture --listen 127.0.0.1:8081 --upstream http://127.0.0.1:8080 --out captures --endpoint demand
      tidemark check rules.tide --data captures/demand/AllTraffic

      Writes requests and answers as SageMaker's data capture does, to \
      OUT/ENDPOINT/VARIANT/yyyy/mm/dd/hh/MM-SS-mmm-uuid.jsonl. What is captured is what the service \
      captures: POST requests whose answer is a success (2xx). Content is CSV or JSON by its type, \
      everything else BASE64. The headers X-Amzn-SageMaker-Inference-Id and \
      X-Amzn-SageMaker-Custom-Attributes are kept. Requests with a header X-Tidemark-Call, which \
      tidemark's own calls bear, are left out.

      Bytes go through as they are and are never waited for: what can't be written, is too large or \
      would take too much memory is counted and said. SIGTERM and SIGINT let answers on their way arrive \
      and write what was captured; the counts are on standard error.
      """)

  @Option(help: ArgumentHelp("Where clients connect to.", valueName: "host:port"))
  var listen = "127.0.0.1:8081"

  @Option(help: ArgumentHelp("The model's endpoint.", valueName: "url"))
  var upstream: String

  @Option(
    name: .customLong("upstream-ca"),
    help: ArgumentHelp(
      "Certificates to trust of a model behind https, in place of the system's (PEM).",
      valueName: "file"))
  var upstreamCA: String?

  @Option(help: ArgumentHelp("The share of requests that is captured.", valueName: "share"))
  var sample = "20%"

  @Option(help: ArgumentHelp("The folder to write to.", valueName: "folder"))
  var out: String

  @Option(help: ArgumentHelp("The endpoint's name.", valueName: "name"))
  var endpoint: String

  @Option(help: ArgumentHelp("The variant's name.", valueName: "name"))
  var variant = "AllTraffic"

  @Option(
    help: ArgumentHelp(
      "Capture requests to this path alone, such as /invocations.", valueName: "path"))
  var path: [String] = []

  @Option(
    help: ArgumentHelp("Content types that are captured as CSV.", valueName: "type"))
  var csvType = ["text/csv"]

  @Option(
    help: ArgumentHelp("Content types that are captured as JSON.", valueName: "type"))
  var jsonType = ["application/json"]

  @Option(help: ArgumentHelp("Bytes of content beyond which it is left out.", valueName: "bytes"))
  var maxBody = 6 << 20

  @Option(help: ArgumentHelp("Bytes after which a new file is begun.", valueName: "bytes"))
  var fileBytes = 10_000_000

  @Option(help: ArgumentHelp("Seconds after which a new file is begun.", valueName: "seconds"))
  var fileSeconds = 60.0

  @Option(help: ArgumentHelp("Connections at once.", valueName: "number"))
  var connections = 512

  func run() async throws {
    let options = try proxyOptions()
    guard let place = HostPort(listen) else {
      throw CommandFailure.arguments("--listen \(listen): write HOST:PORT, such as 127.0.0.1:8081")
    }
    var folder = CaptureFolder.Options(folder: out, endpoint: endpoint, variant: variant)
    folder.fileBytes = fileBytes
    folder.fileSeconds = fileSeconds
    let captures = CaptureFolder(folder)
    try Files.makeFolder(captures.root)
    let say = Console.current.error
    let writer = CaptureWriter(
      captures, CaptureContentTypes(csv: csvType, json: jsonType),
      now: { RunRecord.now }, say: { say("warning: \($0)\n") })
    let server: ProxyServer
    do {
      server = try ProxyServer(place, options, writer)
    } catch {
      throw CommandFailure.arguments("--listen \(listen): \(error)")
    }
    let signals = EndSignals()
    server.start()
    Console.error(
      "listening on \(place.host):\(server.port), before \(options.upstream); captures go to \(captures.root)"
    )
    let signal = await signals.next()
    await server.end()
    Console.error(writer.counts.summary)
    throw ExitCode(128 + signal)
  }

  private func proxyOptions() throws -> ProxyOptions {
    let secure = HostPort(url: upstream, scheme: "https", port: 443)
    guard let model = secure ?? HostPort(url: upstream) else {
      throw CommandFailure.arguments(
        "--upstream \(upstream): write http://HOST:PORT, or https, without a path: requests keep theirs"
      )
    }
    if let upstreamCA {
      guard secure != nil else {
        throw CommandFailure.arguments("--upstream-ca is for an --upstream of https")
      }
      _ = try Files.read(upstreamCA, "file of certificates")
    }
    guard let share = CaptureCommand.share(sample) else {
      throw CommandFailure.arguments("--sample \(sample): write a share, such as 20% or 0.2")
    }
    for (flag, name) in [("--endpoint", endpoint), ("--variant", variant)]
    where name.isEmpty || name.hasPrefix(".") || name.contains("/") || name.contains("\0") {
      throw CommandFailure.arguments("\(flag) \(name): this is the name of a folder in --out")
    }
    if let wrong = path.first(where: { !$0.hasPrefix("/") }) {
      throw CommandFailure.arguments("--path \(wrong): a path begins with /")
    }
    let bounds: [(String, Double)] = [
      ("--max-body", Double(maxBody)), ("--file-bytes", Double(fileBytes)),
      ("--file-seconds", fileSeconds), ("--connections", Double(connections)),
    ]
    for (flag, value) in bounds where !(value > 0 && value <= 1e12) {
      throw CommandFailure.arguments("\(flag): this is a number above 0")
    }
    var options = ProxyOptions(upstream: model, sample: share)
    options.isSecure = secure != nil
    options.authorities = upstreamCA
    options.paths = path
    options.bodyBytes = maxBody
    options.connections = connections
    return options
  }

  /// Reads `20%` and `0.2`.
  static func share(_ text: String) -> Double? {
    let isPercent = text.hasSuffix("%")
    guard let number = Double(isPercent ? text.dropLast() : text[...]) else { return nil }
    let share = isPercent ? number / 100 : number
    return (0...1).contains(share) ? share : nil
  }
}

extension CaptureWriter.Counts {
  /// One line for people.
  var summary: String {
    let parts = [
      (notSampled, "not sampled"), (notOfInterest, "no successful POST"),
      (own, "of tidemark itself"), (tooLarge, "too large"), (compressed, "compressed"),
      (lost, "lost"), (unreachable, "not answered by the model"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let rest = parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
    return "\(Counted.text(requests, "request")), \(captured) captured\(rest)"
  }
}
