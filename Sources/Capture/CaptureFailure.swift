import Glibc

/// What the system refused to do with a connection or a file.
package struct CaptureFailure: Error, CustomStringConvertible {
  package let description: String

  init(_ what: String, number: Int32 = errno) {
    description = "\(what): \(unsafe String(cString: strerror(number)))"
  }

  init(_ description: String) { self.description = description }
}
