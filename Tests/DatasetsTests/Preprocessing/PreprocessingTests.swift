import Foundation
import Imaging
import TestSupport
import Testing
import Torch

@testable import Datasets

/// The numbers of `Fixtures/make_resize.py`.
private struct ResizeFixture: Decodable {
    struct Case: Decodable {
        let size, to: PixelSize
        let channels: Int
        let torch: [Float]
        let pil: [Int]
    }

    struct Deep: Decodable {
        let low, high: Double
        let to: PixelSize
        let torch: [Float]
    }

    let cases: [Case]
    let deep: Deep

    static func read() throws -> ResizeFixture {
        let file = Fixtures.tests.appending(path: "DatasetsTests/Fixtures/resize.json")
        return try JSONDecoder().decode(ResizeFixture.self, from: Data(contentsOf: file))
    }
}

/// Pixels as the fixture's script makes them.
private func pattern(_ height: Int, _ width: Int, channels: Int = 1) throws -> Image {
    let bytes = (0..<height * width * channels).map { i in
        let (x, y, c) = (i / channels % width, i / channels / width, i % channels)
        return UInt8((x * 7 + y * 13 + x * y * 3 + c * 91) % 256)
    }
    return try Image(width: width, height: height, channels: channels, bytes: bytes)
}

private func deepPattern(_ height: Int, _ width: Int) throws -> Image {
    let bytes = (0..<height * width).flatMap { i in
        let (x, y) = (i % width, i / width)
        return withUnsafeBytes(of: UInt16((x * 701 + y * 1303 + x * y * 37) % 4096)) { Array($0) }
    }
    return try Image(width: width, height: height, component: .uint16, bytes: bytes)
}

private func bytes(_ stored: StoredImage) throws -> [UInt8] {
    guard case .bytes(let values) = stored.samples else {
        Issue.record("bytes were wanted")
        return []
    }
    return values
}

private let plain = (mean: [0.0], deviation: [1.0])

@Suite struct PreprocessingValueTests {
    @Test func theNameInAModelFile() throws {
        let value = try Preprocessing(size: PixelSize(height: 256, width: 128))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let text = String(decoding: try encoder.encode(value), as: UTF8.self)
        #expect(
            text == #"{"channels":3,"deviation":[0.229,0.224,0.225],"fit":"stretch","intensity":"auto","#
                + #""mean":[0.485,0.456,0.406],"size":[256,128]}"#)
        #expect(try JSONDecoder().decode(Preprocessing.self, from: Data(text.utf8)) == value)
        let own = try value.resized(to: nil)
        let ownText = String(decoding: try encoder.encode(own), as: UTF8.self)
        #expect(ownText.contains(#""size":null"#))
        #expect(try JSONDecoder().decode(Preprocessing.self, from: Data(ownText.utf8)) == own)
        let wrong = text.replacing("[256,128]", with: "[100,128]")
        #expect(throws: DatasetError.self) { try JSONDecoder().decode(Preprocessing.self, from: Data(wrong.utf8)) }
    }

    @Test func sizesThatNetworksCannotTake() {
        func message(_ height: Int, _ width: Int) -> String {
            do {
                _ = try Preprocessing(size: PixelSize(height: height, width: width))
                return "accepted"
            } catch {
                guard case .badSize(let text) = error else { return "another error" }
                return text
            }
        }
        #expect(message(256, 384) == "accepted")
        #expect(
            message(256, 250) == "250 is no size for the network: a multiple of 32 from 32 to 16384 is wanted, "
                + "224 or 256 for example")
        for side in [0, -32, 31, 33, 16416, Int.max, Int.min] {
            #expect(message(side, 32).hasPrefix("\(side) is no size"))
        }
    }

    @Test func valuesThatCannotBe() {
        for (channels, mean, deviation) in [
            (17, [Double](repeating: 0, count: 17), [Double](repeating: 1, count: 17)), (0, [], []), (3, [0], [1]),
            (1, [0], [0]), (1, [.nan], [1]), (1, [0], [.infinity]),
            (1, [0], [-1]),
        ] {
            #expect(throws: DatasetError.self) {
                try Preprocessing(size: nil, channels: channels, mean: mean, deviation: deviation)
            }
        }
    }

    @Test func placements() throws {
        func place(_ fit: Preprocessing.Fit, _ height: Int, _ width: Int, size: PixelSize?) throws -> Placement {
            try Preprocessing(size: size, fit: fit).placement(of: PixelSize(height: height, width: width))
        }
        let square = PixelSize(height: 64, width: 64)
        let stretched = try place(.stretch, 100, 50, size: square)
        #expect(stretched.content == square && !stretched.isPadded)
        let padded = try place(.pad, 100, 50, size: square)
        #expect(padded.content == PixelSize(height: 64, width: 32) && (padded.top, padded.left) == (0, 16))
        let sliver = try place(.pad, 1, 1000, size: square)
        #expect(sliver.content == PixelSize(height: 1, width: 64) && (sliver.top, sliver.left) == (31, 0))
        let own = try place(.stretch, 65, 32, size: nil)
        #expect(own.frame == PixelSize(height: 96, width: 32) && own.content == own.own && own.top == 15)
    }
}

