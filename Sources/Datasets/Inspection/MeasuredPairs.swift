import Files

/// Image-mask pairs, decoded once and measured: what an inspection is made from.
public struct MeasuredPairs: Sendable {
    /// In the order of the pairs.
    public let pairs: [InspectedPair]
    /// How the masks of each set are read.
    public let readings: Readings
    /// Why files cannot be used.
    let faults: [DatasetError.BadFile]
    /// Of each set whose masks can be read in several ways: why, and how to say which.
    let refusals: [String: String]

    /// Of pairs that training has read without a fault.
    public init(_ pairs: [InspectedPair], _ readings: Readings) {
        (self.pairs, self.readings, faults, refusals) = (pairs, readings, [], [:])
    }

    /// Decodes and measures all pairs; a chunk of twice the threads lies in memory at its own size at once.
    /// - Parameters:
    ///   - classes: what the masks tell apart.
    ///   - options: what the command says of the meaning of masks.
    ///   - threads: that decode.
    ///   - progress: is told, on the calling thread, how many of how many pairs are done.
    ///   - isInterrupted: asked on the calling thread every few pairs; true stops the reading.
    /// - Throws: `DatasetError.interrupted`; `.classes` for options that do not go together; `.image` where ITK is
    ///   missing. Bad files are findings.
    public init(
        of pairs: [Pair], classes: Classes = .one, truth options: TruthOptions = TruthOptions(),
        threads: Int = Processors.current.count,
        progress: ((_ done: Int, _ total: Int) -> Void)? = nil, isInterrupted: () -> Bool = { false }
    ) throws(DatasetError) {
        let loader = try PairLoader(
            pairs, try Preprocessing(size: nil), classes, options, threads: threads, inspects: true)
        let loaded = try loader.loadAll(isInterrupted: isInterrupted, progress: progress)
        (self.pairs, readings, faults) = (loaded.inspected, loaded.readings, loaded.bad)
        refusals = Dictionary(loaded.refusals.map { ($0.set, $0.text) }, uniquingKeysWith: { first, _ in first })
    }
}

extension InspectedSet {
    /// The sets of an inventory with what was measured of them.
    static func all(_ inventory: Inventory, _ measured: MeasuredPairs, _ rules: InspectionRules) -> [InspectedSet] {
        var owner: [String: String] = [:]
        for pair in measured.pairs.map(\.pair) {
            for file in pair.images + pair.maskFiles { owner[file.path] = pair.set }
        }
        return inventory.sets.map { set in
            var inspected = InspectedSet(
                name: set.name, root: set.root, facts: measured.pairs.filter { $0.pair.set == set.name })
            (inspected.imagesWithoutMask, inspected.masksWithoutImage) = (set.imagesWithoutMask, set.masksWithoutImage)
            (inspected.otherPictures, inspected.rules) = (set.otherPictures, rules)
            inspected.reading = measured.readings.sets[set.name]?.masks
            inspected.faults = measured.faults.filter { owner[$0.file] == set.name }
            inspected.refusal = measured.refusals[set.name]
            inspected.classes = measured.readings.classes
            inspected.resizesMasks = measured.readings.options.resizesMasks
            return inspected
        }
    }
}
