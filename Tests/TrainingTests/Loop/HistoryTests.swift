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

    @Test func rowsAreAppendedAndWritten() throws {
        try withTemporaryFolder { folder in
            let file = folder.appending(path: "history.csv")
            var history = History()
            history.append(Self.figures(1))
            let first = history.text.utf8.count
            history.append(Self.figures(2))
            try history.write(to: file)
            #expect(
                try String(contentsOf: file, encoding: .utf8) == """
                    epoch,train_loss,train_dice,val_loss,val_dice,learning_rate,seconds
                    1,0.5,0.25,,0.75,0.001,1.500
                    2,0.5,0.25,,0.75,0.001,1.500

                    """)
            // States of older versions know the length alone: rows beyond belong to no finished epoch.
            var again = try History(file, length: first)
            #expect(again.text.split(separator: "\n").count == 2)
            again.append(Self.figures(2))
            #expect(again == history)
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
