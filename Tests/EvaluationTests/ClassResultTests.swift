import Datasets
import Files
import Foundation
import Imaging
import Models
import Segmentation
import TestSupport
import Testing
import Torch

@testable import Evaluation

/// A network that finds class k where the film's grey is nearest to that of class k in `ClassData`.
private final class GreyReader: Module, SegmentationNetwork {
    let encoder: any Encoder

    /// - Parameter encoder: any; it is not asked.
    init(encoder: any Encoder) { self.encoder = encoder }

    override func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor {
        let grey = try x.narrowed(axis: 1, start: 0, length: 1) * 255
        var logits: [Tensor] = []
        for middle in [55.0, 145, 235] { logits.append(try -(grey - middle).absolute()) }
        return try .concatenate(logits, axis: 1)
    }
    func initialise(seed: UInt64) {}
    func multiplyAdds(on image: Grid) -> Int { 0 }
}

struct ClassResultTests {
    private static func pair(_ name: String = "a.png", set: String = "s") -> Pair {
        Pair(image: URL(filePath: "/\(name)"), masks: [], set: set, name: name, group: "g")
    }

    /// Of one row of pixels.
    private static func results(
        of pair: Pair, prediction: [UInt8], truth: [UInt8], classes: Classes
    ) throws -> [ImageResult] {
        try ComparedMasks(
            pair: pair, prediction: prediction, truth: truth, size: PixelSize(height: 1, width: truth.count),
            spacing: nil
        ).results(tolerance: 2, classes)
    }

    /// By hand, ten pixels of which one is ignored.
    @Test func countsOfEachClass() throws {
        let classes = try Classes(count: 4, names: ["none", "disc", "square", "never"])
        let results = try Self.results(
            of: Self.pair(), prediction: [0, 0, 1, 1, 1, 2, 2, 2, 0, 3],
            truth: [0, 1, 1, 1, 2, 2, 2, 0, 0, 255], classes: classes)
        #expect(results.map(\.className) == ["disc", "square", "never"])
        func counts(_ both: Int, _ predicted: Int, _ reference: Int) -> OverlapCounts {
            OverlapCounts(
                truePositives: both, falsePositives: predicted, falseNegatives: reference,
                trueNegatives: 9 - both - predicted - reference)
        }
        #expect(results.map(\.counts) == [counts(2, 1, 1), counts(2, 1, 1), counts(0, 0, 0)])
        let dice: [Double?] = [2.0 / 3, 2.0 / 3, nil]
        #expect(results.map(\.counts.dice) == dice)
        let rows = TestRow.csv(results).split(separator: "\n")
        #expect(rows.count == 4)
        #expect(rows[1].hasPrefix("a.png,s,g,disc,0.6666666666666666,0.5,"))
        #expect(rows[3].hasPrefix("a.png,s,g,never,,,,,1.0,0,0,0,9,,,,,0,0,0,0,px"))
    }

    /// The counts from masks are those from logits, which equal SMP's.
    @Test func masksAndLogitsGiveTheSameCounts() throws {
        let logits = try Golden.input([1, 3, 16, 16])
        let labels = (0..<256).map { i -> UInt8 in i < 64 ? 255 : UInt8(i / 5 % 3) }
        let counts = try overlapCounts(
            logits: logits, labels: Tensor(labels, shape: [1, 16, 16]).to(.int64))
        let results = try Self.results(
            of: Self.pair(), prediction: try Predictor.mask(logits, threshold: 0.5), truth: labels,
            classes: try Classes(count: 3))
        #expect(results.map(\.counts) == Array(counts[0].dropFirst()))
        #expect(results.map(\.className) == ["1", "2"])
        let mean = results.compactMap(\.counts.dice).reduce(0, +) / 2
        #expect(try imageDice(logits: logits, target: Tensor(labels, shape: [1, 16, 16]).to(.int64)) == [mean])
    }

