import Datasets
import Foundation
import Imaging
import Models
import TestSupport
import Testing
import Torch

@testable import Training

/// Runs on images of two channels, as nnU-Net stores them: a file a channel, named in dataset.json.
@Suite(.serialized)
struct ChannelRunTests {
    /// Discs that only the second channel shows, in 8 or 16 bits.
    private static func write(_ count: Int, deep: Bool = false, to folder: URL) throws {
        for place in ["imagesTr", "labelsTr"] {
            try FileManager.default.createDirectory(
                at: folder.appending(path: place), withIntermediateDirectories: true)
        }
        let names = #"{"channel_names": {"0": "DAPI", "1": "GFP"}, "labels": {"background": 0, "disc": 1}}"#
        try Data(names.utf8).write(to: folder.appending(path: "dataset.json"))
        for i in 0..<count {
            let inside = (0..<32 * 32).map { p in
                let (x, y) = (p % 32 - 10 - i % 8, p / 32 - 12 - i % 5)
                return x * x + y * y < 60
            }
            func image(_ values: [Int]) throws -> Image {
                deep
                    ? try Image(grey16: values.map { UInt16($0 * 16) }, width: 32, height: 32)
                    : try Image(grey: values.map { UInt8($0) }, width: 32, height: 32)
            }
            let first = (0..<32 * 32).map { 30 + ($0 * 7 + i * 31) % 90 }
            let second = inside.enumerated().map { $1 ? 180 + ($0 + i) % 40 : 20 + $0 % 30 }
            let images = folder.appending(path: "imagesTr")
            try Codec.write(image(first), to: images.appending(path: "case\(i)_0000.png"))
            try Codec.write(image(second), to: images.appending(path: "case\(i)_0001.png"))
            try Codec.write(
                Image(grey: inside.map { $0 ? 1 : 0 }, width: 32, height: 32),
                to: folder.appending(path: "labelsTr/case\(i).png"))
        }
    }

    @Test func twoChannelsEndToEnd() throws {
        try withTemporaryFolder { folder in
            let (data, out) = (folder.appending(path: "set"), folder.appending(path: "run"))
            try Self.write(12, to: data)
            var told: [String] = []
            let recipe = SmallRun.recipe(data, epochs: 1)
            let trained = try Self.trained(recipe, out) { told.append($0) }
            #expect(told.contains("input: 2 channels (DAPI, GFP)"))
            #expect(told.contains { $0.hasPrefix("intensity: full-scale, since all 12 images have 8 bits") })
            #expect(trained.model.channels == .count(2) && trained.preprocessing.intensity == .fullScale)
            #expect(trained.preprocessing.channelNames == ["DAPI", "GFP"])
            #expect(trained.preprocessing.mean?.count == 2 && trained.preprocessing.mean != [0, 0])
            #expect(try Recipe(file: RunFolder(out).recipe) == trained)
            let model = try ModelFile(opening: out)
            #expect(model.description.channels == 2 && model.preprocessing.channelNames == ["DAPI", "GFP"])
            #expect(model.summary.contains("2 channels (DAPI, GFP)"))
            let brightness = try #require(model.metadata?.brightness)
            #expect(try brightness.images == Split(file: RunFolder(out).split).count(.train))
            try Self.expectPrediction(model, data, folder)
            // With more epochs the run resumes with the same rule.
            #expect(try SmallRun.resume(out) { $0.epochs = 2 }.store.preprocessing == model.preprocessing)
            // A run from this model takes its channels and its statistics.
            var warm = recipe
            warm.model.weights = out.path
            let second = try SmallRun.begin(warm, folder.appending(path: "warm"))
            #expect(second.recipe.preprocessing == trained.preprocessing)
        }
    }

    /// Trains to the end.
    /// - Returns: the resolved recipe.
    private static func trained(_ recipe: Recipe, _ out: URL, tell: (String) -> Void) throws -> Recipe {
        let run = try SmallRun.begin(recipe, out, tell: tell)
        _ = try run.train { _ in }
        return run.recipe
    }

