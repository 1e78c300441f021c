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

    init(
        _ pairs: [Pair], _ preprocessing: Preprocessing, _ classes: Classes, _ options: TruthOptions, threads: Int
    ) throws(DatasetError) {
        try options.check(classes)
        (self.pairs, self.preprocessing, self.classes, self.options) = (pairs, preprocessing, classes, options)
        self.threads = max(threads, 1)
    }

    /// An image at its own size, and small.
    typealias Loaded = (image: StoredImage, copy: ImageCopy)

    /// Is given a pair by its index: its image and its truth; without the image: another truth than the one before.
    typealias Keep = (_ index: Int, Loaded?, Truth) throws(DatasetError) -> Void

    /// Hands over pair after pair, until the first bad file; then the rest is only checked. Then it hands over those
    /// truths that have another meaning in their set.
    /// - Throws: As `ImageStore.init`.
    func load(
        isInterrupted: () -> Bool, progress: ((Int, Int) -> Void)?, keep: Keep
    ) throws(DatasetError) -> (readings: Readings, labels: Set<UInt8>) {
        var facts: [PairFacts] = []
        var bad: [DatasetError.BadFile] = []
        try inChunks(Array(pairs.indices), isInterrupted) { index in
            Result { () throws(DatasetError) in try DecodedPair(pairs[index], preprocessing, classes, options) }
        } handle: { index, pair throws(DatasetError) in
            bad += pair.bad
            facts.append(pair.facts)
            if bad.isEmpty, let image = pair.image, let copy = pair.copy {
                try keep(index, (image, copy), pair.truth ?? .none)
            }
        } progress: { done in
            progress?(done, pairs.count)
        }
        let readings = try decided(facts, bad)
        try inChunks(facts.indices.filter { !isRead(facts[$0], readings) }, isInterrupted) { index in
            Result { () throws(DatasetError) in try readings.truth(of: pairs[index]) }
        } handle: { index, truth throws(DatasetError) in
            facts[index].set(truth)
            try keep(index, nil, truth)
        }
        return (readings, facts.reduce(into: []) { $0.formUnion($1.labels) })
    }

    private func inChunks<Item: Sendable>(
        _ indices: [Int], _ isInterrupted: () -> Bool,
        read: @Sendable (Int) -> Result<Item, DatasetError>,
        handle: (Int, Item) throws(DatasetError) -> Void, progress: (Int) -> Void = { _ in }
    ) throws(DatasetError) {
        // A chunk is what lies in memory at its own size at once.
        let chunk = 2 * threads
        for start in stride(from: 0, to: indices.count, by: chunk) {
            if isInterrupted() { throw .interrupted }
            let part = Array(indices[start..<min(start + chunk, indices.count)])
            for (index, result) in zip(part, parallelMap(part, threads: threads, read)) {
                try handle(index, try result.get())
            }
            progress(start + part.count)
        }
    }

    /// What the masks of each set mean.
    private func decided(
        _ facts: [PairFacts], _ bad: [DatasetError.BadFile]
    ) throws(DatasetError) -> Readings {
        var (bad, refusals): ([DatasetError.BadFile], [(set: String, text: String)]) = (bad, [])
        var sets: [String: Readings.Set] = [:]
        var names: [String] = []
        for pair in facts where !names.contains(pair.set) { names.append(pair.set) }
        for name in names {
            let own = facts.filter { $0.set == name }
            let decision = TruthDecision(own.flatMap(\.evidence), set: name, classes: classes, options: options)
            bad += decision.bad
            if let text = decision.refusal { refusals.append((name, text)) }
            guard let masks = decision.reading else { continue }
            sets[name] = Readings.Set(
                masks: masks, orientation: OrientationReading(own.map(\.turn), options.orientation))
        }
        guard bad.isEmpty else {
            throw .badFiles(bad + refusals.map { .init(file: "masks of \($0.set)", reason: $0.text) })
        }
        guard refusals.isEmpty else { throw .masks(refusals.map(\.text).joined(separator: "\n")) }
        return Readings(classes: classes, options: options, sets: sets)
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
    private(set) var labels: Set<UInt8>

    init(set: String, evidence: [MaskEvidence], turn: PairTurn, own: TruthReading?, truth: Truth?) {
        (self.set, self.evidence, self.turn, self.own) = (set, evidence, turn, own)
        labels = []
        if let truth { self.set(truth) }
    }

    mutating func set(_ truth: Truth) {
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
        _ pair: Pair, _ preprocessing: Preprocessing, _ classes: Classes, _ options: TruthOptions
    ) throws(DatasetError) {
        var files = try MaskFiles(pair.masks, classes, options.orientation)
        var bad: [DatasetError.BadFile] = []
        var (image, copy, turn): (StoredImage?, ImageCopy?, PairTurn?)
        do throws(ImageError) {
            var decoded = try pair.decode()
            let found = PairTurn(
                tag: try pair.header().orientation, upright: PixelSize(height: decoded.height, width: decoded.width),
                masks: files.files.filter { !$0.isUpright }.map(\.size))
            if !found.turnsImage(options.orientation) { decoded = try decoded.turned(by: found.tag.inverse) }
            files.turn(by: found.maskTurn(options.orientation, isStored: false))
            (image, copy, turn) = (try preprocessing.prepared(decoded), ImageCopy(decoded), found)
        } catch {
            bad.append(try error.badFile(pair.image))
        }
        if let image { bad += Self.misfits(files, image.own, pair.name) }
        let evidence = files.evidence(classes, ignoring: options.ignoredValues)
        let decision = TruthDecision(evidence, set: pair.set, classes: classes, options: options)
        let own = decision.bad.isEmpty ? decision.reading : nil
        (self.image, self.copy, self.bad) = (image, copy, bad + files.bad)
        truth = try self.bad.isEmpty ? own.map { own throws(DatasetError) in try files.truth(own, classes) } : nil
        facts = PairFacts(
            set: pair.set, evidence: evidence,
            turn: turn ?? PairTurn(tag: .upright, upright: .init(height: 1, width: 1), masks: []),
            own: truth == nil ? nil : own, truth: truth)
    }

    private static func misfits(_ files: MaskFiles, _ own: PixelSize, _ name: String) -> [DatasetError.BadFile] {
        files.files.filter { $0.size != own }.map { file in
            .init(
                file: file.path,
                reason: "is \(file.size) pixels, its image \(name) is \(own); a mask has its image's size")
        }
    }
}
