import Foundation
import Imaging

/// Files that cameras and other programs write.
public enum MadeFiles {
    /// A JPEG file whose EXIF block holds an orientation (tag 0x0112), as a camera that was turned writes it.
    public static func jpeg(_ image: Image, orientation: UInt8) throws -> Data {
        let jpeg = try Codec.encodeJPEG(image, quality: 95)
        let exif: [UInt8] =
            Array("Exif\0\0II".utf8) + [42, 0, 8, 0, 0, 0] + [1, 0]
            + [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0] + [0, 0, 0, 0]
        let length = exif.count + 2
        return Data(jpeg[..<2] + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)] + exif + jpeg[2...])
    }

    /// An uncompressed TIFF file of one strip of grey samples.
    /// - Parameters:
    ///   - rows: bytes of each row, padded to whole bytes.
    ///   - photometric: 0: white is zero; 1: black is zero.
    ///   - format: 1 unsigned, 2 signed, 3 floating point.
    public static func tiff(
        _ rows: [[UInt8]], width: Int, bits: Int, photometric: Int, format: Int = 1
    ) -> Data {
        let strip = rows.flatMap(\.self)
        let entries: [(tag: Int, type: Int, value: Int)] = [
            (256, 4, width), (257, 4, rows.count), (258, 3, bits), (259, 3, 1), (262, 3, photometric), (273, 4, 8),
            (277, 3, 1), (278, 4, rows.count), (279, 4, strip.count), (339, 3, format),
        ]
        func bytes(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 255) } }
        let pad = strip.count % 2
        var file = Array("II".utf8) + [42, 0] + bytes(8 + strip.count + pad, 4) + strip
        file += [UInt8](repeating: 0, count: pad) + bytes(entries.count, 2)
        for entry in entries {
            file += bytes(entry.tag, 2) + bytes(entry.type, 2) + bytes(1, 4) + bytes(entry.value, 4)
        }
        return Data(file + bytes(0, 4))
    }

    /// A bilevel TIFF file as `tifffile.imwrite(path, bool)` writes it: white is zero.
    public static func bilevel(_ pixels: [UInt8], width: Int) -> Data {
        let rows = stride(from: 0, to: pixels.count, by: width).map { start in
            stride(from: 0, to: width, by: 8).map { x in
                (0..<8).reduce(UInt8(0)) { byte, bit in
                    let isSet = x + bit < width && pixels[start + x + bit] != 0
                    return byte | (isSet ? 0x80 >> UInt8(bit) : 0)
                }
            }
        }
        return tiff(rows, width: width, bits: 1, photometric: 0)
    }
}
