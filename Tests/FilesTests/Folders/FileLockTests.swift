import Files
import Foundation
import Synchronization
import TestSupport
import Testing

struct FileLockTests {
    @Test func oneHoldsItAtATime() async throws {
        try await withFolder { folder in
            var first: FileLock? = try FileLock(folder)
            #expect(first != nil)
            #expect(try FileLock(folder) == nil)
            first = nil
            #expect(try FileLock(folder) != nil)
        }
    }

    @Test func aWaitEndsWhenTheOtherGivesItBack() async throws {
        try await withFolder { folder in
            let file = folder.appending(path: "m.lock")
            let held = HeldLock(try await FileLock.acquire(file))
            // Given back when the second one says that it waits.
            _ = try await FileLock.acquire(file) { held.giveBack() }
            #expect(FileManager.default.fileExists(atPath: file.path), "the file stays")
            #expect(held.isGivenBack)
        }
    }

    @Test func whatCannotBeOpenedIsNamed() async throws {
        try await withFolder { folder in
            let absent = folder.appending(path: "absent/m.lock")
            let error = await #expect(throws: FileError.self) { _ = try await FileLock.acquire(absent) }
            #expect(error?.path == absent.path && error?.number == ENOENT)
            #expect(throws: FileError.self) { try FileLock(absent) }
        }
    }
}

private final class HeldLock: Sendable {
    private let lock: Mutex<FileLock?>

    init(_ lock: FileLock) { self.lock = Mutex(lock) }

    var isGivenBack: Bool { lock.withLock { $0 == nil } }

    func giveBack() { lock.withLock { $0 = nil } }
}