@Suite struct StoringTests {
    @Test func resizingIsTorchs() throws {
        for test in try ResizeFixture.read().cases {
            let value = try Preprocessing(size: test.to)
            let image = try pattern(test.size.height, test.size.width, channels: test.channels)
            let stored = try bytes(value.stored(image))
            #expect(stored.count == test.torch.count)
            // Rounded once from torch's own numbers.
            #expect(zip(stored, test.torch).allSatisfy { abs(Float($0) - $1) <= 0.502 })
            // PIL rounds after each direction.
            #expect(zip(stored, test.pil).allSatisfy { abs(Int($0) - $1) <= 1 })
        }
    }

    @Test func deepImagesGoByPercentiles() throws {
        let fixture = try ResizeFixture.read().deep
        let image = try deepPattern(64, 80)
        let (low, high) = SampleHistogram(image.samples).percentiles(0..<64 * 80)
        #expect(abs(low - fixture.low) < 1e-9 && abs(high - fixture.high) < 1e-9)
        let stored = try Preprocessing(size: fixture.to).stored(image)
        guard case .halves(let halves) = stored.samples else {
            Issue.record("float16 was wanted")
            return
        }
        // Half of float16's step below 1 is 2.4e-4.
        #expect(zip(halves, fixture.torch).allSatisfy { abs(Float($0) - $1) < 3e-4 })
        #expect(stored.byteCount == 2 * 32 * 32)
    }

    @Test func channels() throws {
        let rgba = try Image(
            width: 2, height: 1, channels: 4, bytes: [255, 0, 0, 9, 10, 20, 30, 0])
        let colour = try Preprocessing(size: nil).stored(rgba)
        #expect(colour.channels == 3)
        #expect(try bytes(colour) == [255, 0, 0, 10, 20, 30])
        let grey = try Preprocessing(size: nil, channels: 1, mean: plain.mean, deviation: plain.deviation)
        // 0.299 * 255 = 76.2; 2.99 + 11.74 + 3.42 = 18.15
        #expect(try bytes(grey.stored(rgba)) == [76, 18])
        let greyAlpha = try Image(width: 2, height: 1, channels: 2, bytes: [7, 0, 9, 255])
        #expect(try bytes(grey.stored(greyAlpha)) == [7, 9])
        #expect(try Preprocessing(size: nil).stored(greyAlpha).channels == 1)
    }

    @Test func masksAreCutAtHalfAfterResizing() throws {
        // 64 columns to 32: foreground from column 21, so column 10 of the small mask is half covered and goes up.
        let soft = (0..<64 * 64).map { UInt8($0 % 64 >= 21 ? 255 : 0) }
        let mask = Mask(width: 64, height: 64, soft: soft)
        let value = try Preprocessing(size: PixelSize(height: 32, width: 32))
        let small = try value.stored(mask)
        #expect(small.size == PixelSize(height: 32, width: 32))
        #expect(Set(small.soft).count > 2)
        #expect(small.binary == (0..<32 * 32).map { UInt8($0 % 32 >= 10 ? 1 : 0) })
        #expect(try value.stored(small) == small)
    }
}

@Suite struct BatchTensorTests {
    @Test func greyIsRepeatedAndNormalised() throws {
        let value = try Preprocessing(size: PixelSize(height: 32, width: 64))
        let image = try pattern(32, 64)
        let batch = try value.batch([value.stored(image), value.stored(image)], on: .cpu)
        #expect(batch.shape == [2, 3, 32, 64])
        #expect(batch.dtype == .float32)
        #expect(batch.strides == [3 * 32 * 64, 1, 3 * 64, 3])
        let found = try batch.array(of: Float.self)
        for (i, element) in found.enumerated() {
            let c = i / (32 * 64) % 3
            let expected = (Double(image.bytes[i % (32 * 64)]) / 255 - value.mean[c]) / value.deviation[c]
            #expect(abs(Double(element) - expected) < 1e-6)
        }
    }