    private static func expectPrediction(_ model: ModelFile, _ data: URL, _ folder: URL) throws {
        let files = try ImageFile.found(in: [data.appending(path: "imagesTr")])
        let joined = ImageFile.joined(files, for: model.preprocessing)
        #expect(files.count == 24 && joined.count == 12 && joined[0].name == "case0")
        let set = try ImageSet(loading: joined, preprocessing: model.preprocessing)
        #expect(set.remarkLines.isEmpty && set.brightness.count == 12)
        let predictor = Predictor(model.network, preprocessing: model.preprocessing, device: .cpu)
        #expect(try predictor.logits(of: [set.image(0)])[0].shape == [1, 1, 32, 32])
        // A file of one channel is refused by name.
        #expect {
            _ = try ImageSet(loading: Array(files.prefix(1)), preprocessing: model.preprocessing)
        } throws: {
            "\($0)".contains("case0_0000.png") && "\($0)".contains("has 1 channel")
                && "\($0)".contains("2 channels (DAPI, GFP)")
        }
    }

    @Test func oneOfTheChannelsFeedsANetworkOfThree() throws {
        try withTemporaryFolder { folder in
            let data = folder.appending(path: "set")
            try Self.write(10, deep: true, to: data)
            var recipe = SmallRun.recipe(data, epochs: 1)
            recipe.preprocessing.channel = ["gfp"]
            var told: [String] = []
            let run = try SmallRun.begin(recipe, folder.appending(path: "run")) { told.append($0) }
            #expect(run.recipe.model.channels == .count(3) && run.recipe.preprocessing.intensity == .percentile)
            #expect(run.recipe.preprocessing.channelNames == ["GFP"])
            #expect(run.recipe.preprocessing.mean == Preprocessing.imageNetMean)
            #expect(told.contains("input: 1 channel (GFP), picked by --channel gfp, repeated"))
            #expect(run.store.images.allSatisfy { $0.channels == 1 })
            recipe.model.channels = .count(3)
            recipe.preprocessing.channel = nil
            #expect {
                try SmallRun.begin(recipe, folder.appending(path: "refused"))
            } throws: { "\($0)".contains("has 2 channels (DAPI, GFP) and the network takes 3 channels") }
        }
    }

    /// Standardised images get no second normalisation, and a window is kept with its numbers.
    @Test func theRuleIsFixedInTheModelFile() throws {
        try withTemporaryFolder { folder in
            let data = folder.appending(path: "discs")
            try DiscData.write(count: 10, to: data)
            for rule in [Intensity.zscore, .window(centre: 100, width: 200)] {
                var recipe = SmallRun.recipe(data, epochs: 1)
                recipe.preprocessing.intensity = rule
                let out = folder.appending(path: rule == .zscore ? "z" : "w")
                let run = try SmallRun.begin(recipe, out)
                _ = try run.train { _ in }
                let preprocessing = try ModelFile(opening: out).preprocessing
                #expect(preprocessing.intensity == rule)
                #expect(preprocessing.mean == (rule == .zscore ? [0, 0, 0] : Preprocessing.imageNetMean))
            }
        }
    }

    /// A recipe of version 0.1 in whose run folder the rule was not looked for: `auto` stays what it was.
    @Test func oldRecipesMeanWhatTheyMeant() throws {
        let recipe = try Recipe(
            yaml: "preprocessing: {intensity: auto, mean: [0.1, 0.2, 0.3], deviation: [1, 1, 1]}\nmodel: {channels: 3}",
            file: "recipe.yaml")
        #expect(recipe.model.channels == .count(3) && recipe.preprocessing.channelNames == nil)
        #expect(try recipe.resolvedPreprocessing().intensity == .auto)
        for (text, reason) in [
            ("model: {channels: 0}", "1 to 16"), ("model: {channels: 17}", "1 to 16"),
            ("model: {channels: three}", "auto or a number"),
            ("preprocessing: {intensity: wide}", "window:CENTRE,WIDTH"),
        ] {
            #expect { try Recipe(yaml: text, file: "r.yaml") } throws: { "\($0)".contains(reason) }
        }
    }
}
