public import CText

extension Array {
  /// Begins to fetch an element that is needed soon from memory, and does not wait for it. A place without
  /// an element does no harm.
  ///
  /// For tables that are in no cache and are looked up anywhere: each look-up would wait for memory, which
  /// takes as long as all the rest of it.
  // Public, for only so it becomes a part of other modules' code.
  @inlinable
  public func prefetch(_ place: Int) {
    withUnsafeBufferPointer { elements in
      glueport_prefetch(elements.baseAddress.map { $0 + place })
    }
  }
}

/// How far ahead of its turn something is fetched: about as many look-ups as memory takes to answer one.
package let prefetchDistance = 8
