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

/// `body` of each item on several threads, a chunk at a time: what lies in memory at once. `handle` gets the results in the
/// items' order, on the calling thread.
/// - Parameters:
///   - perThread: items of a chunk for each thread.
///   - isInterrupted: asked before each chunk; true stops the work.
///   - progress: is told, after each chunk, how many items are done.
/// - Throws: `DatasetError.interrupted`, and what `handle` throws.
func inChunks<Item: Sendable, Result: Sendable>(
    _ items: [Item], perThread: Int = 2, threads: Int, isInterrupted: () -> Bool = { false },
    _ body: @Sendable (Item) -> Result, handle: (Item, Result) throws(DatasetError) -> Void,
    progress: (Int) -> Void = { _ in }
) throws(DatasetError) {
    let chunk = perThread * max(threads, 1)
    for start in stride(from: 0, to: items.count, by: chunk) {
        if isInterrupted() { throw .interrupted }
        let part = Array(items[start..<min(start + chunk, items.count)])
        for (item, result) in zip(part, parallelMap(part, threads: threads, body)) { try handle(item, result) }
        progress(start + part.count)
    }
}
