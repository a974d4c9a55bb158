import ArgumentParser

/// What the command line says of metrics for other systems.
struct MetricsOptions: ParsableArguments {
  @Option(
    name: .customLong("metrics"),
    help: ArgumentHelp(
      "Also write values to a file: NAME.prom for Prometheus, in the place of the old one; NAME.jsonl or NAME.log for CloudWatch, at its end.",
      valueName: "file"))
  var files: [String] = []

  @Option(
    name: .customLong("metrics-endpoint"),
    help: ArgumentHelp("The dimension Endpoint of CloudWatch; none for batch.", valueName: "name"))
  var endpoint: String?

  @Option(
    name: .customLong("metrics-schedule"),
    help: ArgumentHelp(
      "The dimension MonitoringSchedule of CloudWatch; the monitor's name by default.",
      valueName: "name"))
  var schedule: String?
}
