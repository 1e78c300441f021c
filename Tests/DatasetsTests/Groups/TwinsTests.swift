import Foundation
import Imaging
import TestSupport
import Testing

@testable import Datasets

@Suite struct TwinsTests {
    /// A noisy picture of its own for each number.
    private static func picture(_ number: Int, side: Int = 64) throws -> Image {
        var state = UInt32(truncatingIfNeeded: number &* 7919 &+ 17)
        let blocks = (0..<64).map { _ -> Int in
            state = state &* 1_664_525 &+ 1_013_904_223
            return Int(state >> 24)
        }
        let pixels = (0..<side * side).map { i in
            UInt8(clamping: blocks[(i / side * 8 / side) * 8 + i % side * 8 / side] / 2 + (i * 31 + number) % 23)
        }
        return try Image(grey: pixels, width: side, height: side)
    }

    private static func write(_ images: [(String, Image)], in root: URL) throws -> [Pair] {
        for (name, image) in images {
            let file = root.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Codec.write(image, to: file)
        }
        return images.map { name, _ in
            let file = root.appending(path: name)
            let set = String(name.prefix { $0 != "/" })
            return Pair(
                image: file, masks: [file], set: set, name: file.lastPathComponent, group: file.lastPathComponent.stem)
        }
    }

    @Test func equalAndNearlyEqualImagesAreFound() throws {
        try withTemporaryFolder { root in
            let plain = try Self.picture(1)
            let brighter = try Image(
                grey: plain.bytes.map { UInt8(clamping: Int($0) * 9 / 8 + 10) }, width: 64, height: 64)
            let black = try Image(grey: [UInt8](repeating: 0, count: 64 * 64), width: 64, height: 64)
            let grey = try Image(grey: [UInt8](repeating: 9, count: 64 * 64), width: 64, height: 64)
            let five = try Self.picture(5).bytes
            let big = try Image(
                grey: (0..<128 * 128).map { five[$0 / 256 * 64 + $0 % 128 / 2] }, width: 128, height: 128)
            let images =
                [("a/0.png", plain), ("a/1.png", brighter), ("b/2.png", plain)]
                + (try (3..<12).map { ("b/\($0).png", try Self.picture($0)) })
                + [
                    ("b/black.png", black), ("b/grey.png", grey), ("b/twin.png", black),
                    ("b/big.png", big),
                ]
            let pairs = try Self.write(images, in: root)
            let twins = try Twins(of: pairs, threads: 2)
            func name(_ place: Int) -> String { pairs[place].name }
            let found = Set(twins.links.map { [name($0.first), name($0.second), $0.isExact ? "=" : "~"] })
            #expect(
                found == [
                    ["0.png", "2.png", "="], ["black.png", "twin.png", "="], ["0.png", "1.png", "~"],
                    ["5.png", "big.png", "~"],
                ])
            #expect(twins.links.allSatisfy { $0.correlation >= Twins.least })
            let joined = twins.joined(pairs)
            let three = joined.filter { ["0.png", "1.png", "2.png"].contains($0.name) }
            #expect(Set(three.map(\.patient)) == [ImageKey(set: "a", name: "a/0 and 2 like it")])
            #expect(joined.filter { $0.group.contains("like it") }.count == 7)
            let line = try #require(twins.line(of: pairs))
            #expect(
                line.hasPrefix(
                    "2 images are copies of another, 2 nearly equal another; such images stay in one subset: "))
            #expect(line.contains("a/0.png = b/2.png"))
            for seed in 0..<20 {
                let split = try Split(of: joined, seed: UInt64(seed))
                #expect(Set(try split.subsets(of: three)).count == 1)
            }
        }
    }

    @Test func differentPicturesAreLeftAlone() throws {
        let copies = try (0..<700).map { ImageCopy(try Self.picture($0, side: 32)) }
        let twins = try Twins(copies: copies, digests: nil) { _ in
            Issue.record("nothing is near")
            return copies[0]
        }
        #expect(twins.links.isEmpty && twins.line(of: []) == nil)
        #expect(twins.joined([]).isEmpty)
    }

    @Test func aSmallCopyIsAMeanOfItsPart() throws {
        let ramp = try Image(grey16: (0..<64 * 32).map { UInt16($0 % 64 * 100) }, width: 64, height: 32)
        let copy = ImageCopy(ramp)
        let expected = (0..<16).map { Float($0) - 7.5 }
        let length = (16 * expected.reduce(0) { $0 + $1 * $1 }).squareRoot()
        for (i, value) in copy.values.enumerated() { #expect(abs(value - expected[i % 16] / length) < 1e-6) }
        // Smaller than the copy, in colour, with alpha: brightness alone counts.
        var samples: [UInt8] = []
        for i in 0..<8 {
            let value = UInt8(i % 4 * 10)
            samples += [value, value, value, UInt8(i)]
        }
        let small = try Image(width: 4, height: 2, channels: 4, bytes: samples)
        #expect(ImageCopy(small).correlation(to: copy) > 0.96)
        #expect(ImageCopy(small).correlation(to: ImageCopy(small)) > 0.9999)
    }

    @Test func unreadableImagesComeOutTogether() throws {
        try withTemporaryFolder { root in
            var pairs = try Self.write([("a/0.png", Self.picture(0))], in: root)
            for name in ["x.png", "y.png"] {
                let file = root.appending(path: name)
                try Data("no image".utf8).write(to: file)
                pairs.append(Pair(image: file, masks: [file], set: "a", name: name, group: name))
            }
            let text = faultMessage { _ = try Twins(of: pairs) }
            #expect(text.contains("2 files cannot be used") && text.contains("x.png") && text.contains("y.png"))
            #expect(faultMessage { _ = try Twins(of: pairs, isInterrupted: { true }) }.contains("stopped"))
        }
    }

    @Test(.enabled(if: Fixtures.realData != nil, "../shared/data is not here"))
    func noTwoOfTheRealFilmsAreAlike() throws {
        let data = try #require(Fixtures.realData)
        for name in ["membrane", "nuclei"] {
            #expect(try Twins(of: Inventory([data.appending(path: name)]).pairs).links.isEmpty)
        }
    }
}
