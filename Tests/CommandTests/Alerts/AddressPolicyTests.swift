import Foundation
import Testing

@testable import Outputs

/// Addresses that a webhook must not reach, however they are written.
@Suite struct AddressPolicyTests {
  static let hostile = [
    // This machine.
    "127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.1",
    "0177.0.0.1", "017700000001", "0x7f.0x0.0x0.0x1", "0.0.0.0", "0", "0.1.2.3", "::1", "::",
    "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::127.0.0.1", "64:ff9b::127.0.0.1",
    "::ffff:0:127.0.0.1",
    // Private networks.
    "10.0.0.1", "10.255.255.255", "167772161", "0xa.1", "172.16.0.1", "172.31.255.254",
    "192.168.0.1", "192.168.1", "3232235777", "::ffff:10.0.0.1", "::ffff:c0a8:101",
    "64:ff9b::10.0.0.1", "64:ff9b::a00:1", "64:ff9b:1::1", "fc00::1", "fd12:3456:789a::1",
    "fec0::1", "100.64.0.1", "100.127.255.254",
    // Links, where the metadata of clouds are.
    "169.254.169.254", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376", "169.254.0.1",
    "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe", "fe80::1", "febf::1", "fd00:ec2::254",
    "2002:a9fe:a9fe::1", "2001:0:7f00:1::1",
    // For many, for documents, for tests, for later.
    "224.0.0.1", "239.255.255.250", "ff02::1", "ff05::2", "240.0.0.1", "255.255.255.255",
    "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9",
    "192.88.99.1", "2001:db8::1", "3fff::1", "100::1", "5f00::1", "4000::1",
  ]

  static let harmless = [
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1",
    "126.255.255.255", "128.0.0.1", "169.253.255.255", "169.255.0.1", "172.15.255.255",
    "172.32.0.1", "192.167.255.255", "192.169.0.1", "198.17.255.255", "198.20.0.1",
    "223.255.255.255", "2606:4700:4700::1111", "2a00:1450:4001::1", "2400::1", "2001:200::1",
    "64:ff9b::8.8.8.8", "::ffff:8.8.8.8",
  ]

  /// The bytes that the system makes of a text, in all the spellings that it takes.
  private func bytes(_ text: String) throws -> [UInt8] {
    if text.contains(":") {
      var address = in6_addr()
      try #require(unsafe inet_pton(AF_INET6, text, &address) == 1, "\(text)")
      return unsafe withUnsafeBytes(of: &address) { unsafe Array($0) }
    }
    var address = in_addr()
    try #require(unsafe inet_aton(text, &address) != 0, "\(text)")
    return unsafe withUnsafeBytes(of: &address) { unsafe Array($0) }
  }

  @Test func thereAreEnough() { #expect(Set(Self.hostile).count >= 60) }

  @Test(arguments: hostile) func hostileAddressesAreNotPublic(_ text: String) throws {
    #expect(!AddressPolicy.isPublic(try bytes(text)))
  }

  @Test(arguments: harmless) func theirNeighboursArePublic(_ text: String) throws {
    #expect(AddressPolicy.isPublic(try bytes(text)))
  }

  @Test func whatIsNoAddressIsNotPublic() {
    for count in 0...20 where count != 4 && count != 16 {
      #expect(!AddressPolicy.isPublic([UInt8](repeating: 8, count: count)))
    }
  }
}
