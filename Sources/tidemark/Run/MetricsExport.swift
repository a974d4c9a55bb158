import Engine
import Foundation
import Interchange
import Outputs

/// Values for Prometheus and CloudWatch, to standard output or to files.
struct MetricsExport {
  enum Kind {
    case prometheus, cloudWatch
  }

  private let files: [(path: String, kind: Kind)]
  private let options: MetricsOptions

  init(_ options: MetricsOptions) throws {
    self.options = options
    files = try options.files.map { path in
      if path.hasSuffix(".prom") { return (path, .prometheus) }
      if path.hasSuffix(".jsonl") || path.hasSuffix(".log") { return (path, .cloudWatch) }
      throw CommandFailure.arguments(
        "--metrics \(path): its name says what it holds: NAME.prom is for Prometheus, NAME.jsonl or NAME.log for CloudWatch"
      )
    }
    for name in [options.endpoint, options.schedule] {
      // What CloudWatch takes as the value of a dimension.
      guard let name else { continue }
      guard (1...1_024).contains(name.utf8.count), !name.hasPrefix(":"),
        name.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }), name.contains(where: { $0 != " " })
      else {
        throw CommandFailure.arguments(
          "--metrics-endpoint and --metrics-schedule: CloudWatch takes up to 1,024 ASCII characters that do not begin with a colon"
        )
      }
    }
  }

  /// Whether statistics of every column are wanted.
  var wantsProfile: Bool { files.contains { $0.kind == .cloudWatch } }

  func text(_ kind: Kind, of service: ServiceReport) -> String {
    switch kind {
    case .prometheus: PrometheusReport(service.report).text
    case .cloudWatch:
      service.cloudWatch(options).map { $0.text() + "\n" }.joined()
    }
  }

  /// Writes the files; what failed is said, and false.
  func write(_ service: ServiceReport) -> Bool {
    var isWritten = true
    for (path, kind) in files {
      let text = text(kind, of: service)
      do {
        switch kind {
        case .prometheus: try Files.write(text, to: path)
        case .cloudWatch: try Files.append(text, to: path)
        }
      } catch {
        Console.error("error: --metrics: \((error as? CommandFailure)?.message ?? "\(error)")")
        isWritten = false
      }
    }
    return isWritten
  }
}

extension ServiceReport {
  /// Documents of every window, in their order.
  fileprivate func cloudWatch(_ options: MetricsOptions) -> [JSON] {
    let dimensions = CloudWatchMetrics.Dimensions(
      endpoint: options.endpoint, schedule: options.schedule ?? report.monitor)
    return zip(windows, report.windows).flatMap { window, verdicts in
      CloudWatchMetrics(
        verdicts, statistics: profile(of: window),
        violations: violations(of: window, verdicts.verdicts), of: dimensions,
        at: window.end ?? RunRecord.now
      ).documents
    }
  }
}
