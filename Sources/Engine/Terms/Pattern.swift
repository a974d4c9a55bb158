import CPCRE2

/// A compiled regular expression (PCRE2 10, UTF-8), bounded so that no subject can make it run
/// long.
///
/// The compiled code is immutable and shared by threads; each match takes its own working memory.
/// This file is the only one that speaks to PCRE2, hence its unsafe calls.
@safe
package final class Pattern: Sendable {
  package let source: String
  package let flags: String
  private nonisolated(unsafe) let code: OpaquePointer

  /// Returns to a group after which a match is given up. PCRE2 counts them for each place where a
  /// match may start, and none within a repeat of one character: hence `MatchEffort` besides.
  package static let matchLimit: UInt32 = 100_000

  /// Bytes of the longest pattern: longer ones take long to compile.
  package static let longest = 16 << 10

  /// What a callout costs beyond one step: items such as `a{1000}` read that much before the next.
  let calloutSteps: Int
  let hasBackreferences: Bool

  package enum Outcome: Sendable, Equatable {
    case match, noMatch
    /// The limit was reached: nobody knows.
    case limit
  }

  /// What PCRE2 says is wrong, and the byte of the pattern where.
  package struct Invalid: Error {
    package let message: String
    package let offset: Int
  }

  package init(_ source: String, flags: String = "") throws(Invalid) {
    self.source = source
    self.flags = flags
    var options =
      UInt32(PCRE2_UTF) | UInt32(PCRE2_MATCH_INVALID_UTF) | UInt32(PCRE2_NEVER_BACKSLASH_C)
      | UInt32(PCRE2_AUTO_CALLOUT)
    for flag in flags {
      switch flag {
      case "i": options |= UInt32(PCRE2_CASELESS)
      case "m": options |= UInt32(PCRE2_MULTILINE)
      case "s": options |= UInt32(PCRE2_DOTALL)
      case "x": options |= UInt32(PCRE2_EXTENDED)
      case "u": options |= UInt32(PCRE2_UCP)
      default: throw Invalid(message: "unknown flag `\(flag)`; i, m, s, x and u exist", offset: 0)
      }
    }
    var number: Int32 = 0
    var offset = 0
    let text = Array(source.utf8)
    guard text.count <= Pattern.longest else {
      throw Invalid(
        message: "a pattern holds \(Pattern.longest) bytes at most, and this one \(text.count)",
        offset: 0)
    }
    let compiled = unsafe text.withUnsafeBufferPointer { bytes in
      unsafe pcre2_compile_8(bytes.baseAddress, bytes.count, options, &number, &offset, nil)
    }
    guard let compiled = unsafe compiled else {
      throw Invalid(message: Pattern.message(number), offset: offset)
    }
    unsafe pcre2_jit_compile_8(compiled, UInt32(PCRE2_JIT_COMPLETE))
    var last: UInt32 = 0
    unsafe pcre2_pattern_info_8(compiled, UInt32(PCRE2_INFO_BACKREFMAX), &last)
    hasBackreferences = last > 0
    calloutSteps = 1 + Pattern.longestRepeat(text) / MatchEffort.repeatsPerStep
    unsafe code = compiled
  }

  /// The largest number that a brace begins, as in `a{1000}`; more may be said than is there.
  private static func longestRepeat(_ text: [UInt8]) -> Int {
    var longest = 0
    for (place, byte) in text.enumerated() where byte == UInt8(ascii: "{") {
      let digits = text[(place + 1)...].prefix(5).prefix { (0x30...0x39).contains($0) }
      longest = max(longest, digits.reduce(0) { $0 * 10 + Int($1) - 0x30 })
    }
    return longest
  }

  deinit { unsafe pcre2_code_free_8(code) }

  private static func message(_ number: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let length = unsafe buffer.withUnsafeMutableBufferPointer { bytes in
      unsafe pcre2_get_error_message_8(number, bytes.baseAddress, bytes.count)
    }
    return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
  }

  /// The working memory of matches, for one thread.
  @safe
  package final class Matcher {
    private let pattern: Pattern
    private let data: OpaquePointer
    private let context: OpaquePointer
    private let stack: OpaquePointer
    private let effort: UnsafeMutablePointer<MatchEffort>

    init?(_ pattern: Pattern) {
      // A text of some hundred characters may need more than the 32 KiB that there are without.
      guard let data = unsafe pcre2_match_data_create_8(1, nil),
        let context = unsafe pcre2_match_context_create_8(nil),
        let stack = unsafe pcre2_jit_stack_create_8(32 << 10, 1 << 20, nil)
      else { return nil }
      self.pattern = pattern
      unsafe self.data = unsafe data
      unsafe self.context = unsafe context
      unsafe self.stack = unsafe stack
      unsafe effort = .allocate(capacity: 1)
      unsafe effort.initialize(to: MatchEffort(pattern))
      unsafe pcre2_set_match_limit_8(context, Pattern.matchLimit)
      unsafe pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
      unsafe pcre2_set_callout_8(
        context,
        { block, effort in
          guard let block = unsafe block?.pointee,
            let effort = unsafe effort?.assumingMemoryBound(to: MatchEffort.self)
          else { return PCRE2_ERROR_CALLOUT }
          return unsafe effort.pointee.take(block) ? 0 : PCRE2_ERROR_CALLOUT
        }, effort)
    }

    deinit {
      unsafe pcre2_match_data_free_8(data)
      unsafe pcre2_match_context_free_8(context)
      unsafe pcre2_jit_stack_free_8(stack)
      unsafe effort.deallocate()
    }

    /// Whether the pattern is found anywhere in the bytes.
    package func find(in bytes: UnsafeBufferPointer<UInt8>) -> Outcome {
      unsafe effort.pointee.begin(bytes.count)
      let status = unsafe pcre2_match_8(
        pattern.code, bytes.baseAddress, bytes.count, 0, 0, data, context)
      if status >= 0 { return .match }
      return status == PCRE2_ERROR_NOMATCH ? .noMatch : .limit
    }
  }

  package func makeMatcher() -> Matcher? { Matcher(self) }

  /// Whether the pattern is found in a name.
  package func matches(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    return unsafe bytes.withUnsafeBufferPointer { unsafe makeMatcher()?.find(in: $0) } == .match
  }
}

extension Pattern: CustomStringConvertible {
  /// As rule text writes it.
  package var description: String { "/\(source)/\(flags)" }
}
