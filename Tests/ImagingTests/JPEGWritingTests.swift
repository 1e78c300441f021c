import Foundation
import TestSupport
import Testing

@testable import Imaging

struct JPEGWritingTests {
    /// What changes slowly survives: the picture that comes back differs by a few grey values.
    @Test(arguments: [1, 3]) func comesBackNearly(channels: Int) throws {
        let (width, height) = (61, 40)
        let bytes = (0..<width * height * channels).map { UInt8(20 + ($0 / channels % width) * 3 + $0 % channels * 9) }
        let image = try Image(width: width, height: height, channels: channels, bytes: bytes)
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "film.jpg")
            let encoded = try Codec.encodeJPEG(image, quality: 90)
            try Data(encoded).write(to: file)
            let back = try Codec.decode(file)
            #expect(back.width == width && back.height == height && back.channels == channels)
            let far = zip(back.bytes, image.bytes).count { abs(Int($0) - Int($1)) > 8 }
            #expect(far == 0)
            #expect(try Codec.encodeJPEG(image, quality: 90) == encoded, "equal images give equal files")
            #expect(try Codec.encodeJPEG(image, quality: 30).count < encoded.count)
        }
    }

    @Test func whatNoJPEGCanBeIsRefused() throws {
        let deep = try Image(grey16: [1, 2], width: 2, height: 1)
        let clear = try Image(width: 1, height: 1, channels: 2, bytes: [1, 2])
        let grey = try Image(grey: [1], width: 1, height: 1)
        #expect(throws: ImageError.self) { try Codec.encodeJPEG(deep, quality: 80) }
        #expect(throws: ImageError.self) { try Codec.encodeJPEG(clear, quality: 80) }
        for quality in [0, 101] { #expect(throws: ImageError.self) { try Codec.encodeJPEG(grey, quality: quality) } }
    }
}