    @Test func theSummaryIsByHand() throws {
        let classes = try Classes(count: 3)
        // Dice of class 1: 1 and undefined (empty in both); of class 2: 2/3 and 0 (missed).
        let results =
            try Self.results(
                of: Self.pair(), prediction: [1, 1, 2, 0], truth: [1, 1, 2, 2], classes: classes)
            + Self.results(
                of: Self.pair("b.png", set: "t"), prediction: [0, 0, 0, 0], truth: [0, 0, 0, 2], classes: classes)
        let summary = EvaluationSummary(
            results, metricSize: .original, threshold: 0.5, precision: .fp32, classes: classes)
        let all = try #require(summary.all)
        #expect(all.images == 2)
        let (dice, iou) = (2.0 / 3, 0.625)
        let (diceMean, iouMean) = (try #require(all.diceMean), try #require(all.iouMean))
        #expect(abs(diceMean - dice) < 1e-15 && abs(iouMean - iou) < 1e-15)
        #expect(all.diceMinimum == 0)
        // Of the images' means: 5/6 and 0.
        #expect(abs((all.diceMedian ?? 0) - 5.0 / 12) < 1e-15)
        #expect(all.masks == MaskCounts([(true, true), (true, true), (false, false), (false, true)]))
        #expect(summary.sets["t"]?.diceMean == 0 && summary.sets["t"]?.masks?.bothEmpty == 1)
        #expect(summary.threshold == nil)
        let disc = try #require(summary.classes?["1"])
        #expect(disc.all.images == 2 && disc.all.diceMean == 1 && disc.all.masks?.bothEmpty == 1)
        #expect(disc.present?.images == 1)
        #expect(abs((summary.classes?["2"]?.present?.diceMean ?? 0) - 1.0 / 3) < 1e-15)
        #expect(try JSONDecoder().decode(EvaluationSummary.self, from: Data(summary.json.utf8)) == summary)
        let one = EvaluationSummary(results, metricSize: .original, threshold: 0.5, precision: .fp32)
        #expect(one.classes == nil && one.threshold == 0.5)
    }

    @Test(arguments: MetricSize.allCases)
    func aPerfectModelOfThreeClassesIsPerfect(metricSize: MetricSize) throws {
        try withTemporaryFolder { folder in
            try ClassData.write(count: 4, side: 64, to: folder)
            let pairs = try Inventory([folder]).pairs
            let size = PixelSize(height: 64, width: 64)
            let preprocessing = try Preprocessing(size: size, mean: [0, 0, 0], deviation: [1, 1, 1])
            let encoder = try NetworkDescription(encoder: "resnet18").makeNetwork().encoder
            let classes = try Classes(count: 3)
            let evaluator = Evaluator(
                Predictor(GreyReader(encoder: encoder), preprocessing: preprocessing, device: .cpu),
                metricSize: metricSize, batchSize: 3, classes: classes)
            let store = try ImageStore(loading: pairs, preprocessing: preprocessing, classes: classes)
            var seen: [Int] = []
            let results = try evaluator.results(
                of: pairs, sizes: store.images.map(\.own), image: { store.images[$0] },
                observe: { place, results, mask in
                    seen.append(place)
                    #expect(results.count == 2)
                    let values = Set(try mask())
                    #expect(values.isSubset(of: [0, 1, 2]))
                })
            #expect(seen == [0, 1, 2, 3])
            // The third image has no square, and none is found.
            let dice: [Double?] = [1, 1, 1, 1, 1, nil, 1, 1]
            #expect(results.map(\.counts.dice) == dice)
            // The ignored corner is counted nowhere.
            for result in results {
                let c = result.counts
                #expect(c.truePositives + c.falsePositives + c.falseNegatives + c.trueNegatives == 64 * 64 - 16)
            }
        }
    }

    @Test func aModelFileTellsItsClasses() throws {
        try withTemporaryFolder { folder in
            let description = NetworkDescription(encoder: "resnet18", classes: 3)
            let network = try description.makeNetwork()
            let classes = try Classes(
                count: 3, names: ["a", "b", "c"], colours: (0..<3).map { MaskColour($0, 0, 0) })
            func write(_ classes: Classes) throws -> URL {
                let metadata = ModelMetadata(
                    network: description, classes: classes, preprocessing: try Preprocessing(size: nil),
                    chosenBy: .lastEpoch, epoch: 1, recipe: .null, data: "", versions: [:])
                let file = folder.appending(path: "model.safetensors")
                try AtomicFile.write(ModelFolder.encoded(network, metadata), to: file)
                return file
            }
            #expect(try ModelFile(opening: write(classes)).classes == classes)
            // A file from before there were classes, and one of SMP's, have no names for them.
            #expect(try ModelFile(opening: write(.one)).classes == Classes(count: 3))
            #expect { try ModelFile(opening: write(Classes(count: 2))) } throws: {
                "\($0)".contains("describe 2 classes, its network has 3")
            }
        }
    }
}
