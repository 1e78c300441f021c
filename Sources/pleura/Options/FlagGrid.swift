import ArgumentParser
import Experiments
import Foundation

/// The flags of `pleura train` with several values each, separated by commas, and what every combination of them is.
///
/// A value may carry settings of its own: `sgd:lr=0.05:momentum=0.9:nesterov` stands for
/// `--optimizer sgd --lr 0.05 --momentum 0.9 --nesterov`.
struct FlagGrid {
    /// One combination: the arguments of a `pleura train`, and what it is called: nothing where no flag has several values.
    struct Combination {
        let name: String
        let arguments: [String]
        /// Flags that this combination sets by the settings of a value.
        let own: Set<String>
    }

    let combinations: [Combination]
    /// Every flag that is given, whatever its values.
    let flags: Set<String>

    /// Flags that have one value, in which a comma means nothing, or none.
    private static let single: Set<String> = [
        "--recipe", "--split", "--class-colours", "--class-names", "--decoder-widths", "--threads", "--split-seed",
        "--test",
        "--validation",
        "--layout",
    ]
    private static let switches: Set<String> = ["--strict", "--no-strict", "--nesterov", "--no-nesterov"]
    /// Flags whose values speak for themselves in a name.
    private static let plain: Set<String> = [
        "--arch", "--encoder", "--optimizer", "--weights", "--augment", "--schedule", "--precision", "--fit", "--loss",
        "--attention", "--upsampling",
    ]

    /// - Parameter arguments: those of `pleura train`, data among them.
    /// - Throws: `ValidationError` for a flag without a value.
    init(_ arguments: [String]) throws {
        var combinations = [(parts: [String](), arguments: [String](), own: Set<String>())]
        var flags: Set<String> = []
        var place = arguments.startIndex
        while place < arguments.endIndex {
            let argument = arguments[place]
            place += 1
            guard argument.hasPrefix("--"), argument != "--" else {
                combinations = combinations.map { ($0.parts, $0.arguments + [argument], $0.own) }
                continue
            }
            let pieces = argument.split(separator: "=", maxSplits: 1).map(String.init)
            let flag = pieces[0]
            flags.insert(flag)
            var value = pieces.count > 1 ? pieces[1] : nil
            if value == nil, !Self.switches.contains(flag), place < arguments.endIndex {
                value = arguments[place]
                place += 1
            }
            guard let value else {
                combinations = combinations.map { ($0.parts, $0.arguments + [flag], $0.own) }
                continue
            }
            let values = Self.single.contains(flag) ? [value] : value.split(separator: ",").map(String.init)
            guard !values.isEmpty else { throw ValidationError("\(flag) has no value.") }
            combinations = combinations.flatMap { combination in
                values.map { value in
                    let (own, words) = Self.words(flag, value)
                    let part = values.count > 1 ? [Self.part(flag, value)] : []
                    return (combination.parts + part, combination.arguments + words, combination.own.union(own))
                }
            }
        }
        self.flags = flags
        self.combinations = combinations.map { combination in
            Combination(
                name: combination.parts.joined(separator: "-"),
                arguments: combination.arguments, own: combination.own)
        }
    }

    /// The arguments that a value stands for, and the flags among them that are its own.
    private static func words(_ flag: String, _ value: String) -> (own: Set<String>, arguments: [String]) {
        guard !single.contains(flag), value.wholeMatch(of: /[^:=]+(:[a-z][a-z-]*(=[^:]*)?)+/) != nil else {
            return ([], [flag, value])
        }
        let pieces = value.split(separator: ":").map(String.init)
        var (own, words) = (Set<String>(), [flag, pieces[0]])
        for piece in pieces.dropFirst() {
            let setting = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            own.insert("--" + setting[0])
            words += ["--" + setting[0]] + setting.dropFirst()
        }
        return (own, words)
    }

    private static func part(_ flag: String, _ value: String) -> String {
        let text = value.contains("/") ? URL(filePath: value).lastPathComponent : value
        return Arm.fileName(plain.contains(flag) ? text.replacing("=", with: "") : flag.dropFirst(2) + text)
    }
}
