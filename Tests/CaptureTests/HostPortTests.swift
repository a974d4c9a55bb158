import Testing

@testable import Capture

@Suite struct HostPortTests {
  @Test(arguments: [
    ("127.0.0.1:8080", "127.0.0.1", 8080), ("[::1]:80", "::1", 80), ("model:1", "model", 1),
    ("http://model", "model", 80), ("http://model:8080/", "model", 8080),
    ("HTTP://[::1]", "::1", 80), ("http://[::1]:81", "::1", 81),
  ]) func placesAreRead(_ text: String, _ host: String, _ port: UInt16) {
    let found = text.contains("//") ? HostPort(url: text) : HostPort(text)
    #expect(found == HostPort(host: host, port: port))
    #expect(found.flatMap { HostPort($0.description) } == found)
  }

  @Test(arguments: [
    "", ":", "8080", ":80", "a:", "a:65536", "a:-1", "::1:80", "[]:80", "a b:80", "a/b:80",
    "https://a", "http://", "http://a/b", "http://a:b",
  ]) func othersAreNot(_ text: String) {
    #expect(HostPort(text) == nil && HostPort(url: text) == nil)
  }
}