    @Test func colourKeepsItsOrder() throws {
        let value = try Preprocessing(size: nil, mean: [0, 0, 0], deviation: [1, 1, 1])
        let image = try pattern(32, 32, channels: 3)
        let found = try value.batch([value.stored(image)], on: .cpu).array(of: Float.self)
        #expect(
            found.indices.allSatisfy { i in
                let (c, pixel) = (i / 1024, i % 1024)
                return abs(found[i] - Float(image.bytes[3 * pixel + c]) / 255) < 1e-6
            })
    }

    /// One image gives the same numbers alone and beside others, grey or deep.
    @Test func companyDoesNotCount() throws {
        let value = try Preprocessing(size: PixelSize(height: 32, width: 32))
        let images = [try pattern(40, 50), try pattern(40, 50, channels: 3), try deepPattern(64, 80)]
        let stored = try images.map { try value.stored($0) }
        let together = try value.batch(stored, on: .cpu)
        for (i, one) in stored.enumerated() {
            let alone = try value.batch([one], on: .cpu)
            #expect(try (together[i] - alone[0]).absolute().maximum().item() < 1e-6)
        }
    }

    @Test func paddingIsZeroAfterNormalisation() throws {
        let value = try Preprocessing(size: PixelSize(height: 32, width: 32), fit: .pad)
        let white = try Image(width: 20, height: 40, bytes: [UInt8](repeating: 255, count: 800))
        let stored = try value.stored(white)
        #expect(stored.size == PixelSize(height: 32, width: 16))
        let found = try value.batch([stored], on: .cpu)
        #expect(try found[.all, .all, .all, .range(0..<8)].absolute().maximum().item() == 0)
        #expect(try found[.all, .all, .all, .range(24..<32)].absolute().maximum().item() == 0)
        #expect(try found[.all, .all, .all, .range(8..<24)].minimum().item() > 2)
        let mask = Mask(width: 20, height: 40, soft: [UInt8](repeating: 255, count: 800))
        let targets = try value.targets([value.stored(mask)], own: [stored.own], on: .cpu)
        #expect(targets.shape == [1, 1, 32, 32])
        #expect(try targets.sum().item() == 32 * 16)
    }

    @Test func flipsTurnTheWholeFrame() throws {
        // 33 rows in a frame of 64 leave 15 above and 16 below: the flipped content lies one row further down.
        let value = try Preprocessing(size: nil)
        let image = try pattern(33, 32, channels: 3)
        let mask = Mask(width: 32, height: 33, soft: image.bytes.enumerated().compactMap { $0 % 3 == 0 ? $1 : nil })
        let stored = try value.stored(image)
        let straight = try value.batch([stored], on: .cpu)
        let straightMask = try value.targets([mask], own: [stored.own], on: .cpu)
        #expect(try straightMask.sum().item() == Double(mask.area))
        for (flip, axes) in [
            (Augmentation.Flip(leftRight: true), [3]), (.init(topBottom: true), [2]),
            (.init(leftRight: true, topBottom: true), [2, 3]),
        ] {
            let flipped = try value.batch([stored], flips: [flip], on: .cpu)
            #expect(try flipped.isEqual(to: straight.flipped(axes)))
            let flippedMask = try value.targets([mask], own: [stored.own], flips: [flip], on: .cpu)
            #expect(try flippedMask.isEqual(to: straightMask.flipped(axes)))
        }
    }

    @Test func aLargerStorageIsBroughtDownBatchByBatch() throws {
        let value = try Preprocessing(size: PixelSize(height: 32, width: 32))
        let image = try pattern(96, 128, channels: 3)
        let large = try value.stored(image, at: PixelSize(height: 96, width: 128))
        #expect(large.size == PixelSize(height: 96, width: 128))
        #expect(try value.batch([large], on: .cpu).isEqual(to: value.batch([value.stored(image)], on: .cpu)))
    }

    @Test func whatDoesNotGoIntoOneBatch() throws {
        let value = try Preprocessing(size: nil)
        let stored = [try value.stored(pattern(32, 32)), try value.stored(pattern(40, 32))]
        #expect {
            _ = try value.batch(stored, on: .cpu)
        } throws: {
            "\($0)".contains("images of 32 x 32 and 32 x 40 pixels do not go into one batch")
        }
        #expect(throws: DatasetError.self) { _ = try value.batch([], on: .cpu) }
    }

    @Test func logitsComeBackToTheImagesOwnSize() throws {
        let value = try Preprocessing(size: PixelSize(height: 64, width: 64), fit: .pad)
        let placement = value.placement(of: PixelSize(height: 128, width: 64))
        // Logits that grow along x over the content: linear, so that bilinear resizing keeps them.
        let row = (0..<64).map { Float($0 - placement.left) + 0.5 }
        let logits = try Tensor((0..<64).flatMap { _ in row }, shape: [1, 1, 64, 64])
        let restored = try placement.restored(logits)
        #expect(restored.shape == [1, 1, 128, 64])
        let first = Array(try restored.array(of: Float.self)[0..<64])
        for x in 1..<63 { #expect(abs(first[x] - (Float(x) + 0.5) / 2) < 1e-5) }
        let own = try Preprocessing(size: nil).placement(of: PixelSize(height: 60, width: 40))
        let frame = try Tensor.zeros([2, 3, own.frame.height, own.frame.width])
        #expect(try own.restored(frame).shape == [2, 3, 60, 40])
    }
}
