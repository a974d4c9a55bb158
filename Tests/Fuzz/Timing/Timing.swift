import FuzzLaws

/// Times hostile patterns in a program that is built as the shipped one is.
@main
struct Timing {
  static func main() { print(HostilePattern.timed()) }
}
