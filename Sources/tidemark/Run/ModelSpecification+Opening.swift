import Engine
import Foundation
import Models
import Outputs

extension ModelSpecification {
  /// The model, which is asked under the run's environment.
  func opened() throws -> any AskedModel {
    switch kind {
    case .command(let words, let folder):
      // What is printed must arrive at once, also where the output is no terminal.
      let variables = ProcessInfo.processInfo.environment.merging(
        ["PYTHONUNBUFFERED": "1", "TIDEMARK_CALL": "explain"]) { $1 }
      let say = Console.current.error
      return CommandModel(
        words, folder: folder, environment: variables.map { "\($0.key)=\($0.value)" },
        timeoutSeconds: timeoutSeconds, inFlight: inFlight, say: { say("model: \($0)\n") })
    case .http(let url, let headers):
      do throws(SecretFailure) {
        var texts: [String] = []
        for header in headers { texts.append(try Alerting.read(header)) }
        return HTTPModel(
          url: try Alerting.read(url), headers: texts, content: content,
          timeoutSeconds: timeoutSeconds, inFlight: inFlight)
      } catch {
        throw CommandFailure.arguments("model: \(error)")
      }
    }
  }
}
