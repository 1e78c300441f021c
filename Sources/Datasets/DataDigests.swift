import Files
import Foundation

/// The SHA-256 of every image and mask of a training: what data are recognised by, whatever their folder is called.
public struct DataDigests: Equatable, Sendable {
    /// The digests of one image and of its masks, 32 bytes each.
    public struct Entry: Equatable, Sendable {
        /// The image's set, and its name in the set.
        public let key: ImageKey
        /// Of the bytes of the image's file; of several channels' files over their digests.
        public let image: [UInt8]
        /// Of the bytes of each mask's file, in the order of the pair's masks.
        public let masks: [[UInt8]]
    }

    /// In the order of the pairs, or of the file's lines.
    public let entries: [Entry]

    init(entries: [Entry]) { self.entries = entries }

    /// Reads every file once, on several threads.
    /// - Parameter isInterrupted: asked on the calling thread every few pairs; true stops the reading.
    /// - Throws: `DatasetError.badFiles` with the files that cannot be read; `.interrupted`.
    public init(
        of pairs: [Pair], threads: Int = Processors.current.count,
        isInterrupted: () -> Bool = { false }
    ) throws(DatasetError) {
        var entries: [Entry] = []
        var bad: [DatasetError.BadFile] = []
        try inChunks(pairs, perThread: 8, threads: threads, isInterrupted: isInterrupted) { pair in
            (pair.images + pair.maskFiles).map(Self.digest)
        } handle: { pair, digests throws(DatasetError) in
            for (file, digest) in zip(pair.images + pair.maskFiles, digests) where digest == nil {
                bad.append(.init(file: file.path, reason: "cannot be read; check its permissions"))
            }
            let known = digests.compactMap { $0 }
            let images = Array(known.prefix(pair.images.count))
            let image = pair.images.count == 1 ? images.first ?? [] : Self.joined(images)
            entries.append(Entry(key: pair.key, image: image, masks: Array(known.dropFirst(pair.images.count))))
        }
        if !bad.isEmpty { throw .badFiles(bad) }
        self.entries = entries
    }

    /// One digest for the files of an image's channels.
    private static func joined(_ digests: [[UInt8]]) -> [UInt8] {
        var all = SHA256()
        for digest in digests { all.update(digest) }
        return all.digest
    }

    /// Those of some of the pairs, in the pairs' order.
    public func of(_ pairs: [Pair]) -> DataDigests {
        let known = byKey
        return DataDigests(entries: pairs.compactMap { known[$0.key] })
    }

    /// The digest of a file's bytes; nil where it cannot be read.
    private static func digest(of file: URL) -> [UInt8]? {
        // Why it cannot be read is said by the decoder, which comes first.
        try? SHA256(contentsOf: file).digest  // the caller names the file
    }

    /// How these data differ from earlier ones of the same sets: "1 image has changed (SET/NAME), 2 are missing (...)".
    /// Nil where they do not.
    public func changes(since earlier: DataDigests) -> String? {
        let (before, now) = (earlier.byKey, byKey)
        let changed = now.filter { key, entry in before[key].map { $0 != entry } ?? false }.map(\.key)
        let parts = [
            Self.part(changed, "has changed", "have changed"),
            Self.part(before.keys.filter { now[$0] == nil }, "is missing", "are missing"),
            Self.part(now.keys.filter { before[$0] == nil }, "is new", "are new"),
        ].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    private static func part(_ keys: [ImageKey], _ one: String, _ several: String) -> String? {
        guard !keys.isEmpty else { return nil }
        return "\(keys.count) image\(keys.count == 1 ? " \(one)" : "s \(several)") "
            + "(\(keys.sorted().map(\.description).shortList))"
    }

    private var byKey: [ImageKey: Entry] {
        Dictionary(entries.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }
}

// MARK: - digests.csv: image,set,image_sha256,mask_sha256

extension DataDigests {
    private static let header = ["image", "set", "image_sha256", "mask_sha256"]

    /// The file's text, a row for each image; the digests of several masks are separated by blanks.
    public var csv: String {
        let rows = entries.map { entry in
            [
                entry.key.name, entry.key.set, SHA256.hexadecimal(entry.image),
                entry.masks.map(SHA256.hexadecimal).joined(separator: " "),
            ]
        }
        return ([Self.header] + rows).map { CSV.line($0) + "\n" }.joined()
    }

    /// Writes `digests.csv`, whole or not at all.
    /// - Throws: `FileError`.
    public func write(to file: URL) throws(FileError) { try AtomicFile.write(csv, to: file) }

    /// Reads such a file, strictly.
    /// - Throws: `DatasetError.file` where it cannot be read, `.line` for the first line that is wrong.
    public init(file: URL) throws(DatasetError) {
        let text: String
        do { text = try String(contentsOf: file, encoding: .utf8) } catch {
            throw .file(file.path, reason: "cannot be read as UTF-8 text")
        }
        let records: [CSV.Record]
        do { records = try CSV.records(of: text, file: file.path) } catch { throw .table(error) }
        guard let first = records.first, first.fields == Self.header else {
            throw .line(
                file: file.path, line: 1, reason: "it does not begin with \(Self.header.joined(separator: ","))")
        }
        var entries: [Entry] = []
        for record in records.dropFirst() {
            let masks = record.fields.last?.split(separator: " ").map { SHA256.bytes($0) } ?? []
            guard record.fields.count == Self.header.count, let image = SHA256.bytes(record.fields[2]),
                !masks.isEmpty, !masks.contains(nil)
            else {
                throw .line(file: file.path, line: record.line, reason: "it does not hold \(Self.header)")
            }
            let key = ImageKey(set: record.fields[1], name: record.fields[0])
            entries.append(Entry(key: key, image: image, masks: masks.compactMap { $0 }))
        }
        self.entries = entries
    }
}
