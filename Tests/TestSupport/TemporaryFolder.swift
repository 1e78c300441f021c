import Foundation

/// Runs `body` with a fresh folder, which is removed afterwards.
public func withTemporaryFolder<R>(_ body: (URL) throws -> R) throws -> R {
    let folder = try makeTemporaryFolder()
    defer { remove(folder) }
    return try body(folder)
}

/// The same for a body that awaits.
public func withFolder<R>(_ body: (URL) async throws -> R) async throws -> R {
    let folder = try makeTemporaryFolder()
    defer { remove(folder) }
    return try await body(folder)
}

private func makeTemporaryFolder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "pleura-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
}

private func remove(_ folder: URL) {
    try? FileManager.default.removeItem(at: folder)  // the system clears what is left behind
}
