import Foundation
import Imaging

/// A data set of bright discs on a dark gradient: small, and quickly learnt.
public enum DiscData {
    /// Writes `images/disc-00.png` ... and `masks/` of the same names, each image of its own size where `size` is nil.
    public static func write(count: Int, size: Int? = 48, to folder: URL) throws {
        for place in ["images", "masks"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: place), withIntermediateDirectories: true)
        }
        for i in 0..<count {
            let (width, height) = (size ?? 40 + 3 * i, size ?? 50 + 2 * i)
            let (x, y, radius) = (width * (3 + i % 3) / 8, height * (3 + i % 2) / 8, min(width, height) / 4)
            var (image, mask): ([UInt8], [UInt8]) = ([], [])
            for row in 0..<height {
                for column in 0..<width {
                    let inside = (column - x) * (column - x) + (row - y) * (row - y) < radius * radius
                    image.append(inside ? UInt8(180 + (row + i) % 40) : UInt8(40 + (column + 7 * i) % 60))
                    mask.append(inside ? 255 : 0)
                }
            }
            let name = i < 10 ? "disc-0\(i).png" : "disc-\(i).png"
            try Codec.write(
                Image(grey: image, width: width, height: height), to: folder.appending(path: "images/\(name)"))
            try Codec.write(
                Image(grey: mask, width: width, height: height), to: folder.appending(path: "masks/\(name)"))
        }
    }
}
