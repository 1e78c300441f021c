import Foundation
import TestSupport
import Testing

@testable import Training

struct HistoryTests {
    private static func figures(_ epoch: Int) -> EpochFigures {
        EpochFigures(
            epoch: epoch, trainLoss: 0.5, trainDice: 0.25, validationLoss: nil, validationDice: 0.75,
            learningRate: 0.001, seconds: 1.5)
    }

    @Test func rowsBeyondTheCheckpointAreCutOff() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "history.csv")
            let start = try History.begin(file)
            var history = try History(file, length: start)
            let first = try history.append(Self.figures(1))
            _ = try history.append(Self.figures(2))
            var again = try History(file, length: first)
            #expect(try String(contentsOf: file, encoding: .utf8).split(separator: "\n").count == 2)
            _ = try again.append(Self.figures(2))
            #expect(
                try String(contentsOf: file, encoding: .utf8) == """
                    epoch,train_loss,train_dice,val_loss,val_dice,learning_rate,seconds
                    1,0.5,0.25,,0.75,0.001,1.500
                    2,0.5,0.25,,0.75,0.001,1.500

                    """)
            #expect(throws: TrainingError.self) { try History(file, length: 10_000) }
        }
    }

    @Test func theLineIsTheMissions() {
        let line = EpochFigures(
            epoch: 1, trainLoss: 0.35266, trainDice: 0.82784, validationLoss: 0.5, validationDice: 0.75,
            learningRate: 0.001, seconds: 5.449
        ).line(of: 25)
        #expect(line.hasPrefix("Epoch 1/25, Loss: 0.3527, Dice: 0.8278, Time: 5.45 seconds"))
        #expect(line.hasSuffix(", Validation loss: 0.5000, Validation Dice: 0.7500"))
    }
}
