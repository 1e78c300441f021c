import Datasets
import Evaluation
import Foundation
import Training

/// Files of run folders, as finished training runs leave them.
enum StudyFiles {
    /// One test image: its Dice, in thousandths, comes out exactly.
    typealias Tested = (image: String, group: String, dice: Double)

    /// Writes `test/metrics.csv` and `test/summary.json`.
    static func writeTest(_ images: [Tested], set: String = "films", to folder: RunFolder) throws {
        let results = images.map { image, group, dice in
            // Dice = 2 TP / (2 TP + FP) = hit / 1000.
            let hit = Int((dice * 1000).rounded())
            let prediction = [UInt8](repeating: 1, count: hit + 2 * (1000 - hit)) + [0]
            let truth = [UInt8](repeating: 1, count: hit) + [UInt8](repeating: 0, count: prediction.count - hit)
            return ImageResult(
                key: ImageKey(set: set, name: image), group: group, prediction: prediction, truth: truth)
        }
        try FileManager.default.createDirectory(at: folder.test, withIntermediateDirectories: true)
        try EvaluationSummary.write(results, metricSize: .original, threshold: 0.5, precision: .fp32, to: folder.test)
    }

    /// A finished run: `metrics.csv` calls every image its own group, `split.csv` tells the group.
    /// - Parameter history: training loss, training Dice and seconds of each epoch.
    static func writeRun(
        _ images: [Tested], history: [(loss: Double, dice: Double, seconds: Double)], to folder: RunFolder
    ) throws {
        try writeTest(images.map { ($0.image, $0.image, $0.dice) }, to: folder)
        func write(_ lines: [String], _ file: URL) throws {
            try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
        }
        try write(
            ["image,set,subset,group"] + images.map { "\($0.image),films,test,\($0.group)" }, folder.split)
        try write(
            ["epoch,train_loss,train_dice,val_loss,val_dice,learning_rate,seconds"]
                + history.enumerated().map { "\($0 + 1),\($1.loss),\($1.dice),,,0.001,\($1.seconds)" }, folder.history)
        try write(
            [
                #"{"format": 1, "peak_memory_bytes": 1000, "parameters": 5, "multiply_adds": 7, "seconds_per_epoch": 2.5}"#
            ],
            folder.cost)
    }
}
