import Files
import Foundation
import Torch

/// A short name for exactly these data: changes where a pixel, a name or a mask does.
public struct Fingerprint: Codable, Equatable, Sendable, CustomStringConvertible {
    /// SHA-256 in hexadecimal, 64 digits.
    public let digest: String

    /// The digest.
    public var description: String { digest }

    /// From the digest that a run folder or a model file holds.
    public init(digest: String) { self.digest = digest }

    /// Reads the digest as a single string, which is not checked.
    /// - Throws: `DecodingError` where it is no string.
    public init(from decoder: any Decoder) throws {
        digest = try decoder.singleValueContainer().decode(String.self)
    }

    /// Writes the digest as a single string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(digest)
    }

    /// Reads every file once, on several threads.
    ///
    /// The digest is taken over the pairs, sorted by set and name: set, name, and the SHA-256 of the bytes of the image and
    /// of each mask. Folders above the sets, the order of sets and files without a partner do not count.
    /// - Throws: `DatasetError.badFiles` with the files that cannot be read.
    public init(
        of pairs: [Pair], threads: Int = Processors.current.count
    ) throws(DatasetError) {
        let digests = parallelMap(pairs, threads: threads) { pair in ([pair.image] + pair.masks).map(Self.digest) }
        let files = pairs.flatMap { [$0.image] + $0.masks }
        let bad = zip(files, digests.joined()).compactMap { file, digest in
            digest == nil ? DatasetError.BadFile(file: file.path, reason: "cannot be read; check its permissions") : nil
        }
        if !bad.isEmpty { throw .badFiles(bad) }
        var all = SHA256()
        for (pair, digests) in zip(pairs, digests).sorted(by: { $0.0.key < $1.0.key }) {
            // Names end in a byte that no name holds, so that no two lists read alike.
            all.update(Array("\(pair.set)\0\(pair.name)\0\(digests.count)\0".utf8))
            for digest in digests.compactMap({ $0 }) { all.update(digest) }
        }
        digest = all.hexadecimal
    }

    /// The digest of a file's bytes; nil where it cannot be read.
    private static func digest(of file: URL) -> [UInt8]? {
        // The caller names the file; which way it could not be read is said by the decoder, which comes first.
        try? SHA256(contentsOf: file).digest
    }
}
