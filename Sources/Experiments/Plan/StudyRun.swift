import Datasets
import Foundation
import Training

/// One training run of a study.
public struct StudyRun: Equatable, Sendable {
    /// The name of its run folder: the arm's, with seed and fold where there are several.
    public let name: String
    /// The name of its arm.
    public let arm: String
    /// How far its seed lies behind the arm's, from 0.
    public let seed: Int
    /// From 1; nil without folds.
    public let fold: Int?
    /// Resolved: the arm's, with this run's seed and split file.
    public let recipe: Recipe
}

extension StudyPlan {
    /// Every run, arm by arm within each seed and fold: what is compared first is there first.
    /// - Parameters:
    ///   - rates: the learning rates that were searched, by arm.
    ///   - split: the file of a fold, or of the study's only split.
    func runs(rates: [String: Double], split: (_ fold: Int?) -> URL) -> [StudyRun] {
        let folds: [Int?] = folds == 0 ? [nil] : (1...folds).map(Optional.some)
        return (0..<seeds).flatMap { seed in
            folds.flatMap { fold in
                arms.map { arm in
                    var recipe = arm.recipe
                    recipe.training.seed &+= UInt64(seed)
                    recipe.split.file = split(fold).path
                    if let rate = rates[arm.name] { recipe.training.optimizer.learningRate = rate }
                    let name =
                        arm.name + (seed == 0 ? "" : "-seed\(seed)") + (fold.map { "-fold\($0)" } ?? "")
                    return StudyRun(name: name, arm: arm.name, seed: seed, fold: fold, recipe: recipe)
                }
            }
        }
    }

    /// The split of each fold, or the only one. A split file of the arms is taken as it is; folds take its groups, and
    /// leave out what it leaves unused.
    /// - Parameter joined: pairs with the groups of images that are alike joined; not asked for a split file alone.
    func splits(
        of pairs: [Pair], joined: ([Pair]) throws(DatasetError) -> [Pair] = { $0 }
    ) throws -> [(fold: Int?, split: Split)] {
        guard let wanted = arms.first?.recipe.split else { return [] }
        let file = try wanted.file.map { try Split(file: URL(filePath: $0)) }
        if folds > 0 {
            return try Split.folds(
                of: pairs, count: folds, seed: wanted.seed, validation: wanted.validation, groups: file,
                joined: joined
            ).enumerated().map { ($0.offset + 1, $0.element) }
        }
        if let file { return [(nil, file)] }
        return [
            (nil, try Split(of: joined(pairs), seed: wanted.seed, test: wanted.test, validation: wanted.validation))
        ]
    }
}
