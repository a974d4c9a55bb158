import Engine
import Glibc
import Inputs

/// What holds of any bytes as Arrow data: they are read, or an error names the input; how pieces are
/// cut changes nothing that is read.
enum ArrowLaws {
  static func broken(by bytes: [UInt8]) -> String? {
    let scratch = Scratch()
    scratch.fill(bytes)
    let salt = bytes.reduce(0) { $0 &* 31 &+ Int($1) } & 0xFFFF
    var options = InputOptions()
    options.format = .arrow
    options.nulls = salt % 5 == 0 ? ["NA", "0"] : []
    var small = options
    small.pieceBytes = 1 + salt % 2000
    let whole: RecordReading
    do throws(ReadError) {
      whole = try RecordReading(scratch.path, options, readers: 1)
    } catch {
      return error.path.isEmpty || error.message.isEmpty ? "an error without a place" : nil
    }
    guard let cut = try? RecordReading(scratch.path, small, readers: 1 + salt % 3) else {
      return "what could be opened can't be opened again"
    }
    if !whole.malformed.isEmpty { return "malformed records, of which there are none" }
    if let failure = whole.failure {
      return failure.path.isEmpty || failure.message.isEmpty ? "an error without a place" : nil
    }
    return whole == cut ? nil : "pieces of \(small.pieceBytes) differ"
  }

  /// What pyarrow wrote.
  static let seeds: [[UInt8]] = [
    "deltas.arrows", "replaced.arrows", "nested.arrows", "views.arrows", "file.arrow", "lz4.arrow",
    "zstd.arrows",
  ].map { bytes(of: $0) }

  private static func bytes(of name: String) -> [UInt8] {
    let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    guard let file = unsafe fopen("/\(folder)/InputsTests/Golden/\(name)", "rb") else { return [] }
    defer { unsafe fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe fread($0.baseAddress, 1, $0.count, file)
    }
    return Array(bytes[..<count])
  }
}
