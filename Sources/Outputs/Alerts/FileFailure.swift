import Glibc

/// What the system refused to do with a file.
package struct FileFailure: Error, Equatable, CustomStringConvertible {
  package let description: String

  init(_ path: String, _ what: String, number: Int32 = errno) {
    let why = unsafe String(cString: strerror(number))
    description = "\(path): \(what): \(why)"
  }
}
