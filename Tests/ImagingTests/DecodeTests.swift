import Foundation
import Imaging
import TestSupport
import Testing

struct DecodeTests {
    /// Every sample of every file equals what Pillow reads, or what the script put in. No tolerance.
    @Test func samplesEqualTheReference() throws {
        for (name, expected) in try Expected.all().sorted(by: { $0.key < $1.key }) {
            let image = try Codec.decode(Expected.file(name))
            #expect(image.width == expected.width && image.height == expected.height, "\(name)")
            #expect(image.channels == expected.channels && image.component.size * 8 == expected.bits, "\(name)")
            #expect(image.samples == expected.samples, "\(name)")
            #expect(image.spacing == nil)
        }
    }

    @Test func headerEqualsTheImage() throws {
        for name in try Expected.all().keys {
            let image = try Codec.decode(Expected.file(name))
            let header = try Codec.header(of: Expected.file(name))
            #expect(header.width == image.width && header.height == image.height, "\(name)")
            #expect(header.channels == image.channels && header.component == image.component, "\(name)")
            #expect(header.spacing == nil)
            #expect(header.byteCount == image.bytes.count)
        }
    }
}
