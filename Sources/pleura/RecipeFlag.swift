import ArgumentParser
import Datasets
import Foundation
import Training

/// A flag of `train` and the key of the recipe that it overrides.
struct RecipeFlag {
    /// "--epochs"
    let flag: String
    /// "training.epochs"
    let key: String
    let isGiven: Bool
    /// Sets the key where the flag is given.
    let apply: (inout Recipe) -> Void

    init<Value>(_ flag: String, _ key: String, _ path: WritableKeyPath<Recipe, Value>, _ value: Value?) {
        (self.flag, self.key, isGiven) = (flag, key, value != nil)
        apply = { recipe in
            if let value { recipe[keyPath: path] = value }
        }
    }

    /// One whose effect is not that of a single key.
    init(_ flag: String, _ key: String, isGiven: Bool) {
        (self.flag, self.key, self.isGiven) = (flag, key, isGiven)
        apply = { _ in }
    }
}

extension ArgumentHelp {
    /// Help that ends in the default of the recipe: "Images of one step. Default: 32."
    static func recipe<Value>(_ text: String, _ path: KeyPath<Recipe, Value>) -> ArgumentHelp {
        ArgumentHelp("\(text) Default: \(flagText(Recipe()[keyPath: path])).")
    }

    /// The same for a key that may be nil, which the flag calls none.
    static func recipe<Value>(_ text: String, _ path: KeyPath<Recipe, Value?>) -> ArgumentHelp {
        ArgumentHelp("\(text) Default: \(Recipe()[keyPath: path].map(flagText) ?? "none").")
    }

    /// A value of the recipe as its flag takes it.
    private static func flagText(_ value: some Any) -> String {
        switch value {
        case let size as PixelSize:
            size.height == size.width ? "\(size.height)" : "\(size.height)x\(size.width)"
        case let number as Double: String(format: "%g", number)
        case let isOn as Bool: isOn ? "yes" : "no"
        case let name as any RawRepresentable<String>: name.rawValue
        case let widths as [Int]: widths.map(String.init).joined(separator: ",")
        default: "\(value)"
        }
    }
}
