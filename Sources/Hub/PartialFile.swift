import Files
import Foundation
import Synchronization

/// A download before it is whole: `FILE.part` beside the file that it becomes, and `FILE.part.json`, which says what
/// it is a part of.
///
/// Used by whoever holds the lock of the file, and by nobody else.
final class PartialFile: Sendable {
    /// What the server said about the file that this is the beginning of.
    struct Source: Codable, Equatable {
        let url: String
        /// The strong entity tag, with its quotes; without one nothing is resumed.
        let tag: String?
    }

    private struct Writing {
        var descriptor: Int32 = -1
        var size = 0
        var wanted: Int?
    }

    let file: URL
    private let record: URL
    private let writing = Mutex(Writing())

    /// - Parameter target: what it becomes.
    init(of target: URL) {
        file = target.appendingPathExtension("part")
        record = target.appendingPathExtension("part.json")
    }

    deinit {
        let descriptor = writing.withLock { $0.descriptor }
        if descriptor >= 0 { close(descriptor) }
    }

    /// Bytes that are here, and the tag of the file that they begin; nil where a download starts anew.
    func resumption(from url: URL) -> (size: Int, tag: String)? {
        guard let data = try? Data(contentsOf: record),  // absent: all is fetched again
            let source = try? JSONDecoder().decode(Source.self, from: data),  // damaged: likewise
            source.url == url.absoluteString, let tag = source.tag,
            let attributes = try? FileManager.default.attributesOfItem(atPath: file.path),  // absent: likewise
            let size = attributes[.size] as? Int, size > 0
        else { return nil }
        return (size, tag)
    }

    /// Opens it to take what comes at `offset`; what lies behind is cut off.
    /// - Parameter wanted: the size of the whole file in bytes, for messages.
    func begin(at offset: Int, _ source: Source, wanted: Int?) throws(HubError) {
        finishWriting()
        if offset == 0 {
            try removeFile()
            do {
                let encoder = JSONEncoder()
                encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
                try AtomicFile.write([UInt8](encoder.encode(source)), to: record)
            } catch { throw .failure(.of(error, path: record.path, action: .write)) }
        }
        let descriptor = open(file.path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .failure(file, errno) }
        writing.withLock { $0 = Writing(descriptor: descriptor, size: offset, wanted: wanted) }
        // A device (a test's full disk) cannot be cut.
        guard ftruncate(descriptor, off_t(offset)) == 0 || errno == EINVAL,
            lseek(descriptor, off_t(offset), SEEK_SET) >= 0
        else { throw .failure(file, errno, wanted: wanted) }
    }

    /// - Returns: bytes that it has now.
    func append(_ data: Data) throws(HubError) -> Int {
        let outcome: Result<Int, HubError> = writing.withLock { state in
            let number = data.withUnsafeBytes { buffer in
                var done = 0
                while done < buffer.count {
                    let written = write(state.descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                    if written < 0 && errno == EINTR { continue }
                    if written < 0 { return errno }
                    done += written
                }
                return Int32(0)
            }
            guard number == 0 else { return .failure(.failure(file, number, wanted: state.wanted)) }
            state.size += data.count
            return .success(state.size)
        }
        return try outcome.get()
    }

    /// The size of the whole file in bytes, where the server told it.
    var wanted: Int? { writing.withLock { $0.wanted } }

    /// Bytes that it has.
    var size: Int { writing.withLock { $0.size } }

    /// Closes it; what came stays, to be resumed.
    func finishWriting() {
        writing.withLock {
            if $0.descriptor >= 0 { close($0.descriptor) }
            $0.descriptor = -1
        }
    }

    /// Its SHA-256 in hexadecimal.
    func digest() throws(HubError) -> String {
        do {
            return try SHA256(contentsOf: file).hexadecimal
        } catch {
            throw .file(
                file.path, reason: "cannot be read: \(FileError.of(error, path: file.path, action: .read).reason)")
        }
    }

    /// Synced and renamed to what it becomes.
    func place(at target: URL) throws(HubError) {
        let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .failure(file, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0, rename(file.path, target.path) == 0 else { throw .failure(target, errno) }
        unlink(record.path)
    }

    /// Nothing of it is kept.
    func discard() throws(HubError) {
        finishWriting()
        try removeFile()
        unlink(record.path)
    }

    private func removeFile() throws(HubError) {
        if unlink(file.path) != 0 && errno != ENOENT { throw .failure(file, errno) }
    }
}
