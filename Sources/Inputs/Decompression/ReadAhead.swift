internal import Engine
import Glibc

/// Has an input decompressed on a thread of its own, some chunks ahead of whoever reads.
@safe final class ReadAhead {
  private let queue: Queue
  private let thread: pthread_t
  private var chunk: ArraySlice<UInt8> = []
  /// Bytes of the input as stored that what was read so far took.
  private(set) var storedCount: Int
  /// Why there is no more, once all was read; nil at a proper end.
  private(set) var failure: ReadError?

  /// Nil where no thread is to be had.
  init?(_ decompressor: any Decompressor, of stored: StoredBytes) {
    queue = Queue(decompressor, stored)
    storedCount = stored.count
    var started = pthread_t()
    let held = unsafe Unmanaged.passRetained(queue)
    let code = unsafe pthread_create(
      &started, nil,
      { argument in
        if let argument = unsafe argument {
          unsafe Unmanaged<Queue>.fromOpaque(argument).takeRetainedValue().run()
        }
        return nil
      }, held.toOpaque())
    thread = started
    guard code == 0 else {
      unsafe held.release()
      return nil
    }
  }

  deinit {
    queue.cancel()
    pthread_join(thread, nil)
  }

  /// Reads what is there, at most a buffer full; 0 at the end and after a failure.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    if chunk.isEmpty {
      let next = queue.take()
      chunk = next.bytes[...]
      storedCount = next.storedCount
      failure = next.failure
    }
    let count = min(chunk.count, buffer.count)
    unsafe buffer.copyBytes(from: chunk.prefix(count))
    chunk = chunk.dropFirst(count)
    return count
  }

  private struct Chunk {
    /// None at the end.
    var bytes: [UInt8]
    let storedCount: Int
    let failure: ReadError?
  }

  /// What goes from one thread to the other. All members but those that the thread alone uses are
  /// guarded by `mutex`.
  @safe private final class Queue: @unchecked Sendable {
    private static let chunkBytes = 512 << 10
    private static let mostChunks = 8

    private let decompressor: any Decompressor
    private let stored: StoredBytes
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let changed: UnsafeMutablePointer<pthread_cond_t>
    private var chunks: [Chunk] = []
    private var last: Chunk?
    private var isCancelled = false

    init(_ decompressor: any Decompressor, _ stored: StoredBytes) {
      self.decompressor = decompressor
      self.stored = stored
      unsafe mutex = .allocate(capacity: 1)
      unsafe changed = .allocate(capacity: 1)
      unsafe pthread_mutex_init(mutex, nil)
      unsafe pthread_cond_init(changed, nil)
    }

    deinit {
      unsafe pthread_cond_destroy(changed)
      unsafe pthread_mutex_destroy(mutex)
      unsafe changed.deallocate()
      unsafe mutex.deallocate()
    }

    /// Fills the queue until the end of the input, or until nobody reads any more.
    func run() {
      // Signals are for the threads that were there before.
      var all = sigset_t()
      unsafe sigfillset(&all)
      unsafe pthread_sigmask(SIG_BLOCK, &all, nil)
      while true {
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Queue.chunkBytes) { room, count in
          count = unsafe decompressor.read(into: UnsafeMutableRawBufferPointer(room))
        }
        let chunk = Chunk(
          bytes: bytes, storedCount: stored.count,
          failure: bytes.isEmpty ? decompressor.failure : nil)
        guard put(chunk), !bytes.isEmpty else { return }
      }
    }

    func take() -> Chunk {
      unsafe pthread_mutex_lock(mutex)
      defer { unsafe pthread_mutex_unlock(mutex) }
      while chunks.isEmpty {
        if let last { return last }
        unsafe pthread_cond_wait(changed, mutex)
      }
      let chunk = chunks.removeFirst()
      if chunk.bytes.isEmpty { last = chunk }
      unsafe pthread_cond_signal(changed)
      return chunk
    }

    func cancel() {
      unsafe pthread_mutex_lock(mutex)
      isCancelled = true
      unsafe pthread_cond_signal(changed)
      unsafe pthread_mutex_unlock(mutex)
    }

    /// Waits for room; false where nobody reads any more.
    private func put(_ chunk: Chunk) -> Bool {
      unsafe pthread_mutex_lock(mutex)
      defer { unsafe pthread_mutex_unlock(mutex) }
      while chunks.count >= Queue.mostChunks, !isCancelled {
        unsafe pthread_cond_wait(changed, mutex)
      }
      chunks.append(chunk)
      unsafe pthread_cond_signal(changed)
      return !isCancelled
    }
  }
}
