import Foundation
import Testing

@testable import Outputs

/// Signatures, held against an implementation of their own.
@Suite struct SignatureTests {
  /// RFC 4231, sections 4.2 to 4.8 without the truncated one.
  @Test(
    arguments: [
      (
        [UInt8](repeating: 0x0B, count: 20), Array("Hi There".utf8),
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
      (
        Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
      (
        [UInt8](repeating: 0xAA, count: 20), [UInt8](repeating: 0xDD, count: 50),
        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
      ),
      (
        Array(1...25), [UInt8](repeating: 0xCD, count: 50),
        "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
      ),
      (
        [UInt8](repeating: 0xAA, count: 131),
        Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
      ),
    ] as [([UInt8], [UInt8], String)])
  func theReferenceKnowsTheAnswers(_ key: [UInt8], _ message: [UInt8], _ code: String) {
    let found = ReferenceHMAC.hmac(message, key: key).map { String(format: "%02x", $0) }.joined()
    #expect(found == code)
  }

  @Test func signaturesAgreeWithTheReference() throws {
    var random = SplitMix64(1)
    for length in [0, 1, 55, 56, 63, 64, 65, 1_000, 70_000] {
      let key = (0..<Int.random(in: 1...100, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      let body = (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }
      let secret = "whsec_" + Data(key).base64EncodedString()
      let timestamp = Int.random(in: 0...4_000_000_000, using: &random)
      let signature = try #require(WebhookSignature(secret: secret))
      let request = Receiver.Request(
        line: "",
        headers: [
          "webhook-id": "msg_\(length)", "webhook-timestamp": "\(timestamp)",
          "webhook-signature": signature.sign(
            id: "msg_\(length)", timestamp: timestamp, body: body),
        ], body: body)
      #expect(ReferenceHMAC.verifies(request, secret: secret))
      let other = Receiver.Request(
        line: "", headers: request.headers, body: body + [UInt8(ascii: " ")])
      #expect(!ReferenceHMAC.verifies(other, secret: secret))
    }
  }

  /// The example of the specification's reference libraries.
  @Test func theExampleOfTheSpecification() throws {
    let signature = try #require(WebhookSignature(secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
    #expect(
      signature.sign(
        id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330,
        body: Array("{\"test\": 2432232314}".utf8))
        == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  @Test(arguments: ["", "whsec_", "whsec_!!!", "not base64"])
  func whatIsNoSecretIsRefused(_ secret: String) {
    #expect(WebhookSignature(secret: secret) == nil)
  }
}
