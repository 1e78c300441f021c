import Files
import Foundation
import TestSupport
import Testing

@testable import Training

@Suite(.serialized)
struct NewRunFolderTests {
    @Test func aFolderIsMadeOnceAndLocked() throws {
        try withTemporaryFolder { folder in
            let run = RunFolder(folder.appending(path: "runs/a"))
            let made = try NewRunFolder.make(run)
            #expect(throws: TrainingError.runExists(run.url.path, canResume: false)) { try NewRunFolder.make(run) }
            #expect(try FileLock(run.url) == nil, "it is locked from the beginning")
            made.discard()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty, "runs was made for it")
            // Discarded twice it takes nothing of others away.
            let again = try NewRunFolder.make(run)
            made.discard()
            #expect(run.exists)
            let other = try NewRunFolder.make(RunFolder(folder.appending(path: "runs/b")))
            again.discard()
            #expect(other.folder.exists, "the folder above is in use")
        }
    }

    @Test func aFolderThatWasThereStays() throws {
        try withTemporaryFolder { folder in
            let above = folder.appending(path: "runs")
            try FileManager.default.createDirectory(at: above, withIntermediateDirectories: true)
            try NewRunFolder.make(RunFolder(above.appending(path: "deep/a"))).discard()
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["runs"])
            // An empty folder is refused as well: it may be somebody's.
            #expect(throws: TrainingError.runExists(above.path, canResume: false)) {
                try NewRunFolder.make(RunFolder(above))
            }
        }
    }

    @Test func whatCannotBeMadeSaysWhy() throws {
        try withTemporaryFolder { folder in
            try Data().write(to: folder.appending(path: "file"))
            for (path, reason) in [
                ("file/run", "a part of the path is a file, not a folder"),
                (String(repeating: "x", count: 300), "the name is too long"),
            ] {
                #expect { try NewRunFolder.make(RunFolder(folder.appending(path: path))) } throws: {
                    "\($0)".contains("cannot be made: \(reason)")
                }
            }
        }
    }

    /// Before, the second one overwrote recipe, split and state of the first, which was reading its data.
    @Test func aSecondRunLeavesTheFirstOneAlone() throws {
        try withTemporaryFolder { folder in
            let (data, out) = (folder.appending(path: "discs"), folder.appending(path: "run"))
            try DiscData.write(count: 10, to: data)
            var other = SmallRun.recipe(data)
            other.split.seed = 7
            var refused = 0
            let run = try Run(beginning: SmallRun.recipe(data, epochs: 1), in: RunFolder(out), tell: { _ in }) { _, _ in
                do { _ = try SmallRun.begin(other, out) } catch { refused += "\(error)".contains("exists") ? 1 : 0 }
            }
            #expect(refused > 0, "while the first one reads")
            #expect(throws: TrainingError.runExists(out.path, canResume: true)) { try SmallRun.begin(other, out) }
            #expect(throws: TrainingError.inUse(run: out.path)) { try SmallRun.resume(out) }
            #expect(try Recipe(file: run.folder.recipe).split.seed == 0)
            #expect(try run.train { _ in }.images.count == 2)
        }
    }
}
