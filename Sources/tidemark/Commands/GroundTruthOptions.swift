import ArgumentParser
import Language

/// Where the labels of captured records are: shared by the commands that read any.
struct GroundTruthOptions: ParsableArguments {
  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Ground truth, joined to captured records by inferenceId, else eventId: files, globs, folders.",
      valueName: "data"))
  var labels: [String] = []

  @Option(
    help: ArgumentHelp(
      "Memory for the index of labels; what is beyond goes to temporary files.",
      valueName: "size"))
  var labelMemory = "64MiB"

  func validate() throws {
    guard let memory, memory >= 1 << 10, memory <= 1 << 40 else {
      throw ValidationError("--label-memory \(labelMemory): a size such as 64MiB or 1GB is wanted")
    }
  }

  /// Bytes.
  var memory: Int? { SizeText.bytes(labelMemory) }
}
