import Foundation
import TestSupport
import Testing

@testable import Training

/// Runs that are asked to stop outside of a training step.
@Suite(.serialized)
struct InterruptionTests {
    @Test func whileImagesAreReadNothingIsLeft() throws {
        try withTemporaryFolder { folder in
            let (data, out) = (folder.appending(path: "discs"), folder.appending(path: "runs/run"))
            try DiscData.write(count: 10, to: data)
            #expect(throws: TrainingError.interruptedReading(run: nil)) {
                _ = try Run(
                    beginning: SmallRun.recipe(data), in: RunFolder(out), isInterrupted: { true }, tell: { _ in })
            }
            #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "runs").path))
            try SmallRun.stop(SmallRun.recipe(data), out, after: 1)
            let state = try SmallRun.bytes(out, "checkpoints/last.state")
            #expect(throws: TrainingError.interruptedReading(run: out.path)) {
                _ = try Run(resuming: RunFolder(out), isInterrupted: { true }, tell: { _ in })
            }
            #expect(try SmallRun.bytes(out, "checkpoints/last.state") == state)
        }
    }

    @Test func whileItValidatesTheEpochIsDoneAgain() throws {
        try withTemporaryFolder { folder in
            let (data, whole, out) = (
                folder.appending(path: "discs"), folder.appending(path: "whole"), folder.appending(path: "run")
            )
            try DiscData.write(count: 14, to: data)
            let recipe = SmallRun.recipe(data, epochs: 1)
            _ = try SmallRun.begin(recipe, whole).train { _ in }
            // Ten images train, in three steps; then comes the question before the validation's first batch.
            var asked = 0
            #expect(throws: TrainingError.interrupted(run: out.path, epoch: 0)) {
                _ = try SmallRun.begin(recipe, out).train(isInterrupted: {
                    asked += 1
                    return asked == 4
                }) { _ in }
            }
            _ = try SmallRun.resume(out).train { _ in }
            for name in SmallRun.equalFiles {
                #expect(try SmallRun.bytes(out, name) == SmallRun.bytes(whole, name), "\(name)")
            }
        }
    }

    @Test func whileItTestsOnlyTheTestIsLeft() throws {
        try withTemporaryFolder { folder in
            let (data, out) = (folder.appending(path: "discs"), folder.appending(path: "run"))
            try DiscData.write(count: 14, to: data)
            var isTrained = false
            #expect(throws: TrainingError.interrupted(run: out.path, epoch: 1)) {
                _ = try SmallRun.begin(SmallRun.recipe(data, epochs: 1), out).train(isInterrupted: { isTrained }) {
                    if case .epoch = $0 { isTrained = true }
                }
            }
            #expect(!RunFolder(out).isFinished)
            var epochs = 0
            let results = try SmallRun.resume(out).train { if case .epoch = $0 { epochs += 1 } }
            #expect(epochs == 0 && results.images.count == 3 && RunFolder(out).isFinished)
        }
    }
}
