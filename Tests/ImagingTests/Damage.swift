import Foundation
import Imaging
import TestSupport

/// The error that decoding a file of these bytes gives; nil where it gives an image.
func failure(of bytes: [UInt8], name: String = "film.png") throws -> ImageError? {
    try withTemporaryFolder { folder in
        let file = folder.appending(path: name)
        try Data(bytes).write(to: file)
        do {
            _ = try Codec.decode(file)
            return nil
        } catch let error as ImageError {
            return error
        }
    }
}

extension ImageError {
    var isTruncated: Bool { if case .truncated = self { true } else { false } }
    var isUnsupported: Bool { if case .unsupported = self { true } else { false } }
    var isUnreadable: Bool { if case .unreadable = self { true } else { false } }
    var isUnwritable: Bool { if case .unwritable = self { true } else { false } }
}

/// Random numbers that are the same in every run (SplitMix64).
struct Repeatable: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
