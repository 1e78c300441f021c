import Files
import Testing

@testable import Statistics

/// How often a verdict is wrong where there is no difference: scores are drawn with an effect of each training run and of
/// each patient, and none of the arms.
struct NullVerdictTests {
    /// What an arm makes of a patient is common to its runs.
    private static func arms(
        _ count: Int, seeds: Int, runEffect: Double, patientEffect: Double, _ random: inout RandomDraws
    ) -> [ArmScores] {
        (0..<count).map { arm in
            let patients = (0..<20).map { _ in patientEffect * random.normal() }
            let runs = (0..<seeds).map { seed in
                let shift = runEffect * random.normal()
                return ArmScores.Run(
                    seed: UInt64(seed),
                    scores: patients.enumerated().map { i, effect in
                        ImageScore(
                            set: "s", image: "\(i)", values: [.dice: 0.9 + shift + effect + 0.003 * random.normal()])
                    })
            }
            return ArmScores(name: "\(arm)", runs: runs)
        }
    }

    /// In how many repetitions at least one arm is called better than another.
    private static func wrongVerdicts(
        of repetitions: Int, arms count: Int, seeds: Int, runEffect: Double, patientEffect: Double
    ) throws -> Int {
        var wrong = 0
        for repetition in 0..<repetitions {
            var random = RandomDraws(seed: 17, purpose: "null verdicts", index: repetition)
            let arms = arms(count, seeds: seeds, runEffect: runEffect, patientEffect: patientEffect, &random)
            // A margin that no interval lies within: equivalence is not in question.
            let pairs = try Comparison(of: arms, margin: 1e-9).pairs
            if pairs.contains(where: { if case .better = $0.verdict { true } else { false } }) { wrong += 1 }
        }
        return wrong
    }

    /// By resampling seeds and groups one of two arms was called better in 45 of these 200 cases.
    @Test func threeSeedsThatDisagreeDecideNothing() throws {
        let wrong = try Self.wrongVerdicts(of: 200, arms: 2, seeds: 3, runEffect: 0.02, patientEffect: 0.002)
        #expect(wrong <= 18, "\(wrong) of 200")
    }

    /// Six arms are fifteen pairs: without a correction one of them was called better in half of the cases.
    @Test func manyPairsDecideNothing() throws {
        let wrong = try Self.wrongVerdicts(of: 100, arms: 6, seeds: 1, runEffect: 0, patientEffect: 0.01)
        #expect(wrong <= 10, "\(wrong) of 100")
    }

    @Test func manyPairsOfThreeSeedsDecideNothing() throws {
        let wrong = try Self.wrongVerdicts(of: 60, arms: 6, seeds: 3, runEffect: 0.005, patientEffect: 0.005)
        #expect(wrong <= 7, "\(wrong) of 60")
    }
}
