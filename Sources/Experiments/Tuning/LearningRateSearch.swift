import Foundation
import Training

/// The search of one arm's learning rate on half-decade steps: 1e-4, 3.16e-4, 1e-3 ...
///
/// First the optimiser's grid; then, as long as the best is at an edge, one step beyond it.
struct LearningRateSearch {
    /// The validation Dice of the run at each rate; nil where it diverged.
    private(set) var tried: [Int: Double?] = [:]
    private let grid: ClosedRange<Int>
    /// The search ends here even if the best is at the edge: 1e-8 and 100.
    private static let limits = -16...4

    /// - Parameter optimiser: Adam's grid goes from 1e-5 to 1e-2, SGD's from 1e-3 to 1.
    init(_ optimiser: Recipe.Optimiser.Name) {
        grid = Self.grid(of: optimiser)
    }

    private static func grid(of optimiser: Recipe.Optimiser.Name) -> ClosedRange<Int> {
        switch optimiser {
        case .adam, .adamw: -10 ... -4
        case .sgd: -6...0
        }
    }

    /// Whether the rate is one that every search of this optimiser begins with.
    static func isInGrid(_ rate: Double, of optimiser: Recipe.Optimiser.Name) -> Bool {
        grid(of: optimiser).contains { Self.rate($0) == rate }
    }

    /// The rate of a half decade, with three digits: 1e-3 for -6, 3.16e-4 for -7.
    static func rate(_ halfDecade: Int) -> Double {
        let decade = Int((Double(halfDecade) / 2).rounded(.down))
        return Double("\(halfDecade.isMultiple(of: 2) ? "1" : "3.16")e\(decade)") ?? pow(10, Double(halfDecade) / 2)
    }

    /// The half decades to train with next; none: the search is over.
    var pending: [Int] {
        let first = grid.filter { tried[$0] == nil }
        guard first.isEmpty else { return first }
        guard let best, let low = tried.keys.min(), let high = tried.keys.max() else { return [] }
        if best == low, Self.limits.contains(low - 1) { return [low - 1] }
        if best == high, Self.limits.contains(high + 1) { return [high + 1] }
        return []
    }

    /// The half decade with the highest validation Dice, the smallest of equals; nil while none has one.
    var best: Int? {
        var best: (Int, Double)?
        for (halfDecade, dice) in tried.sorted(by: { $0.key < $1.key }) {
            if let dice, dice > best?.1 ?? -.infinity { best = (halfDecade, dice) }
        }
        return best?.0
    }

    /// - Parameter dice: nil where the run diverged.
    mutating func record(_ halfDecade: Int, dice: Double?) { tried.updateValue(dice, forKey: halfDecade) }
}
