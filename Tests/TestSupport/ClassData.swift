import Foundation
import Imaging

/// A data set of three classes, quickly learnt: background, a bright disc (1) and a brighter square (2).
public enum ClassData {
    /// The colours that `write` gives the classes where they are asked for, then that of an ignored corner.
    public static let colours: [[UInt8]] = [[0, 0, 0], [255, 0, 0], [0, 0, 255], [255, 255, 255]]
    /// The same as a table that the command reads.
    public static let table = "name,r,g,b\nbackground,0,0,0\ndisc,#ff0000\nsquare,0,0,255\nignored,#ffffff\n"

    /// Writes `images/shapes-00.png` ... and `masks/` of the same names, with indices, or with `colours`. The upper left
    /// corner of 4 x 4 pixels is ignored (255); every third image has no square.
    public static func write(count: Int, side: Int = 48, colours inColours: Bool = false, to folder: URL) throws {
        for place in ["images", "masks"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: place), withIntermediateDirectories: true)
        }
        for i in 0..<count {
            let labels = labels(i, side: side)
            let film = labels.enumerated().map { place, label -> UInt8 in
                UInt8([40, 130, 220, 40][label == 255 ? 3 : Int(label)] + (place + 7 * i) % 30)
            }
            let name = i < 10 ? "shapes-0\(i).png" : "shapes-\(i).png"
            try Codec.write(
                Image(grey: film, width: side, height: side), to: folder.appending(path: "images/\(name)"))
            let bytes = inColours ? labels.flatMap { colours[$0 == 255 ? 3 : Int($0)] } : labels
            try Codec.write(
                Image(width: side, height: side, channels: inColours ? 3 : 1, bytes: bytes),
                to: folder.appending(path: "masks/\(name)"))
        }
    }

    private static func labels(_ i: Int, side: Int) -> [UInt8] {
        let (x, y) = (side * (3 + i % 2) / 10, side * (3 + i % 3) / 10)
        return (0..<side * side).map { place in
            let (column, row) = (place % side, place / side)
            if column < 4 && row < 4 { return 255 }
            if (column - x) * (column - x) + (row - y) * (row - y) < side * side / 40 { return 1 }
            return i % 3 != 2 && column > side * 6 / 10 && row > side * 6 / 10 && column < side - 2 ? 2 : 0
        }
    }
}
