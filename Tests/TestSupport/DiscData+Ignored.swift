import Foundation
import Imaging

extension DiscData {
    /// Rewrites masks of a folder that `write` made: 1 where foreground was, and 255, which does not count, in the lowest
    /// rows.
    /// - Parameters:
    ///   - places: of the images, from 0.
    ///   - rows: how many rows do not count.
    public static func ignore(_ places: some Sequence<Int>, rows: Int, in folder: URL) throws {
        for i in places {
            let file = folder.appending(path: "masks/disc-\(i < 10 ? "0" : "")\(i).png")
            let mask = try Codec.decode(file)
            let start = (mask.height - rows) * mask.width
            let pixels = mask.bytes.enumerated().map { $0 >= start ? UInt8(255) : $1 / 255 }
            try Codec.write(Image(grey: pixels, width: mask.width, height: mask.height), to: file)
        }
    }
}
