import CCurl

/// Requests under way at once, over connections that are kept for the next.
@safe final class ModelTransfers {
  private let multi: UnsafeMutableRawPointer
  private var transfers: [(id: Int, transfer: ModelTransfer)] = []
  /// How long was waited for answers.
  private(set) var waited = Duration.zero

  /// Nil where libcurl can't be loaded.
  init?() {
    guard tidemark_curl_start() == 1, let opened = unsafe tidemark_curl_multi_open() else {
      return nil
    }
    unsafe multi = opened
  }

  deinit {
    for (_, transfer) in transfers { unsafe tidemark_curl_multi_remove(multi, transfer.handle) }
    unsafe tidemark_curl_multi_close(multi)
  }

  /// Sends a request.
  ///
  /// - Parameter id: what its outcome comes back with.
  func start(_ transfer: ModelTransfer, id: Int) -> Bool {
    guard unsafe tidemark_curl_multi_add(multi, transfer.handle) == 1 else { return false }
    transfers.append((id, transfer))
    return true
  }

  /// Those that are done; waits so long for the first.
  func done(within milliseconds: Int32) -> [(id: Int, outcome: ModelTransfer.Outcome)] {
    var found = collect()
    guard found.isEmpty else { return found }
    let start = ContinuousClock.now
    unsafe tidemark_curl_multi_wait(multi, milliseconds)
    waited += ContinuousClock.now - start
    found = collect()
    return found
  }

  private func collect() -> [(id: Int, outcome: ModelTransfer.Outcome)] {
    var found: [(id: Int, outcome: ModelTransfer.Outcome)] = []
    unsafe tidemark_curl_multi_go(multi)
    var code = CURLE_OK
    while let handle = unsafe tidemark_curl_multi_done(multi, &code) {
      unsafe tidemark_curl_multi_remove(multi, handle)
      guard let place = transfers.firstIndex(where: { unsafe $0.transfer.handle == handle }) else {
        continue
      }
      let (id, transfer) = transfers.remove(at: place)
      found.append((id, transfer.outcome(code)))
    }
    return found
  }
}
