import Imaging

/// Reads and checks pairs at their own size: a chunk at a time, decoding on several threads.
///
/// What masks mean is decided when all files are read. Most masks mean what their own values tell, so that they are read
/// once; the others are read again.
struct PairLoader {
    private let pairs: [Pair]
    private let preprocessing: Preprocessing
    private let classes: Classes
    private let options: TruthOptions
    private let threads: Int
    /// Pixels a side of the small copies that an inspection keeps; nil: nothing is measured.
    private let copySide: Int?

    /// - Parameter inspects: whether pairs are measured for an inspection.
    init(
        _ pairs: [Pair], _ preprocessing: Preprocessing, _ classes: Classes, _ options: TruthOptions, threads: Int,
        inspects: Bool = false
    ) throws(DatasetError) {
        try options.check(classes)
        copySide = inspects ? Inspection.copySide(pairs: pairs.count) : nil
        (self.pairs, self.preprocessing, self.classes, self.options) = (pairs, preprocessing, classes, options)
        self.threads = max(threads, 1)
    }

    /// An image at its own size, and small.
    typealias Loaded = (image: StoredImage, copy: ImageCopy)

    /// Is given a pair by its index: its image and its truth; without the image: another truth than the one before.
    typealias Keep = (_ index: Int, Loaded?, Truth) throws(DatasetError) -> Void

    /// What was read, with all that is wrong with it.
    struct Outcome {
        /// Of the sets whose masks can be read.
        fileprivate(set) var readings: Readings
        /// What pixels of the masks hold; empty for one class.
        fileprivate(set) var labels: Set<UInt8> = []
        fileprivate(set) var bad: [DatasetError.BadFile] = []
        /// Of each set whose masks can be read in several ways: why, and how to say which.
        fileprivate(set) var refusals: [(set: String, text: String)] = []
        /// One for each pair; empty where nothing was measured.
        fileprivate(set) var inspected: [InspectedPair] = []
    }

    /// Hands over pair after pair, until the first bad file; then the rest is only checked. Then it hands over those
    /// truths that have another meaning in their set.
    /// - Throws: As `ImageStore.init`.
    func load(
        isInterrupted: () -> Bool, progress: ((Int, Int) -> Void)?, keep: Keep
    ) throws(DatasetError) -> Outcome {
        let loaded = try loadAll(isInterrupted: isInterrupted, progress: progress, keep: keep)
        guard loaded.bad.isEmpty else {
            throw .badFiles(loaded.bad + loaded.refusals.map { .init(file: "masks of \($0.set)", reason: $0.text) })
        }
        guard loaded.refusals.isEmpty else { throw .masks(loaded.refusals.map(\.text).joined(separator: "\n")) }
        return loaded
    }

    /// The same without refusing what is wrong.
    /// - Throws: `DatasetError.interrupted`, `.image`, and what `keep` throws.
    func loadAll(
        isInterrupted: () -> Bool, progress: ((Int, Int) -> Void)?, keep: Keep = { _, _, _ in }
    ) throws(DatasetError) -> Outcome {
        var facts: [PairFacts] = []
        var bad: [DatasetError.BadFile] = []
        try inChunks(Array(pairs.indices), threads: threads, isInterrupted: isInterrupted) { index in
            Result { () throws(DatasetError) in
                try DecodedPair(pairs[index], preprocessing, classes, options, copySide: copySide)
            }
        } handle: { index, result throws(DatasetError) in
            let pair = try result.get()
            bad += pair.bad
            facts.append(pair.facts)
            if bad.isEmpty, let image = pair.image, let copy = pair.copy {
                try keep(index, (image, copy), pair.truth ?? .none)
            }
        } progress: { done in
            progress?(done, pairs.count)
        }
        var loaded = decided(facts, bad)
        let isGood = loaded.bad.isEmpty && loaded.refusals.isEmpty
        let (readings, wrong) = (loaded.readings, Set(loaded.bad.map(\.file)))
        func isReadAgain(_ pair: PairFacts) -> Bool {
            if isRead(pair, readings) { return false }
            // An inspection goes on where training does not: with the masks that can be read.
            return isGood
                || copySide != nil && readings.sets[pair.set] != nil
                    && pair.evidence.allSatisfy { !wrong.contains($0.path) }
                    && pair.isWhole
        }
        let again = facts.indices.filter { isReadAgain(facts[$0]) }
        try inChunks(again, threads: threads, isInterrupted: isInterrupted) { index in
            Result { () throws(DatasetError) in try readings.truth(of: pairs[index]) }
        } handle: { index, result throws(DatasetError) in
            let truth = try result.get()
            facts[index].set(truth)
            if isGood { try keep(index, nil, truth) }
        }
        loaded.labels = facts.reduce(into: []) { $0.formUnion($1.labels) }
        loaded.inspected = facts.compactMap(\.inspected)
        return loaded
    }

