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

/// A network whose logits are the first channel of its input, times 10: what it says is what the image shows.
private final class Echo: Module, SegmentationNetwork {
    let encoder: any Encoder

    /// - Parameter encoder: any; it is not asked.
    init(encoder: any Encoder) { self.encoder = encoder }

    override func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor {
        try x.narrowed(axis: 1, start: 0, length: 1) * 10
    }
    func initialise(seed: UInt64) {}
    func multiplyAdds(on image: Grid) -> Int { 0 }
}

struct EvaluatorTests {
    private static func predictor(size: PixelSize?, fit: Preprocessing.Fit = .stretch) throws -> Predictor {
        // Values above one half of the scale come out positive.
        let preprocessing = try Preprocessing(size: size, fit: fit, mean: [0.5, 0.5, 0.5], deviation: [1, 1, 1])
        let encoder = try NetworkDescription(encoder: "resnet18").makeNetwork().encoder
        return Predictor(Echo(encoder: encoder), preprocessing: preprocessing, device: .cpu)
    }

    @Test func imagesAtTheirOwnSizeArePaddedAndCroppedBack() throws {
        let predictor = try Self.predictor(size: nil)
        let (width, height) = (45, 37)
        let pixels = (0..<width * height).map { UInt8($0 * 7 % 256) }
        let image = try predictor.preprocessing.stored(Image(grey: pixels, width: width, height: height))
        #expect(try predictor.frameLogits(of: [image]).shape == [1, 1, 64, 64])
        #expect(try predictor.logits(of: [image])[0].shape == [1, 1, height, width])
        #expect(try predictor.mask(of: image) == pixels.map { $0 > 127 ? 1 : 0 })
        #expect(try predictor.mask(of: image, threshold: 0.9) == pixels.map { Double($0) / 255 > 0.5 + 0.2197 ? 1 : 0 })
    }

    @Test func neighboursOfOneFrameGoTogether() throws {
        func size(_ side: Int) -> PixelSize { PixelSize(height: side, width: side) }
        let own = try Self.predictor(size: nil)
        #expect(own.batches(of: [30, 32, 33, 60, 20].map(size), most: 8) == [0..<2, 2..<4, 4..<5])
        #expect(own.batches(of: [30, 32, 33, 60, 20].map(size), most: 1) == [0..<1, 1..<2, 2..<3, 3..<4, 4..<5])
        #expect(try Self.predictor(size: size(64)).batches(of: [30, 90, 5].map(size), most: 2) == [0..<2, 2..<3])
        #expect(own.batches(of: [], most: 2) == [])
    }

    @Test func aPerfectModelIsPerfectAtEitherSizeAndInAnyBatch() throws {
        try withTemporaryFolder { folder in
            // Masks in the place of images: what the network echoes is the truth itself.
            try DiscData.write(count: 5, size: 64, to: folder)
            let pairs = try DataSet(folder).pairs.map {
                Pair(image: $0.maskFiles[0], masks: $0.maskFiles, set: $0.set, name: $0.name, group: $0.group)
            }
            for (size, batchSize) in [(nil, 1), (PixelSize(height: 64, width: 64), 3)] as [(PixelSize?, Int)] {
                for metricSize in MetricSize.allCases {
                    let evaluator = Evaluator(
                        try Self.predictor(size: size), metricSize: metricSize, batchSize: batchSize)
                    let store = try ImageStore(loading: pairs, preprocessing: evaluator.predictor.preprocessing)
                    var seen: [Int] = []
                    let results = try evaluator.results(
                        of: pairs, sizes: store.images.map(\.own), image: { store.images[$0] },
                        observe: { place, image, mask in
                            seen.append(place)
                            #expect(image.map(\.key.name) == [pairs[place].name])
                            let own = try mask()
                            #expect(try own == Mask(of: pairs[place]).binary)
                        })
                    #expect(results.map(\.counts.dice) == [1, 1, 1, 1, 1])
                    #expect(results.allSatisfy { $0.shape?.hd95 == 0 && $0.shape?.surfaceDice == 1 })
                    #expect(results.map(\.key.name) == pairs.map(\.name))
                    #expect(seen == [0, 1, 2, 3, 4])
                }
            }
        }
    }

