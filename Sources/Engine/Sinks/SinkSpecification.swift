import Language

/// A sink as a rule file declares it, checked. It holds no secret, only where to find them.
package struct SinkSpecification: Sendable, Hashable {
  package let name: String
  /// The monitor whose alerts it takes.
  package let monitor: String
  /// The least severity that it takes.
  package let atLeast: SeverityLiteral
  package let kind: Kind

  package init(name: String, monitor: String, atLeast: SeverityLiteral, kind: Kind) {
    self.name = name
    self.monitor = monitor
    self.atLeast = atLeast
    self.kind = kind
  }

  package enum Kind: Sendable, Hashable {
    case standardOutput(TextFormat)
    case file(FileOptions)
    case webhook(WebhookOptions)
    case command(CommandOptions)
  }

  package enum TextFormat: String, Sendable, CaseIterable {
    case text, json
  }

  package enum Template: String, Sendable, CaseIterable {
    /// The whole message.
    case json
    /// `{"text": …}`, which Slack, Mattermost and others take.
    case slack
  }

  package struct FileOptions: Sendable, Hashable {
    /// With the monitor's name in it, relative to where the rule file's path is.
    package let path: String
    /// Size in bytes at which a new file is begun.
    package let rotateBytes: Int?
    /// Full files that are kept beside the current one.
    package let keep: Int

    package init(path: String, rotateBytes: Int? = nil, keep: Int = FileOptions.defaultKeep) {
      self.path = path
      self.rotateBytes = rotateBytes
      self.keep = keep
    }

    package static let defaultKeep = 5
  }

  package struct WebhookOptions: Sendable, Hashable {
    package let url: SecretText
    package let secret: SecretText?
    package let template: Template
    /// Each `Name: value`.
    package let headers: [SecretText]
    package let timeoutSeconds: Double
    package let retries: Int

    package init(
      url: SecretText, secret: SecretText?, template: Template = .json, headers: [SecretText] = [],
      timeoutSeconds: Double = WebhookOptions.defaultTimeout,
      retries: Int = WebhookOptions.defaultRetries
    ) {
      self.url = url
      self.secret = secret
      self.template = template
      self.headers = headers
      self.timeoutSeconds = timeoutSeconds
      self.retries = retries
    }

    package static let defaultTimeout = 10.0
    package static let defaultRetries = 5
  }

  package struct CommandOptions: Sendable, Hashable {
    /// The program and what it is given; no shell reads them. At least one.
    package let arguments: [String]
    /// Where it works: the rule file's folder, empty for the current one. A program with a `/` in
    /// its path is looked for from here.
    package let folder: String
    package let timeoutSeconds: Double
    /// Variables of the environment that it is given beside those that every program needs.
    package let environment: [String]
    package let retries: Int

    package init(
      arguments: [String], folder: String, timeoutSeconds: Double = CommandOptions.defaultTimeout,
      environment: [String] = [], retries: Int = CommandOptions.defaultRetries
    ) {
      self.arguments = arguments
      self.folder = folder
      self.timeoutSeconds = timeoutSeconds
      self.environment = environment
      self.retries = retries
    }

    package static let defaultTimeout = 600.0
    package static let defaultRetries = 0
  }
}

/// Text that a rule file holds or, where it is a secret, says where to find.
package enum SecretText: Sendable, Hashable {
  case text(String)
  /// A variable of the environment.
  case environment(String)
  /// A file; its path as in `FileOptions`.
  case file(String)
}
