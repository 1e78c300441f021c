/// Decides what the values of a set's masks mean, from what all its files tell.
struct TruthDecision {
    /// Nil where the masks can be read in several ways.
    let reading: TruthReading?
    /// Why the masks are refused, with each way of reading them and its flag; nil where they are not.
    let refusal: String?
    /// Files that do not fit the reading.
    let bad: [DatasetError.BadFile]

    /// - Parameter set: the set's name, for messages.
    init(_ files: [MaskEvidence], set: String, classes: Classes, options: TruthOptions) {
        if classes.colours != nil || files.isEmpty {
            reading = TruthReading(classes.colours == nil ? .nonzero : .colours)
            (refusal, bad) = (nil, [])
            return
        }
        let masks = SetMasks(files, set: set, classes: classes, options: options)
        let outcome = classes.count > 1 ? masks.indices() : masks.oneClass()
        switch outcome {
        case .success(let found): (reading, refusal, bad) = (found.reading, nil, found.bad)
        case .failure(let ambiguity): (reading, refusal, bad) = (nil, ambiguity.text(set: set), [])
        }
    }
}

/// Masks whose values have several meanings, and the flag that says which.
struct AmbiguousMasks: Error {
    /// What was found: goes on from "the masks of SET".
    let found: String
    /// What the values may mean, each with its flag.
    let readings: [(meaning: String, flag: String)]

    func text(set: String) -> String {
        let ways = readings.map { "  \($0.meaning): \($0.flag)" }.joined(separator: "\n")
        return "the masks of \(set) \(found). Say how they are meant:\n\(ways)"
    }
}

/// All masks of a set at the moment of the decision.
struct SetMasks {
    let files: [MaskEvidence]
    let set: String
    let classes: Classes
    let options: TruthOptions
    /// Values that a flag ignores.
    let ignored: [Double]
    /// The values that occur, ascending, without those.
    let values: [Double]

    /// A reading with the files that do not fit it.
    typealias Outcome = Result<(reading: TruthReading, bad: [DatasetError.BadFile]), AmbiguousMasks>

    init(_ files: [MaskEvidence], set: String, classes: Classes, options: TruthOptions) {
        (self.files, self.set, self.classes, self.options) = (files, set, classes, options)
        let ignored = options.ignoredValues
        values = Set(files.flatMap(\.values)).subtracting(ignored).sorted()
        self.ignored = ignored
    }

    /// "the values of 24 masks", with the flags that had a say.
    func basis(_ flag: String? = nil) -> String {
        var parts = [flag ?? "the values of \(files.count) mask\(files.count == 1 ? "" : "s")"]
        if options.ignore != .auto { parts.append("--ignore") }
        if options.isInverted { parts.append("--invert-mask") }
        return parts.joined(separator: " and ")
    }

    /// What is said of tags that do not count.
    var note: String? {
        let white = files.count(where: \.hasWhiteZero)
        guard white > 0 else { return nil }
        return "stored values count, although \(white) file\(white == 1 ? " says" : "s say") that 0 is white"
    }

    func made(
        _ rule: TruthReading.Rule, ignoring more: [Double] = [], basis flag: String? = nil, note: String? = nil,
        bad: [DatasetError.BadFile] = []
    ) -> Outcome {
        let notes = [note, self.note].compactMap { $0 }
        return .success(
            (
                TruthReading(
                    rule, ignored: (ignored + more).sorted(), isInverted: options.isInverted, basis: basis(flag),
                    note: notes.isEmpty ? nil : notes.joined(separator: "; ")), bad
            ))
    }
}

extension TruthOptions {
    /// The values that the flag ignores.
    var ignoredValues: [Double] {
        if case .value(let value) = ignore { return [value] }
        return []
    }
}
