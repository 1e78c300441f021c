import Datasets
import Evaluation
import Files
import Foundation
import Models
import TestSupport
import Testing

@testable import Training

/// What masks mean, from the data to the run folder. One after another: a training may use all threads.
@Suite(.serialized)
struct TruthRunTests {
    private static func withDiscs<R>(_ body: (URL, URL) throws -> R) throws -> R {
        try withTemporaryFolder { folder in
            let data = folder.appending(path: "discs")
            try DiscData.write(count: 12, size: 40, to: data)
            return try body(data, folder.appending(path: "run"))
        }
    }

    @Test func ignoredPixelsFromTheTrainingToTheTest() throws {
        try Self.withDiscs { data, out in
            try DiscData.ignore(0..<12, rows: 10, in: data)
            var told: [String] = []
            let run = try SmallRun.begin(SmallRun.recipe(data, epochs: 1), out) { told.append($0) }
            #expect(told.contains("discs: foreground: 1; 255 is ignored; by the values of 12 masks"), "\(told)")
            let test = try run.train { _ in }
            for image in test.images {
                let counts = image.counts
                #expect(
                    counts.truePositives + counts.falsePositives + counts.falseNegatives + counts.trueNegatives == 1200)
            }
            let summary = try DataSummary(reading: RunFolder(out).data)
            #expect(summary.sets[0].reading?.masks.line == "foreground: 1; 255 is ignored; by the values of 12 masks")
            #expect(summary.readings(.one, TruthOptions()) == run.store.readings)
            let model = try ModelFile(opening: out)
            #expect(model.metadata?.masks == ["discs": "foreground: 1; 255 is ignored; by the values of 12 masks"])
        }
    }

    /// The same training with 0 and 255, and with 0 and 1, and by flags: to the bit.
    @Test func theSameMasksHoweverTheyAreStored() throws {
        try Self.withDiscs { data, out in
            var weights: [Data] = []
            func train(_ name: String, _ change: (inout Recipe) -> Void = { _ in }) throws {
                var recipe = SmallRun.recipe(data, epochs: 1)
                change(&recipe)
                let folder = out.deletingLastPathComponent().appending(path: name)
                _ = try SmallRun.begin(recipe, folder).train { _ in }
                weights.append(try ModelFile(opening: folder).weights)
            }
            try train("plain")
            try train("named") { $0.data.foreground = .values([255]) }
            try train("half") { $0.data.foreground = .half }
            try train("inverted") { ($0.data.foreground, $0.data.invertMask) = (.values([0]), true) }
            try DiscData.ignore(0..<12, rows: 0, in: data)
            try train("ones")
            #expect(Set(weights).count == 1)
        }
    }

    @Test func resumingReadsMasksAsBefore() throws {
        try Self.withDiscs { data, out in
            try SmallRun.stop(SmallRun.recipe(data), out, after: 4)
            let file = RunFolder(out).data
            let text = try String(contentsOf: file, encoding: .utf8)
            let other = text.replacing(#""ignored" : ["#, with: #""ignored" : [ 7"#)
            #expect(other != text)
            try AtomicFile.write(other, to: file)
            #expect {
                _ = try SmallRun.resume(out)
            } throws: {
                "\($0)".contains(
                    "masks of discs: read as foreground: 255; 7 is ignored; by the values of 12 masks when it")
            }
            var told: [String] = []
            _ = try SmallRun.resume(out, told: &told) { $0.force = true }
            #expect(told.contains { $0.contains("the masks of discs are read otherwise") })
            try AtomicFile.write(text, to: file)
            _ = try SmallRun.resume(out)
        }
    }

    @Test func recipesHoldTheFlags() throws {
        var recipe = Recipe()
        recipe.data.foreground = .values([1, 2])
        (recipe.data.ignore, recipe.data.invertMask, recipe.data.orientation) = (.value(9), true, .ignore)
        #expect(try Recipe(yaml: recipe.yaml, file: "r").data == recipe.data)
        #expect(recipe.truth.foreground == .values([1, 2]) && recipe.truth.isInverted)
        let written = "data: {foreground: 1, ignore: 255, invert_mask: true, orientation: apply}"
        let read = try Recipe(yaml: written, file: "r").data
        #expect(read.foreground == .values([1]) && read.ignore == .value(255) && read.orientation == .apply)
        #expect(try Recipe(yaml: "data: {foreground: [1, 2]}", file: "r").data.foreground == .values([1, 2]))
        #expect(try Recipe(yaml: "data: {foreground: half, ignore: none}", file: "r").data.foreground == .half)
        for wrong in [
            "data: {foreground: some}", "data: {ignore: some}", "data: {orientation: up}", "data: {forground: 1}",
        ] {
            #expect(throws: RecipeError.self) { try Recipe(yaml: wrong, file: "r") }
        }
        for wrong in ["foreground: nonzero", "invert_mask: true"] {
            #expect {
                try Recipe(yaml: "{data: {\(wrong)}, model: {classes: 3}}", file: "r")
            } throws: { "\($0)".contains("goes with one class") }
        }
    }
}

extension ModelFile {
    /// The bytes of all tensors.
    fileprivate var weights: Data {
        get throws {
            var data = Data()
            for (_, tensor) in network.state() {
                let values: [Double] = try tensor.to(.float64).contiguous().flattened().array()
                data.append(values.withUnsafeBytes { Data($0) })
            }
            return data
        }
    }
}