    /// A second block that the network finds lies where pixels are ignored: no metric sees it.
    @Test(arguments: MetricSize.allCases) func ignoredPixelsCountInNoMetric(metricSize: MetricSize) throws {
        try withTemporaryFolder { folder in
            func write(_ name: String, _ value: (Int, Int) -> UInt8) throws -> URL {
                let file = folder.appending(path: name)
                try Codec.write(
                    Image(grey: (0..<4096).map { value($0 % 64, $0 / 64) }, width: 64, height: 64), to: file)
                return file
            }
            let image = try write("image.png") { x, y in y >= 16 && y < 32 && (x < 16 || x >= 48) ? 255 : 0 }
            let mask = try write("mask.png") { x, y in x >= 40 ? 255 : y >= 16 && y < 32 && x < 16 ? 1 : 0 }
            let pair = Pair(image: image, masks: [mask], set: "s", name: "image.png", group: "")
            let evaluator = Evaluator(
                try Self.predictor(size: PixelSize(height: 64, width: 64)), metricSize: metricSize, batchSize: 1)
            let store = try ImageStore(loading: [pair], preprocessing: evaluator.predictor.preprocessing)
            let result = try #require(
                try evaluator.results(
                    of: [pair], sizes: store.images.map(\.own), readings: store.readings, image: { store.images[$0] }
                ).first)
            #expect(
                result.counts
                    == OverlapCounts(
                        truePositives: 256, falsePositives: 0, falseNegatives: 0, trueNegatives: 64 * 40 - 256))
            #expect(result.shape?.hd95 == 0 && result.shape?.pieces.components == 1)
        }
    }

    /// Films that state their spacing are measured in millimetres, at the size that is compared.
    @Test(arguments: MetricSize.allCases) func aSpacingMakesDistancesMillimetres(metricSize: MetricSize) throws {
        try withTemporaryFolder { folder in
            let (width, height) = (128, 64)
            // A block of 32 x 32, and a prediction of it that is 8 pixels too far right.
            func block(_ left: Int) throws -> Image {
                try Image(
                    grey: (0..<width * height).map {
                        (left..<left + 32).contains($0 % width) && (16..<48).contains($0 / width) ? 255 : 0
                    }, width: width, height: height)
            }
            let file = folder.appending(path: "mask.png")
            try Codec.write(block(32), to: file)
            let pair = Pair(image: file, masks: [file], set: "s", name: "mask.png", group: "")
            var film = try block(40)
            film.spacing = [0.5, 0.25]
            let evaluator = Evaluator(
                try Self.predictor(size: PixelSize(height: 64, width: 64)), metricSize: metricSize, tolerance: 4,
                batchSize: 1)
            let stored = try evaluator.predictor.preprocessing.stored(film)
            let result = try evaluator.results(of: [pair], sizes: [stored.own], image: { _ in stored })[0]
            let shape = try #require(result.shape)
            #expect(shape.unit == .millimetres)
            // 8 pixels of half a millimetre; at the network's size they are 4 of one.
            #expect(shape.hd95 == 4)
            #expect(shape.surfaceDice == 1)
            #expect(shape.volumeDifference == 0)
        }
    }

    /// By hand: 2 of 3 predicted pixels are right, 1 of 3 true ones is missed, of 8 pixels.
    @Test func countsBecomeFigures() throws {
        let result = ImageResult(
            key: ImageKey(set: "s", name: "a,b.png"), group: "g", prediction: [1, 1, 1, 0, 0, 0, 0, 0],
            truth: [1, 1, 0, 1, 0, 0, 0, 0])
        #expect(result.counts.dice == 2.0 / 3)
        #expect(result.counts.iou == 0.5)
        let rows = TestRow.csv([result]).split(separator: "\n")
        #expect(
            rows[0] == """
                image,set,group,class,dice,iou,precision,recall,specificity,tp,fp,fn,tn,hd95,assd,surface_dice,\
                volume_difference,components,spurious_components,holes,area_outside_two_largest,distance_unit
                """)
        #expect(rows[1].hasPrefix("\"a,b.png\",s,g,1,0.6666666666666666,0.5,0.6666666666666666,"))
        #expect(rows[1].hasSuffix(",0.8,2,1,1,4,,,,,,,,,"))
    }

    @Test func theSummaryIsByHand() throws {
        func result(_ set: String, _ prediction: [UInt8]) -> ImageResult {
            ImageResult(
                key: ImageKey(set: set, name: "\(prediction)"), group: "", prediction: prediction, truth: [1, 1, 0, 0])
        }
        // Dice 1, 2/3, 0.5, 0
        let results = [
            result("a", [1, 1, 0, 0]), result("a", [1, 0, 0, 0]), result("b", [1, 0, 1, 0]), result("b", [0, 0, 0, 0]),
        ]
        let summary = EvaluationSummary(results, metricSize: .model, threshold: 0.5, precision: .fp32)
        let all = try #require(summary.all)
        let (mean, median) = (try #require(all.diceMean), try #require(all.diceMedian))
        #expect(abs(mean - (1 + 2.0 / 3 + 0.5) / 4) < 1e-15)
        #expect(abs(median - (2.0 / 3 + 0.5) / 2) < 1e-15)
        #expect(all.diceMinimum == 0)
        #expect(summary.sets["b"]?.diceMean == 0.25)
        #expect(summary.sets["b"]?.diceMedian == 0.25)
        #expect(EvaluationSummary([], metricSize: .model, threshold: 0.5, precision: .fp32).all == nil)
    }

    @Test func aFullMemoryNamesABatchSize() {
        let size = PixelSize(height: 256, width: 320)
        func message(_ batchSize: Int, _ smallest: Int, _ error: any Error) -> String {
            do {
                try MemoryAdvice.explaining(device: .cpu, batchSize: batchSize, size: size, smallest: smallest) {
                    throw error
                }
                return ""
            } catch { return "\(error)" }
        }
        let full = TorchError.outOfMemory(.init(operation: "conv2d", message: "can't allocate memory"))
        #expect(message(32, 2, full).contains("32 images of 320 x 256 pixels; try --batch-size 16"))
        #expect(message(3, 2, DatasetError.torch(full)).contains("try --batch-size 2"))
        #expect(message(2, 2, full).hasSuffix("try a smaller --size"))
        #expect(message(1, 1, full).contains("one image of 320 x 256 pixels"))
        #expect(message(4, 1, DatasetError.split("other")) == "other")
    }

    @Test func anyJSONIsKept() throws {
        let text = #"{"a":[1,2.5,"x",null,true],"b":{"c":-3}}"#
        let value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        #expect(try String(decoding: encoder.encode(value), as: UTF8.self) == text)
    }
}
