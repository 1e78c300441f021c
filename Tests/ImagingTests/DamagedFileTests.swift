import Foundation
import Imaging
import TestSupport
import Testing

struct DamagedFileTests {
    static let kinds = [
        "grey.png", "palette.png", "grey.jpg", "progressive.jpg", "grey_raw.tif", "rgb_lzw.tif", "rgb_deflate.tif",
        "grey16_packbits.tif", "rgb_big.tif", "grey_tiles.tif", "bilevel.tif",
    ]

    /// Cut at every length, a file is refused by name, or its pixels are all there.
    @Test(arguments: kinds) func everyTruncationIsNoticed(_ name: String) throws {
        let bytes = try Expected.bytes(name)
        let image = try Codec.decode(Expected.file(name))
        var read = 0
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "cut-off.image")
            for length in 0..<bytes.count {
                try Data(bytes.prefix(length)).write(to: file)
                do {
                    #expect(try Codec.decode(file) == image, "\(name) cut at \(length)")
                    read += 1
                } catch let error as ImageError {
                    #expect(error.isTruncated, "\(name) cut at \(length): \(error)")
                    #expect(error.description.contains("cut-off.image"))
                }
            }
        }
        #expect(read <= 8)  // what stands behind the last pixels of a TIFF file: padding, the place of a next page
    }

    /// Bytes changed, taken out and put in, as a bad disk or a bad transfer does: an error or an image, never a crash.
    @Test(arguments: kinds) func mutationsNeverCrash(_ name: String) throws {
        let bytes = try Expected.bytes(name)
        var random = Repeatable(state: UInt64(bytes.count))
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "mutated.image")
            for _ in 0..<250 {
                var mutated = bytes
                for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&mutated, &random) }
                // Half of the PNG files with right checksums, to come further.
                if name.hasSuffix("png") && Bool.random(using: &random) { mutated = withChecksums(mutated) }
                try Data(mutated).write(to: file)
                do {
                    let image = try Codec.decode(file)
                    #expect(image.bytes.count <= 1 << 24, "\(name)")
                } catch let error as ImageError {
                    #expect(error.description.contains("mutated.image"))
                    #expect(!error.description.contains("/proc/"), "\(error)")
                }
            }
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout Repeatable) {
        guard let place = bytes.indices.randomElement(using: &random) else { return }
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 2: bytes[place] = [0, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
        case 3: bytes.removeSubrange(place..<min(bytes.count, place + 3))
        default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        }
    }

    @Test func everyFlippedBitOfAPNGIsNoticed() throws {
        let bytes = try Expected.bytes("grey.png")
        for place in bytes.indices {
            var damaged = bytes
            damaged[place] ^= 0x10
            #expect(try failure(of: damaged) != nil, "byte \(place)")
        }
    }

    /// Files with right checksums and wrong chunks: ITK 5.2 by itself lets libpng end the process.
    @Test func wrongChunksAreNoticed() throws {
        let pixels: (String, [UInt8]) = ("IDAT", [0x78, 0x01, 0x01, 0x02, 0, 0xFD, 0xFF, 0, 7, 0, 0x09, 0, 8])
        let end: (String, [UInt8]) = ("IEND", [])
        let wrong: [[(String, [UInt8])]] = [
            [pngHeader(1, 1), end],  // no pixels
            [pixels, end],  // no header
            [pngHeader(1, 1), pngHeader(1, 1), pixels, end],
            [pngHeader(1, 1, colour: 3), pixels, end],  // no palette
            [pngHeader(1, 1, colour: 3), ("PLTE", [1, 2, 3, 4]), pixels, end],
            [pngHeader(1, 1, depth: 7), pixels, end],
            [pngHeader(0, 1), pixels, end],
            [pngHeader(1, 1), ("tRNS", [1]), pixels, end],
            [("IHDR", [0, 0, 0, 1]), pixels, end],
            [pngHeader(1, 1), ("IDAT", [1, 2, 3]), end],
        ]
        for (index, chunks) in wrong.enumerated() {
            #expect(try failure(of: png(chunks)) != nil, "case \(index)")
        }
    }

    /// The end marker is there, the data before it are not: libjpeg would make up grey.
    @Test(arguments: ["grey.jpg", "rgb.jpg", "progressive.jpg"]) func holeInAJPEGIsNoticed(_ name: String) throws {
        let bytes = try Expected.bytes(name)
        let error = try #require(try failure(of: Array(bytes.dropLast(40)) + [0xFF, 0xD9], name: "hole.jpg"))
        #expect(error.isTruncated && error.description.contains("hole.jpg"), "\(error)")
    }

    /// Whole scans can be missing from a progressive JPEG, which is then only coarser.
    @Test func missingScansAreNoticed() throws {
        let bytes = try Expected.bytes("progressive.jpg")
        let scans = bytes.indices.dropLast().filter { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xDA }
        for start in scans.dropFirst() {
            // The tables between two scans stay: they do no harm.
            let error = try #require(try failure(of: Array(bytes[..<start]) + [0xFF, 0xD9]))
            #expect(error.description.contains("lacks scans"), "\(error)")
        }
    }

    @Test func bytesBehindTheEndAreNoDamage() throws {
        for name in ["grey.png", "grey.jpg"] {
            #expect(try failure(of: try Expected.bytes(name) + [1, 2, 3]) == nil)
        }
    }

    /// A header that announces far more than there is allocates nothing.
    @Test func hugeHeadersAreRefused() throws {
        let huge = try #require(try failure(of: png([pngHeader(100_000, 100_000), ("IDAT", [0]), ("IEND", [])])))
        #expect(huge.description.contains("100000 x 100000 pixels, more than the 2 GiB"))
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "huge.png")
            try Data(png([pngHeader(.max, .max, depth: 16, colour: 6), ("IDAT", [0]), ("IEND", [])])).write(to: file)
            #expect(throws: ImageError.self) { try Codec.header(of: file) }
        }
        let empty = try #require(try failure(of: png([pngHeader(40_000, 40_000), ("IDAT", [0]), ("IEND", [])])))
        #expect(empty.isTruncated && empty.description.contains("cannot hold them"))

        var jpeg = try Expected.bytes("grey.jpg")
        let frame = try #require(jpeg.indices.first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xC0 })
        jpeg.replaceSubrange(frame + 5..<frame + 9, with: [0xFF, 0xDC, 0xFF, 0xDC])
        #expect(try #require(try failure(of: jpeg)).description.contains("65500 x 65500 pixels, more than the 2 GiB"))
        jpeg.replaceSubrange(frame + 5..<frame + 9, with: [0x60, 0, 0x60, 0])
        #expect(try #require(try failure(of: jpeg)).description.contains("cannot hold them"))
    }
}
