import Datasets
import Foundation
import Synchronization
import TestSupport
import Testing
import Training

@testable import Experiments

struct StudyLockTests {
    private func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }

    /// What was wrong: all of them wrote their split and plan before the first looked for a lock.
    @Test func ofManyAtOnceOneBeginsAndItsFilesBelongTogether() async throws {
        try await FakeTraining.with { fake in
            let begun = Mutex<[Study]>([])
            let refused = Mutex<[String]>([])
            DispatchQueue.concurrentPerform(iterations: 8) { i in
                do {
                    let study = try fake.begin([fake.arm("a\(i)") { $0.split.seed = UInt64(i) }])
                    begun.withLock { $0.append(study) }
                } catch { refused.withLock { $0.append("\(error)") } }
            }
            let study = try #require(begun.withLock { $0.count == 1 ? $0.first : nil })
            #expect(
                refused.withLock { $0.count == 7 && $0.allSatisfy { $0.contains("another pleura study works in") } })
            #expect(try StudyPlan(file: fake.study.plan) == study.plan)
            #expect(try String(contentsOf: fake.study.split, encoding: .utf8) == Self.split(of: study.plan))
        }
    }

    private static func split(of plan: StudyPlan) throws -> String {
        let recipe = try #require(plan.arms.first?.recipe)
        let pairs = try Inventory(recipe.data.sources.map { URL(filePath: $0) }).pairs
        let splits = try plan.splits(of: pairs) { pairs throws(DatasetError) in try Twins(of: pairs).joined(pairs) }
        return try #require(splits.first).split.csv
    }

    @Test func aSecondOneIsRefusedBeforeItHasReadAnything() async throws {
        try await FakeTraining.with { fake in
            let first = try fake.begin([fake.arm("a")])
            let before = try Data(contentsOf: fake.study.plan)
            // Another plan: were it read, the message would be another one.
            let error = #expect(throws: StudyError.self) { _ = try fake.begin([fake.arm("a") { $0.split.seed = 9 }]) }
            #expect(error == .inUse(fake.study.url.path))
            #expect(throws: StudyError.inUse(fake.study.url.path)) {
                _ = try Study(resuming: fake.study, program: fake.program)
            }
            #expect(try Data(contentsOf: fake.study.plan) == before)
            withExtendedLifetime(first) {}
        }
    }

    @Test func whatFailsLeavesNoFolder() async throws {
        try await FakeTraining.with { fake in
            let deep = StudyFolder(fake.folder.appending(path: "studies/lungs"))
            for change: (inout Recipe) -> Void in [
                { $0.data.sources = ["/nowhere/films"] }, { $0.split.file = "/nowhere/split.csv" },
            ] {
                #expect(throws: (any Error).self) {
                    _ = try Study(StudyPlan(arms: [fake.arm("a", change)]), in: deep, program: fake.program)
                }
                #expect(!exists(fake.folder.appending(path: "studies")))
            }
            // An empty folder is taken, and left as it was.
            try FileManager.default.createDirectory(at: fake.study.url, withIntermediateDirectories: true)
            #expect(throws: (any Error).self) { _ = try fake.begin([fake.arm("a") { $0.data.sources = ["/no"] }]) }
            #expect(try FileManager.default.contentsOfDirectory(atPath: fake.study.url.path).isEmpty)
            #expect(try fake.begin([fake.arm("a")]).plan.arms.count == 1)
        }
    }

    @Test func aFolderOfSomethingElseIsLeftAlone() async throws {
        try await FakeTraining.with { fake in
            let discs = StudyFolder(fake.folder.appending(path: "discs"))
            #expect(throws: StudyError.notAStudy(discs.url.path)) { _ = try StudyLock(discs) }
            let file = StudyFolder(fake.program)
            #expect(throws: StudyError.notAStudy(file.url.path)) { _ = try StudyLock(file) }
            let below = StudyFolder(fake.program.appending(path: "study"))
            let error = #expect(throws: StudyError.self) { _ = try StudyLock(below) }
            let words = "\(try #require(error))"
            #expect(words.contains("is a file, not a folder; name another one with --out"), "\(words)")
            #expect(exists(discs.url.appending(path: "images")))
        }
    }
}
