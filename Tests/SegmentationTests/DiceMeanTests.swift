import TestSupport
import Testing
import Torch

@testable import Segmentation

@Suite struct DiceMeanTests {
    private typealias Batch = (logits: Tensor, target: Tensor)

    /// Logits of 4 where a class is predicted and -4 elsewhere, and the target as losses take it.
    private static func batches(_ reference: EmptyMaskReference, size: Int) throws -> [Batch] {
        let (height, width, classes) = (reference.height, reference.width, reference.classes)
        return try stride(from: 0, to: reference.images.count, by: size).map { start in
            let images = reference.images[start..<min(start + size, reference.images.count)]
            let predicted = images.flatMap { image in
                (classes == 1 ? 1..<2 : 0..<classes).flatMap { c in
                    image.predictedLabels.map { Float(Int($0) == c ? 4 : -4) }
                }
            }
            let labels = images.flatMap(\.referenceLabels)
            let logits = try Tensor(predicted, shape: [images.count, classes, height, width])
            let target =
                classes == 1
                ? try Tensor(labels.map(Float.init), shape: [images.count, 1, height, width])
                : try Tensor(labels, shape: [images.count, height, width]).to(.int64)
            return (logits, target)
        }
    }

    /// NumPy's `nanmean` over the images of each class, then over the classes, whatever the batches.
    @Test(arguments: try EmptyMaskReference.all(), [1, 4, 100])
    func validationIsNumPysNanmean(reference: EmptyMaskReference, size: Int) throws {
        var mean = DiceMean()
        for batch in try Self.batches(reference, size: size) {
            mean.add(try foregroundCounts(logits: batch.logits, target: batch.target))
        }
        #expect(EmptyMaskReference.isClose(mean.value, reference.mean.dice), "\(String(describing: mean.value))")
        #expect(mean.leftOut == reference.bothEmpty)
    }

    /// The line of a training epoch counts 1 where both masks are empty.
    @Test(arguments: try EmptyMaskReference.all())
    func trainingCountsEmptyMasksAsOne(reference: EmptyMaskReference) throws {
        let batch = try Self.batches(reference, size: 100)[0]
        let dice = try imageDice(logits: batch.logits, target: batch.target)
        #expect(dice.count == reference.images.count)
        #expect(EmptyMaskReference.isClose(dice.reduce(0, +) / Double(dice.count), reference.trainingDice))
    }

    /// Without empty masks validation has the bits that it had: the sum of the batches' sums.
    @Test func withoutEmptyMasksTheBitsAreThoseOfAPlainMean() throws {
        let reference = try #require(try EmptyMaskReference.all().first { $0.name == "no mask empty, one class" })
        for size in [1, 2, 4, 9] {
            var (mean, before) = (DiceMean(), 0.0)
            for batch in try Self.batches(reference, size: size) {
                mean.add(try foregroundCounts(logits: batch.logits, target: batch.target))
                before += try imageDice(logits: batch.logits, target: batch.target).reduce(0, +)
            }
            #expect(mean.value == before / Double(reference.images.count))
            #expect(mean.leftOut == 0)
        }
    }

    @Test func ofNothingThereIsNoMean() {
        #expect(DiceMean().value == nil)
    }
}