    /// What the masks of each set mean.
    private func decided(_ facts: [PairFacts], _ bad: [DatasetError.BadFile]) -> Outcome {
        var loaded = Outcome(readings: Readings(classes: classes, options: options), bad: bad)
        var sets: [String: Readings.Set] = [:]
        var names: [String] = []
        for pair in facts where !names.contains(pair.set) { names.append(pair.set) }
        for name in names {
            let own = facts.filter { $0.set == name }
            let decision = TruthDecision(own.flatMap(\.evidence), set: name, classes: classes, options: options)
            loaded.bad += decision.bad
            if let text = decision.refusal { loaded.refusals.append((name, text)) }
            guard let masks = decision.reading else { continue }
            let resized = own.reduce(0) { $0 + $1.resized }
            sets[name] = Readings.Set(
                masks: masks, orientation: OrientationReading(own.map(\.turn), options.orientation),
                resized: resized > 0 ? resized : nil)
        }
        loaded.readings = Readings(classes: classes, options: options, sets: sets)
        return loaded
    }

    /// Whether a pair's truth is what its set's reading makes of it.
    private func isRead(_ pair: PairFacts, _ readings: Readings) -> Bool {
        guard let set = readings.sets[pair.set], let own = pair.own else { return false }
        if set.orientation.isStored, pair.turn.evidence == .undecided { return false }
        return pair.evidence.allSatisfy { set.masks.agrees(with: own, on: $0, classes) }
    }
}

extension Truth {
    /// In the place of a truth that is read later.
    fileprivate static let none = Truth.mask(Mask(width: 1, height: 1, soft: [0]))
}

/// What is remembered of a pair until all are read.
private struct PairFacts: Sendable {
    let set: String
    let evidence: [MaskEvidence]
    let turn: PairTurn
    /// How its truth was read; nil where it was not.
    let own: TruthReading?
    /// Mask files that were resized to the image.
    let resized: Int
    /// Whether image and mask could be read and have one size.
    let isWhole: Bool
    private(set) var labels: Set<UInt8> = []
    /// What was measured for an inspection.
    private(set) var inspected: InspectedPair?

    init(
        set: String, evidence: [MaskEvidence], turn: PairTurn, own: TruthReading?, truth: Truth?, resized: Int,
        isWhole: Bool, inspected: InspectedPair?
    ) {
        (self.set, self.evidence, self.turn, self.own) = (set, evidence, turn, own)
        (self.resized, self.isWhole, self.inspected) = (resized, isWhole, inspected)
        if let truth { self.set(truth) }
    }

    mutating func set(_ truth: Truth) {
        inspected?.set(truth)
        if case .labels(let mask) = truth { labels = Set(mask.labels) }
    }
}

/// One pair, decoded and checked, at its own size.
private struct DecodedPair: Sendable {
    let facts: PairFacts
    let image: StoredImage?
    let copy: ImageCopy?
    /// As its own values tell; nil where they do not.
    let truth: Truth?
    let bad: [DatasetError.BadFile]

    init(
        _ pair: Pair, _ preprocessing: Preprocessing, _ classes: Classes, _ options: TruthOptions, copySide: Int?
    ) throws(DatasetError) {
        var files = try MaskFiles(pair.masks, classes, options.orientation)
        var bad: [DatasetError.BadFile] = []
        var (image, copy, turn): (StoredImage?, ImageCopy?, PairTurn?)
        var measured: ImageFacts?
        do throws(ImageError) {
            var (decoded, tag) = try pair.decodeTagged()
            let found = PairTurn(
                tag: tag, upright: PixelSize(height: decoded.height, width: decoded.width),
                masks: files.files.filter { !$0.isUpright }.map(\.size))
            if !found.turnsImage(options.orientation) { decoded = try decoded.turned(by: found.tag.inverse) }
            files.turn(by: found.maskTurn(options.orientation, isStored: false))
            (image, copy, turn) = (try preprocessing.prepared(decoded), ImageCopy(decoded), found)
            measured = copySide.map { ImageFacts(decoded, turn: found, copySide: $0) }
        } catch {
            bad.append(try error.badFile(pair.image))
        }
        let maskFacts = copySide == nil ? [] : files.files.map(MaskFacts.File.init)
        var resized = 0
        if let image, options.resizesMasks { resized = files.resize(to: image.own) }
        if let image { bad += Self.misfits(files, image.own, pair.name) }
        let evidence = files.evidence(classes, ignoring: options.ignoredValues)
        let decision = TruthDecision(evidence, set: pair.set, classes: classes, options: options)
        let own = decision.bad.isEmpty ? decision.reading : nil
        (self.image, self.copy, self.bad) = (image, copy, bad + files.bad)
        truth = try self.bad.isEmpty ? own.map { own throws(DatasetError) in try files.truth(own, classes) } : nil
        facts = PairFacts(
            set: pair.set, evidence: evidence,
            turn: turn ?? PairTurn(tag: .upright, upright: .init(height: 1, width: 1), masks: []),
            own: truth == nil ? nil : own, truth: truth, resized: resized, isWhole: self.bad.isEmpty,
            inspected: copySide.map { _ in InspectedPair(pair, measured, maskFacts) })
    }

    private static func misfits(_ files: MaskFiles, _ own: PixelSize, _ name: String) -> [DatasetError.BadFile] {
        files.files.filter { $0.size != own }.map { file in
            .init(
                file: file.path,
                reason: "is \(file.size) pixels, its image \(name) is \(own); a mask has its image's size",
                fault: .size)
        }
    }
}
