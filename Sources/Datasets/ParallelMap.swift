import Dispatch
import Synchronization

/// `body` of each item, on up to `threads` threads; results in the items' order.
package func parallelMap<Item: Sendable, Result: Sendable>(
    _ items: [Item], threads: Int, _ body: @Sendable (Item) -> Result
) -> [Result] {
    guard threads > 1, items.count > 1 else { return items.map(body) }
    let next = Atomic(0)
    let results = Mutex([Result?](repeating: nil, count: items.count))
    DispatchQueue.concurrentPerform(iterations: min(threads, items.count)) { _ in
        while true {
            let i = next.add(1, ordering: .relaxed).oldValue
            guard i < items.count else { return }
            let result = body(items[i])
            results.withLock { $0[i] = result }
        }
    }
    // Every place was filled: concurrentPerform returns when all workers have.
    return results.withLock { $0.compactMap { $0 } }
}
