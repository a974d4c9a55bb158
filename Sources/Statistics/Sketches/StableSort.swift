/// Sorts doubles without NaN, ascending; equal ones, such as −0 and 0, keep their order.
///
/// A merge sort of natural runs over the doubles' bit patterns as integers: the levels of a sketch
/// are a few sorted runs end to end, level 0 excepted. Short runs are taken as blocks of eight,
/// which a network of Batcher's sorts (1968). Only −0 and 0 are equal without being the same, so
/// stability is a matter for arrays that hold −0 alone; they go to the standard library.
/// - Complexity: O(n log r) for r runs.
enum StableSort {
  /// Sorts the first `count` values.
  static func sort(_ values: inout [Double], count: Int) {
    unsafe values.withUnsafeMutableBufferPointer { all in
      var values = unsafe UnsafeMutableBufferPointer(rebasing: all[..<count])
      unsafe withUnsafeTemporaryAllocation(of: Int64.self, capacity: 2 * count) { room in
        let keys = unsafe UnsafeMutableBufferPointer(rebasing: room[..<count])
        let scratch = unsafe UnsafeMutableBufferPointer(rebasing: room[count...])
        var hasNegativeZero = false
        for index in 0..<count {
          let key = unsafe Self.key(values[index])
          hasNegativeZero = hasNegativeZero || key == -1
          unsafe keys[index] = key
        }
        if hasNegativeZero {
          unsafe values.sort()
          return
        }
        let isSwapped = unsafe mergeRuns(keys, scratch)
        let sorted = unsafe isSwapped ? scratch : keys
        for index in 0..<count { unsafe values[index] = Self.value(sorted[index]) }
      }
    }
  }

  /// Orders as the double does, but −0, which becomes −1, before 0.
  @inline(__always)
  private static func key(_ value: Double) -> Int64 {
    let bits = Int64(bitPattern: value.bitPattern)
    return bits ^ Int64(bitPattern: UInt64(bitPattern: bits &>> 63) &>> 1)
  }

  @inline(__always)
  private static func value(_ key: Int64) -> Double {
    Double(
      bitPattern: UInt64(bitPattern: key ^ Int64(bitPattern: UInt64(bitPattern: key &>> 63) &>> 1)))
  }

  private typealias Keys = UnsafeMutableBufferPointer<Int64>

  /// Whether the result is in `scratch`.
  private static func mergeRuns(_ keys: Keys, _ scratch: Keys) -> Bool {
    let mostRuns = keys.count / 8 + 2
    return unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: mostRuns) { ends in
      var runs = unsafe findRuns(keys, ends)
      var isSwapped = false
      while runs > 1 {
        let (source, target) = unsafe isSwapped ? (scratch, keys) : (keys, scratch)
        var start = 0
        var merged = 0
        var run = 0
        while run < runs {
          let middle = unsafe ends[run]
          let end = unsafe run + 1 < runs ? ends[run + 1] : middle
          unsafe merge(source, start, middle, end, target)
          unsafe ends[merged] = end
          merged += 1
          start = end
          run += 2
        }
        runs = merged
        isSwapped.toggle()
      }
      return isSwapped
    }
  }

  /// Cuts the keys into ascending runs of at least eight, but for the last.
  private static func findRuns(_ keys: Keys, _ ends: UnsafeMutableBufferPointer<Int>) -> Int {
    var runs = 0
    var start = 0
    while start < keys.count {
      var end = start + 1
      while end < keys.count, unsafe keys[end - 1] <= keys[end] { end += 1 }
      if end - start < 8 {
        end = Swift.min(start + 8, keys.count)
        if end - start == 8 {
          unsafe sortEight(keys, start)
        } else {
          unsafe insert(keys, start, end)
        }
      }
      unsafe ends[runs] = end
      runs += 1
      start = end
    }
    return runs
  }

  private static func insert(_ keys: Keys, _ start: Int, _ end: Int) {
    for index in start + 1..<Swift.max(end, start + 1) {
      let key = unsafe keys[index]
      var place = index
      while place > start, unsafe keys[place - 1] > key {
        unsafe keys[place] = keys[place - 1]
        place -= 1
      }
      unsafe keys[place] = key
    }
  }

  @inline(__always)
  private static func order(_ a: inout Int64, _ b: inout Int64) {
    let (low, high) = (b < a ? b : a, b < a ? a : b)
    a = low
    b = high
  }

  private static func sortEight(_ keys: Keys, _ start: Int) {
    var (a, b, c, d) = unsafe (keys[start], keys[start + 1], keys[start + 2], keys[start + 3])
    var (e, f, g, h) = unsafe (keys[start + 4], keys[start + 5], keys[start + 6], keys[start + 7])
    order(&a, &b); order(&c, &d); order(&e, &f); order(&g, &h)
    order(&a, &c); order(&b, &d); order(&e, &g); order(&f, &h)
    order(&b, &c); order(&f, &g); order(&a, &e); order(&d, &h)
    order(&b, &f); order(&c, &g)
    order(&b, &e); order(&d, &g)
    order(&c, &e); order(&d, &f)
    order(&d, &e)
    unsafe (keys[start], keys[start + 1], keys[start + 2], keys[start + 3]) = (a, b, c, d)
    unsafe (keys[start + 4], keys[start + 5], keys[start + 6], keys[start + 7]) = (e, f, g, h)
  }

  /// Merges two neighbouring runs from both ends at once: two chains of dependent steps instead of
  /// one, and no branch on the keys.
  @inline(__always)
  private static func merge(
    _ source: Keys, _ start: Int, _ middle: Int, _ end: Int, _ target: Keys
  ) {
    var (left, right, next) = (start, middle, start)
    var (leftEnd, rightEnd, last) = (middle - 1, end - 1, end - 1)
    // While both runs have two keys or more, neither chain can run off a run.
    while left < leftEnd, right < rightEnd {
      let (a, b) = unsafe (source[left], source[right])
      let takesRight = b < a
      unsafe target[next] = takesRight ? b : a
      right &+= takesRight ? 1 : 0
      left &+= takesRight ? 0 : 1
      next &+= 1
      let (c, d) = unsafe (source[leftEnd], source[rightEnd])
      let takesLeft = d < c
      unsafe target[last] = takesLeft ? c : d
      leftEnd &-= takesLeft ? 1 : 0
      rightEnd &-= takesLeft ? 0 : 1
      last &-= 1
    }
    while left <= leftEnd, right <= rightEnd {
      let takesRight = unsafe source[right] < source[left]
      unsafe target[next] = takesRight ? source[right] : source[left]
      right += takesRight ? 1 : 0
      left += takesRight ? 0 : 1
      next += 1
    }
    while left <= leftEnd {
      unsafe target[next] = source[left]
      left += 1
      next += 1
    }
    while right <= rightEnd {
      unsafe target[next] = source[right]
      right += 1
      next += 1
    }
  }
}
