import FuzzLaws
import Glibc

/// The kind of input that `FUZZ_TARGET` names.
private let target = unsafe getenv("FUZZ_TARGET").flatMap { name in
  HostileInput(rawValue: unsafe String(cString: name))
}

/// What libFuzzer calls with each input; a broken law ends the program, so that the input is kept.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let target else { fatalError("FUZZ_TARGET names no kind of input") }
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  let begin = processorMilliseconds()
  if let law = target.lawBroken(by: bytes) { fatalError(law) }
  guard target == .rules, processorMilliseconds() - begin > slowest else { return 0 }
  // A page that was not there yet may have cost the time: a second run has all.
  let again = processorMilliseconds()
  _ = target.lawBroken(by: bytes)
  if processorMilliseconds() - again > slowest { keepSlow(bytes) }
  return 0
}

/// Milliseconds that all laws of a rule file may take before the program itself is timed with it: the
/// laws ask each thing several times, and the counters that show the fuzzer its way cost as much again.
private let slowest = 100.0

nonisolated(unsafe) private var slowInputs = 0

/// Keeps an input for a run of the program, in the folder `FUZZ_SLOW`.
private func keepSlow(_ bytes: [UInt8]) {
  guard let folder = unsafe getenv("FUZZ_SLOW"), unsafe slowInputs < 1_000 else { return }
  unsafe slowInputs += 1
  write(bytes, to: unsafe "\(String(cString: folder))/\(slowInputs).tide")
}

/// What this thread has computed, whoever else computes.
private func processorMilliseconds() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
}

/// What libFuzzer calls first. With `FUZZ_SEEDS` a folder, writes seeds and a dictionary there.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(_: UnsafePointer<CInt>?, _: UnsafePointer<UnsafePointer<CChar>?>?) -> CInt {
  guard let target, let folder = unsafe getenv("FUZZ_SEEDS") else { return 0 }
  let path = unsafe String(cString: folder)
  for (number, seed) in target.seeds.enumerated() { write(seed, to: "\(path)/seed-\(number)") }
  let hexadecimal = target.words.map { word in
    "\""
      + word.utf8.map { byte in
        "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }.joined() + "\"\n"
  }
  write(Array(hexadecimal.joined().utf8), to: "\(path)/../\(target.rawValue).dict")
  exit(0)
}

private func write(_ bytes: [UInt8], to path: String) {
  guard let file = unsafe fopen(path, "w") else { fatalError("\(path) can't be written") }
  unsafe fwrite(bytes, 1, bytes.count, file)
  unsafe fclose(file)
}
