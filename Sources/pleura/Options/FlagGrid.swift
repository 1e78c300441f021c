import ArgumentParser
import Experiments
import Files
import Foundation

/// The flags of `pleura train` with several values each, separated by commas: every combination is an arm.
///
/// A value may carry settings of its own: `sgd:lr=0.05:momentum=0.9:nesterov` stands for
/// `--optimizer sgd --lr 0.05 --momentum 0.9 --nesterov`.
struct FlagGrid {
    /// One combination of values.
    struct Combination {
        /// A part of its name for each flag with several values.
        private var parts: [String] = []
        /// Those of a `pleura train`.
        private(set) var arguments: [String] = []
        /// Flags that this combination sets by the settings of a value.
        private(set) var own: Set<String> = []

        /// Empty where no flag has several values.
        var name: String { parts.joined(separator: "-") }

        func adding(_ words: [String], part: String? = nil, own: Set<String> = []) -> Combination {
            var result = self
            result.parts += part.map { [$0] } ?? []
            result.arguments += words
            result.own.formUnion(own)
            return result
        }
    }

    let combinations: [Combination]
    /// Every flag that is given, whatever its values.
    let flags: Set<String>

    /// - Parameter arguments: those of `pleura train`, data among them.
    /// - Throws: `ValidationError` for a flag without a value.
    init(_ arguments: [String]) throws {
        var combinations = [Combination()]
        var flags: Set<String> = []
        var index = arguments.startIndex
        while index < arguments.endIndex {
            let argument = arguments[index]
            index += 1
            guard argument.hasPrefix("--"), argument != "--" else {
                combinations = combinations.map { $0.adding([argument]) }
                continue
            }
            let pieces = argument.split(separator: "=", maxSplits: 1).map(String.init)
            let flag = TrainFlag.named(pieces[0])
            flags.insert(flag.name)
            var value = pieces.count > 1 ? pieces[1] : nil
            if value == nil, !flag.isSwitch, index < arguments.endIndex {
                value = arguments[index]
                index += 1
            }
            guard let value else {
                combinations = combinations.map { $0.adding([flag.name]) }
                continue
            }
            let values = flag.values(of: value)
            guard !values.isEmpty else { throw ValidationError("\(flag.name) has no value.") }
            combinations = combinations.flatMap { combination in
                values.map { value in
                    let (own, words) = Self.words(flag, value)
                    return combination.adding(words, part: values.count > 1 ? Self.part(flag, value) : nil, own: own)
                }
            }
        }
        (self.flags, self.combinations) = (flags, combinations)
    }

    /// The arguments that a value stands for, and the flags among them that are its own.
    private static func words(_ flag: TrainFlag, _ value: String) -> (own: Set<String>, arguments: [String]) {
        guard flag.mayVary, value.wholeMatch(of: /[^:=]+(:[a-z][a-z-]*(=[^:]*)?)+/) != nil else {
            return ([], [flag.name, value])
        }
        let pieces = value.split(separator: ":").map(String.init)
        var (own, words) = (Set<String>(), [flag.name, pieces[0]])
        for piece in pieces.dropFirst() {
            let setting = piece.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            own.insert("--" + setting[0])
            words += ["--" + setting[0]] + setting.dropFirst()
        }
        return (own, words)
    }

    private static func part(_ flag: TrainFlag, _ value: String) -> String {
        let text = value.contains("/") ? URL(filePath: value).lastPathComponent : value
        return FileName.ofSetting(flag.namesItself ? text.replacing("=", with: "") : flag.name.dropFirst(2) + text)
    }
}
