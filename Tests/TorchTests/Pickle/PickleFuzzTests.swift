import Foundation
import TestSupport
import Testing

@testable import Torch

/// Files as a bad disk, a bad transfer or a bad neighbour makes them: read or refused, never a crash.
@Suite struct PickleFuzzTests {
    private static let rounds = 2_500
    private static let kinds = [
        "small.pth", "small_old.pth", "small.pth", "small_old.pth", "wrapped.pth", "wrapped_old.pth", "wide.pth",
        "folder.pth",
    ]

    /// 20,000 files in all, the same in every run.
    @Test(arguments: Array(kinds.enumerated())) func mutatedFilesNeverCrash(_ place: Int, _ name: String) throws {
        let whole = [UInt8](try PickleSamples.data(name))
        let donor = [UInt8](try PickleSamples.data(name.contains("_old") ? "kinds_old.pth" : "kinds.pth"))
        let pickle = Self.pickle(in: whole)
        var random = Random(state: UInt64(place + 1))
        var outcomes = (read: 0, refused: 0)
        for round in 0..<Self.rounds {
            var bytes = whole
            for _ in 0...random.below(4) {
                // Three of four times where it matters most.
                let range = random.below(4) > 0 ? pickle : 0..<bytes.count
                Self.mutate(&bytes, in: range, with: donor, &random)
            }
            do throws(TensorFileError) {
                let tensors = try PyTorchFile(Data(bytes), file: "mutated.pth").ordered
                let elements = tensors.reduce(0) { $0 + $1.tensor.count }
                #expect(elements < 1 << 24, "\(name), round \(round)")
                outcomes.read += 1
            } catch {
                #expect(error.description.hasPrefix("mutated.pth"), "\(name), round \(round)")
                outcomes.refused += 1
            }
        }
        #expect(outcomes.read + outcomes.refused == Self.rounds && outcomes.refused > Self.rounds / 4)
    }

    /// Where the pickle of the tensors is: in an archive from its first byte to the first `.`, else almost everywhere.
    private static func pickle(in bytes: [UInt8]) -> Range<Int> {
        let head = bytes.starts(with: Array("PK".utf8))
        let start = head ? (bytes.firstIndex(of: 0x80) ?? 0) : 0
        return start..<min(bytes.count, start + (head ? 260 : 480))
    }

    private static func mutate(
        _ bytes: inout [UInt8], in range: Range<Int>, with donor: [UInt8], _ random: inout Random
    ) {
        let range = range.clamped(to: 0..<bytes.count)
        guard !range.isEmpty else { return }
        let place = range.lowerBound + random.below(range.count)
        switch random.below(7) {
        case 0: bytes[place] = UInt8(random.below(256))
        case 1: bytes[place] ^= 1 << UInt8(random.below(8))
        case 2: bytes[place] = [0x00, 0x01, 0x7F, 0x80, 0xFF, 0x28, 0x2E, 0x52][random.below(8)]
        case 3: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(8)))
        case 4: bytes.insert(bytes[random.below(bytes.count)], at: place)
        case 5:  // a splice out of another file
            let start = random.below(donor.count)
            let piece = donor[start..<min(donor.count, start + 1 + random.below(24))]
            bytes.replaceSubrange(place..<min(bytes.count, place + piece.count), with: piece)
        default:
            if random.below(8) == 0 { bytes.removeSubrange(place...) } else { bytes[place] &+= 1 }
        }
    }

    /// SplitMix64: the same numbers in every run.
    private struct Random {
        var state: UInt64

        mutating func below(_ limit: Int) -> Int {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return Int((z ^ (z >> 31)) % UInt64(max(limit, 1)))
        }
    }
}
