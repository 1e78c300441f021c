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

    /// Makes masks of a folder that `write` made black: without a foreground pixel.
    /// - Parameter places: of the images, from 0.
    public static func blacken(_ places: some Sequence<Int>, in folder: URL) throws {
        for i in places {
            let file = folder.appending(path: "masks/disc-\(i < 10 ? "0" : "")\(i).png")
            let mask = try Codec.decode(file)
            let black = [UInt8](repeating: 0, count: mask.width * mask.height)
            try Codec.write(Image(grey: black, width: mask.width, height: mask.height), to: file)
        }
    }

    /// The text of a split file for a folder that `write` made.
    /// - Parameter subsets: of each image, by its place: "train", "validation", "test".
    public static func split(_ subsets: [String], of set: String) -> String {
        let rows = subsets.enumerated().map { i, subset in
            let name = "disc-\(i < 10 ? "0" : "")\(i)"
            return "images/\(name).png,\(set),\(subset),\(name)\n"
        }
        return "image,set,subset,group\n" + rows.joined()
    }
}
