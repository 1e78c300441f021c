import Foundation
import Imaging
import TestSupport
import Testing

/// `pleura inspect` as people run it.
struct InspectTests {
    private static func withFilms(_ body: (URL) throws -> Void) throws {
        try withTemporaryFolder { folder in
            let drawn = try Command(["phantom", "films", "--count", "8", "--size", "64"], in: folder)
            try #require(drawn.exitCode == 0, "\(drawn.errors)")
            try body(folder)
        }
    }

    @Test func aCleanSetIsATableAndNoFinding() throws {
        try Self.withFilms { folder in
            let run = try Command(["inspect", "films"], in: folder)
            #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run)")
            #expect(run.output.contains("Images") && run.output.contains("64 x 64"))
            #expect(run.output.hasSuffix("nothing was found\n"))
            #expect(!run.output.contains(".png"))
        }
    }

    @Test func whatTrainingWouldRefuseEndsWithOne() throws {
        try Self.withFilms { folder in
            let film = folder.appending(path: "films/images/phantom-0003.png")
            try Data(contentsOf: film).prefix(300).write(to: film)
            let run = try Command(["inspect", "films", "--out", "sheet"], in: folder)
            #expect(run.exitCode == 1)
            #expect(run.output.contains("error: Files that are damaged or cut off in films (1)."))
            #expect(run.output.contains("  films/images/phantom-0003.png: is damaged or cut off"))
            #expect(FileManager.default.fileExists(atPath: folder.appending(path: "sheet/inspection.html").path))
            let again = try Command(["inspect", "films", "--out", "sheet"], in: folder)
            #expect(again.exitCode == 1 && again.errors.contains("sheet"), "an existing folder is left alone")
        }
    }

    @Test func jsonIsPrintedAlone() throws {
        try Self.withFilms { folder in
            try FileManager.default.removeItem(at: folder.appending(path: "films/masks/phantom-0002.png"))
            let run = try Command(["inspect", "films", "--json"], in: folder)
            #expect(run.exitCode == 0)
            let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
            #expect(object?["trainable"] as? Bool == true && object?["images"] as? Int == 7)
            let strict = try Command(["inspect", "films", "--json", "--strict"], in: folder)
            #expect(strict.exitCode == 1)
        }
    }

    @Test func wrongUsageEndsWithTwo() throws {
        try withTemporaryFolder { folder in
            #expect(try Command(["inspect"], in: folder).exitCode == 2)
            #expect(try Command(["inspect", "films", "--threads", "0"], in: folder).exitCode == 2)
            let absent = try Command(["inspect", "absent"], in: folder)
            #expect(absent.exitCode == 1 && absent.errors.contains("absent"))
        }
    }

    @Test func trainTellsTheWorstAndResizesMasks() throws {
        try Self.withFilms { folder in
            let mask = folder.appending(path: "films/masks/phantom-0004.png")
            let bytes = try Codec.decode(mask).bytes
            let half = (0..<1024).map { (place: Int) -> UInt8 in
                let (row, column) = (place / 32, place % 32)
                return bytes[row * 128 + column * 2]
            }
            try Codec.write(Image(grey: half, width: 32, height: 32), to: mask)
            let flat = [UInt8](repeating: 90, count: 64 * 64)
            try Codec.write(
                Image(grey: flat, width: 64, height: 64), to: folder.appending(path: "films/images/phantom-0006.png"))
            let train = [
                "train", "films", "--encoder", "resnet18", "--weights", "none", "--epochs", "1", "--size", "32",
                "--batch-size", "4", "--out", "run",
            ]
            let refused = try Command(train, in: folder)
            #expect(refused.exitCode == 1 && refused.errors.contains("is 32 x 32 pixels"))
            let run = try Command(train + ["--resize-masks"], in: folder)
            #expect(run.exitCode == 0, "\(run.errors)")
            #expect(run.errors.contains("1 mask was resized to its image (nearest pixel)"))
            #expect(
                run.errors.contains("warning: Masks of another size than their image (1): films/masks/phantom-0004.png")
            )
            #expect(run.errors.contains("warning: Images of one value (1): films/images/phantom-0006.png"))
            let data = try String(contentsOf: folder.appending(path: "run/data.json"), encoding: .utf8)
            #expect(data.contains("\"warnings\" : 2"))
            let report = try String(contentsOf: folder.appending(path: "run/report.html"), encoding: .utf8)
            #expect(report.contains("The inspection of the data had 2 warnings and 0 notes"))
            let evaluated = try Command(["evaluate", "run", "films", "--out", "results"], in: folder)
            #expect(evaluated.exitCode == 1 && evaluated.errors.contains("phantom-0004.png"))
            let resized = try Command(["evaluate", "run", "films", "--out", "results", "--resize-masks"], in: folder)
            #expect(resized.exitCode == 0, "\(resized.errors)")
        }
    }
}
