import Foundation
import Imaging
import TestSupport
import Testing

/// What brightness means, by the built program: a file's depth does not count.
@Suite(.serialized)
struct InputJobTests {
    private static let settings = [
        "--size", "32", "--batch-size", "4", "--threads", "2", "--weights", "none", "--device", "cpu", "--epochs", "1",
    ]

    /// Copies of the discs in 16 bits, each sample times a factor.
    private static func deepen(_ factor: Int, of data: URL, to folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for i in 0..<4 {
            let image = try Codec.decode(data.appending(path: "images/disc-0\(i).png"))
            let deep = try Image(
                grey16: image.bytes.map { UInt16(Int($0) * factor) }, width: image.width, height: image.height)
            try Codec.write(deep, to: folder.appending(path: "disc-0\(i).png"))
        }
    }

    @Test func aFilesDepthDoesNotCountAndADarkImageIsNamed() throws {
        try withTemporaryFolder { folder in
            let data = folder.appending(path: "discs")
            try DiscData.write(count: 12, to: data)
            try Self.deepen(257, of: data, to: folder.appending(path: "sixteen"))
            try Self.deepen(16, of: data, to: folder.appending(path: "twelve"))
            let train = try Command(["train", "discs", "--out", "run"] + Self.settings, in: folder)
            #expect(train.exitCode == 0, "\(train)")
            #expect(train.errors.contains("intensity: full-scale, since all 12 images have 8 bits"))
            let recipe = try String(contentsOf: folder.appending(path: "run/recipe.yaml"), encoding: .utf8)
            #expect(recipe.contains("intensity: full-scale") && recipe.contains("channels: 3"))
            let card = try String(contentsOf: folder.appending(path: "run/model/MODEL.md"), encoding: .utf8)
            #expect(card.contains("Intensities divided by full scale"))
            func predict(_ images: String, _ out: String, _ flags: [String] = []) throws -> Command {
                let command = try Command(
                    ["predict", "run", images, "--out", out, "--device", "cpu", "--threads", "2"] + flags, in: folder)
                #expect(command.exitCode == 0, "\(command)")
                return command
            }
            #expect(try !predict("discs/images", "eight").errors.contains("brightness"))
            #expect(try !predict("sixteen", "deep").errors.contains("brightness"))
            for i in 0..<4 {
                let masks = try ["eight", "deep"].map {
                    try Codec.decode(folder.appending(path: "\($0)/disc-0\(i).png")).bytes
                }
                // Resized samples of 8 bits are rounded to 8 bits, deeper ones to 11: a pixel at the edge may differ.
                let differing = zip(masks[0], masks[1]).count { $0 != $1 }
                #expect(masks[0].count == masks[1].count && differing * 200 <= masks[0].count, "\(differing)")
            }
            // 12 bits in 16 are 16 times darker by the full scale, which is said.
            let dark = try predict("twelve", "dark").errors
            #expect(dark.contains("the brightness of 4 of 4 images lies far outside of the"), "\(dark)")
            #expect(dark.contains("disc-00.png: mean brightness 0.0") && dark.contains("--intensity"), "\(dark)")
            _ = try predict("twelve", "scaled", ["--intensity", "percentile"])
            let auto = try Command(["predict", "run", "twelve", "--out", "x", "--intensity", "auto"], in: folder)
            #expect(auto.exitCode == 2 && auto.errors.contains("--intensity auto"))
            let channels = try Command(["predict", "run", "twelve", "--out", "x", "--channel", "0,1"], in: folder)
            #expect(channels.exitCode == 2 && channels.errors.contains("--channel picks 2 channels"), "\(channels)")
        }
    }

    @Test func setsOfSeveralDepthsAreScaledByPercentiles() throws {
        try withTemporaryFolder { folder in
            let data = folder.appending(path: "discs")
            try DiscData.write(count: 12, to: data)
            try Self.deepen(16, of: data, to: data.appending(path: "images"))
            let train = try Command(["train", "discs", "--out", "run"] + Self.settings, in: folder)
            #expect(train.exitCode == 0, "\(train)")
            #expect(train.errors.contains("intensity: percentile, since 4 of 12 images have samples of uint16"))
            let evaluate = try Command(["evaluate", "run", "discs", "--out", "e", "--device", "cpu"], in: folder)
            #expect(evaluate.exitCode == 0 && !evaluate.errors.contains("brightness"), "\(evaluate)")
        }
    }

    /// A translucent image is read without its alpha, and that is said.
    @Test func translucentImagesAreSaid() throws {
        try withTemporaryFolder { folder in
            let data = folder.appending(path: "discs")
            try DiscData.write(count: 12, to: data)
            let file = data.appending(path: "images/disc-00.png")
            let grey = try Codec.decode(file)
            let bytes = grey.bytes.flatMap { [$0, $0, $0, UInt8(100)] }
            try Codec.write(
                Image(width: grey.width, height: grey.height, channels: 4, bytes: bytes, hasAlpha: true), to: file)
            let train = try Command(["train", "discs", "--out", "run"] + Self.settings, in: folder)
            #expect(train.exitCode == 0, "\(train)")
            #expect(
                train.errors.contains("in 1 of 12 images (discs/images/disc-00.png) alpha is not opaque"),
                "\(train.errors)")
        }
    }
}
