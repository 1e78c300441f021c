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

    /// Reads every file once, on several threads (`DataDigests`).
    /// - Throws: `DatasetError.badFiles` with the files that cannot be read.
    public init(
        of pairs: [Pair], threads: Int = Processors.current.count
    ) throws(DatasetError) {
        self.init(of: try DataDigests(of: pairs, threads: threads))
    }

    /// The digest is taken over the pairs, sorted by set and name: set, name, and the SHA-256 of the bytes of the image and
    /// of each mask. Folders above the sets, the order of sets and files without a partner do not count.
    public init(of digests: DataDigests) {
        var all = SHA256()
        for entry in digests.entries.sorted(by: { $0.key < $1.key }) {
            let files = [entry.image] + entry.masks
            // Names end in a byte that no name holds, so that no two lists read alike.
            all.update(Array("\(entry.key.set)\0\(entry.key.name)\0\(files.count)\0".utf8))
            for digest in files { all.update(digest) }
        }
        digest = all.hexadecimal
    }

    /// Of a text: the SHA-256 of its UTF-8 bytes.
    public init(of text: String) {
        var hash = SHA256()
        hash.update(Array(text.utf8))
        digest = hash.hexadecimal
    }
}
