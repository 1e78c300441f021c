import Imaging
import Testing

struct ImageTests {
    @Test func refusesBytesThatDoNotFit() {
        #expect(throws: ImageError.self) { try Image(grey: [0, 1, 2], width: 2, height: 2) }
        #expect(throws: ImageError.self) { try Image(width: .max, height: .max, bytes: []) }
        #expect(throws: ImageError.self) { try Image(width: -1, height: -1, bytes: [0]) }
        #expect(throws: ImageError.self) { try Image(width: 1, height: 1, channels: .max, bytes: [0]) }
        #expect(throws: ImageError.self) {
            try Image(width: 1, height: 1, channels: 17, bytes: [UInt8](repeating: 0, count: 17))
        }
    }

    @Test func luminanceFollowsITU601() throws {
        let colours: [UInt8] = [255, 0, 0, 0, 255, 0, 0, 0, 255, 90, 90, 90]
        #expect(try Image(width: 2, height: 2, channels: 3, bytes: colours).luminance.bytes == [76, 150, 29, 90])
        let grey = try Image(grey: [1, 2], width: 2, height: 1)
        #expect(try grey.luminance == grey)
        let alpha = try Image(width: 2, height: 1, channels: 2, bytes: [7, 0, 200, 255])
        #expect(try alpha.luminance.bytes == [7, 200])
    }

    @Test func luminanceKeepsSixteenBits() throws {
        let values: [UInt16] = [65535, 65535, 65535, 0, 1000, 2000, 3000, 9]
        let bytes = values.withUnsafeBytes { Array($0) }
        let image = try Image(width: 2, height: 1, channels: 4, component: .uint16, bytes: bytes)
        #expect(try image.luminance.samples == [65535, 1815])  // 299 + 1174 + 342
        #expect(try image.luminance.component == .uint16)
    }
}
