import Foundation
import Imaging
import TestSupport
import Testing

/// What masks mean, by the built program. One after another, for each may use all threads.
@Suite(.serialized)
struct TruthJobTests {
    private static let small = [
        "--size", "32", "--epochs", "1", "--batch-size", "4", "--threads", "2", "--weights", "none", "--device", "cpu",
        "--encoder", "resnet18",
    ]

    /// tp + fn of each row of `metrics.csv`.
    private static func foreground(_ folder: URL) throws -> [Int] {
        let text = try String(contentsOf: folder.appending(path: "metrics.csv"), encoding: .utf8)
        let rows = text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let columns = try ["tp", "fn"].map { name in try #require(rows[0].firstIndex { $0 == name }) }
        return rows.dropFirst().map { row in columns.reduce(0) { $0 + (Int(row[$1]) ?? -1) } }
    }

    /// Twelve discs, with the foreground pixels of each.
    private static func discs(_ folder: URL) throws -> [Int] {
        try DiscData.write(count: 12, size: 40, to: folder)
        return try (0..<12).map { i in
            try Codec.decode(folder.appending(path: "masks/disc-\(i < 10 ? "0" : "")\(i).png")).bytes.count { $0 > 0 }
        }
    }

    /// Rewrites every mask.
    private static func rewrite(_ folder: URL, _ ending: String, _ file: (Image) throws -> Data) throws {
        for i in 0..<12 {
            let old = folder.appending(path: "masks/disc-\(i < 10 ? "0" : "")\(i).png")
            let data = try file(Codec.decode(old))
            try FileManager.default.removeItem(at: old)
            try data.write(to: old.deletingPathExtension().appendingPathExtension(ending))
        }
    }

    @Test func masksAreReadAsTheirMakersMeantThem() throws {
        try withTemporaryFolder { folder in
            let discs = folder.appending(path: "discs")
            let areas = try Self.discs(discs)
            let train = try Command(["train", "discs", "--out", "run"] + Self.small, in: folder)
            #expect(train.exitCode == 0, "\(train)")
            #expect(train.errors.contains("\ndiscs: foreground: 255; by the values of 12 masks\n"), "\(train.errors)")
            func evaluate(_ flags: String...) throws -> Command {
                let out = folder.appending(path: "out")
                if FileManager.default.fileExists(atPath: out.path) { try FileManager.default.removeItem(at: out) }
                return try Command(
                    ["evaluate", "run", "discs", "--out", "out", "--device", "cpu", "--overlay"] + flags, in: folder)
            }
            func isRead(_ command: Command, _ line: String, _ areas: [Int]) throws {
                #expect(command.exitCode == 0 && command.errors.contains("discs: \(line)\n"), "\(command)")
                #expect(try Self.foreground(folder.appending(path: "out")) == areas)
            }
            func isRefused(_ command: Command, _ parts: String...) {
                #expect(command.exitCode == 1 && parts.allSatisfy(command.errors.contains), "\(command)")
            }
            try Self.rewrite(discs, "tif") { MadeFiles.bilevel($0.bytes, width: $0.width) }
            try isRead(
                evaluate(),
                "foreground: 1; stored values count, although 12 files say that 0 is white; by the values "
                    + "of 12 masks", areas)
            try isRead(
                evaluate("--invert-mask"),
                "foreground: 1; foreground and background exchanged; stored values "
                    + "count, although 12 files say that 0 is white; by the values of 12 masks and --invert-mask",
                areas.map { 1600 - $0 })
            try FileManager.default.removeItem(at: discs)
            _ = try Self.discs(discs)
            try DiscData.ignore(0..<12, rows: 4, in: discs)
            try isRead(evaluate(), "foreground: 1; 255 is ignored; by the values of 12 masks", areas)
            let summary = try String(contentsOf: folder.appending(path: "out/summary.json"), encoding: .utf8)
            #expect(summary.contains("255 is ignored"))
            try isRead(
                evaluate("--foreground", "nonzero"), "foreground: every value but 0; by --foreground",
                areas.map { $0 + 160 })
            // The left half of each disc is one object, the right another one.
            try FileManager.default.removeItem(at: discs)
            _ = try Self.discs(discs)
            try Self.rewrite(discs, "png") { mask in
                let pixels = mask.bytes.enumerated().map { $1 == 0 ? 0 : UInt8($0 % mask.width < 18 ? 1 : 2) }
                return Data(try Codec.encodePNG(Image(grey: pixels, width: mask.width, height: mask.height)))
            }
            isRefused(try evaluate(), "look like numbered objects", "--foreground nonzero", "--classes 3")
            try isRead(
                evaluate("--foreground", "nonzero"), "foreground: every value but 0; by --foreground", areas)
            isRefused(try evaluate("--foreground", "7"), "and none of --foreground 7")
            try Self.rewrite(discs, "jpg") { Data(try Codec.encodeJPEG($0, quality: 90)) }
            isRefused(
                try evaluate("--foreground", "nonzero"), "disc-00.jpg: is a JPEG, whose compression changes values")
        }
    }

    @Test func wrongFlagsAreWrongUsage() throws {
        try withTemporaryFolder { folder in
            for flags in [
                ["--foreground", "some"], ["--ignore", "some"], ["--orientation", "up"],
                ["--classes", "3", "--foreground", "nonzero"], ["--classes", "3", "--invert-mask"],
            ] {
                let command = try Command(["train", "discs"] + flags, in: folder)
                #expect(command.exitCode == 2, "\(flags): \(command)")
                #expect(command.errors.contains(flags[flags.count > 2 ? 2 : 0]), "\(command.errors)")
            }
        }
    }
}
