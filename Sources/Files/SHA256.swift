import CFiles
import Foundation

/// SHA-256 (FIPS 180-4) of bytes that come in pieces.
///
/// Written here because a cryptography library for one digest took a third of Pleura's build; checked against the
/// examples of NIST and Python's `hashlib`.
public struct SHA256: Sendable {
    private var state = pf_sha256()

    /// Of no bytes yet.
    public init() { pf_sha256_begin(&state) }

    /// Adds bytes at the end.
    public mutating func update(_ bytes: some ContiguousBytes) {
        bytes.withUnsafeBytes { buffer in
            pf_sha256_add(&state, buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), buffer.count)
        }
    }

    /// The digest of all bytes so far, 32 bytes; more may be added afterwards.
    public var digest: [UInt8] {
        var copy = state
        return [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            pf_sha256_end(&copy, buffer.baseAddress)
            count = 32
        }
    }

    /// The digest in hexadecimal, 64 lowercase digits.
    public var hexadecimal: String { Self.hexadecimal(digest) }

    /// Bytes as lowercase hexadecimal digits, two for each.
    public static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The digest that 64 hexadecimal digits stand for; nil for anything else.
    public static func bytes(_ text: some StringProtocol) -> [UInt8]? {
        let digits = text.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == 64, !digits.contains(nil) else { return nil }
        let values = digits.compactMap { $0 }
        return stride(from: 0, to: 64, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
    }

    /// Of a whole file, read in pieces of 1 MiB.
    /// - Throws: Foundation's error where it cannot be read.
    public init(contentsOf file: URL) throws {
        self.init()
        let handle = try FileHandle(forReadingFrom: file)
        defer { try? handle.close() }  // read only: nothing is lost
        while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty { update(part) }
    }
}
