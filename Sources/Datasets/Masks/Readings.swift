import Imaging

/// How the files of each set are read: what masks mean, and how images lie. Decided once for a set, so that training, test,
/// report and overlays see the same masks.
public struct Readings: Equatable, Sendable {
    /// How one set is read.
    public struct Set: Codable, Equatable, Sendable {
        /// What its masks mean.
        public let masks: TruthReading
        /// What was done with images that have an orientation tag.
        public let orientation: OrientationReading

        /// Mask files that were resized to their images; nil: none.
        public let resized: Int?

        init(masks: TruthReading, orientation: OrientationReading, resized: Int? = nil) {
            (self.masks, self.orientation, self.resized) = (masks, orientation, resized)
        }
    }

    /// What the masks tell apart.
    public let classes: Classes
    /// What the command says.
    public let options: TruthOptions
    /// By the set's name. A pair of another set is read by what its own files tell.
    public let sets: [String: Set]

    /// - Parameter sets: by the set's name; empty: each pair is read by what its own files tell.
    public init(classes: Classes = .one, options: TruthOptions = TruthOptions(), sets: [String: Set] = [:]) {
        (self.classes, self.options, self.sets) = (classes, options, sets)
    }

    /// A line for each set: "lungs: foreground: 1; 255 is ignored; by the values of 24 masks", then those of orientation
    /// tags, which begin with "warning: " where masks may lie otherwise than their images.
    public var lines: [String] {
        sets.keys.sorted { $0.precedesByBytes($1) }.flatMap { name -> [String] in
            guard let set = sets[name] else { return [] }
            let turn = set.orientation.line.map { "\(set.orientation.isDoubtful ? "warning: " : "")\(name): \($0)" }
            let resized = set.resized.map {
                "\(name): \($0) mask\($0 == 1 ? " was" : "s were") resized to \($0 == 1 ? "its image" : "their images") "
                    + "(nearest pixel)"
            }
            return ["\(name): \(set.masks.line)"] + [turn, resized].compactMap(\.self)
        }
    }

    /// The full scale of a set's masks, as older run folders name it: 1 for several classes.
    public func scale(of set: String) -> MaskScale { sets[set]?.masks.scale ?? .one }

    /// The image of a pair, laid as its set is read.
    /// - Throws: `ImageError`.
    public func image(of pair: Pair) throws(ImageError) -> Image {
        let image = try pair.decode()
        guard isTurned(pair), let turn = try turn(of: pair), !turn.turnsImage(options.orientation) else { return image }
        return try image.turned(by: turn.tag.inverse)
    }

    /// Height and width of the image of a pair, by its file's header.
    /// - Throws: `ImageError`.
    public func size(of pair: Pair) throws(ImageError) -> PixelSize {
        let header = try pair.header()
        let size = PixelSize(height: header.height, width: header.width)
        guard isTurned(pair), let turn = try turn(of: pair), !turn.turnsImage(options.orientation),
            turn.tag.swapsAxes
        else { return size }
        return PixelSize(height: size.width, width: size.height)
    }

    /// The truth of a pair at its image's own size, several files joined.
    /// - Throws: `DatasetError.badFiles` with every file that is no such mask; `.masks` where its set has no reading and
    ///   its own values have several meanings; `.image` where ITK is missing.
    public func truth(of pair: Pair) throws(DatasetError) -> Truth {
        var files = try MaskFiles(pair.masks, classes, options.orientation)
        guard files.bad.isEmpty else { throw .badFiles(files.bad) }
        if isTurned(pair) {
            let turn: PairTurn?
            do { turn = try self.turn(of: pair) } catch { throw .badFiles([try error.badFile(pair.image)]) }
            if let turn {
                files.turn(
                    by: turn.maskTurn(options.orientation, isStored: sets[pair.set]?.orientation.isStored ?? false))
            }
        }
        if options.resizesMasks {
            do { _ = files.resize(to: try size(of: pair)) } catch { throw .badFiles([try error.badFile(pair.image)]) }
        }
        return try files.truth(try reading(of: pair, files), classes)
    }

    private func reading(of pair: Pair, _ files: MaskFiles) throws(DatasetError) -> TruthReading {
        if let set = sets[pair.set] { return set.masks }
        let decision = TruthDecision(
            files.evidence(classes, ignoring: options.ignoredValues), set: pair.key.description, classes: classes,
            options: options)
        if let refusal = decision.refusal { throw .masks(refusal) }
        guard decision.bad.isEmpty, let reading = decision.reading else { throw .badFiles(decision.bad) }
        return reading
    }

    /// Whether images of the pair's set have an orientation tag.
    private func isTurned(_ pair: Pair) -> Bool { sets[pair.set]?.orientation.tagged ?? 1 > 0 }

    private func turn(of pair: Pair) throws(ImageError) -> PairTurn? {
        let header = try pair.header()
        guard header.orientation != .upright else { return nil }
        var sizes: [PixelSize] = []
        for source in pair.masks {
            guard case .file(let file) = source else {
                let image = try source.decode(classes)
                sizes.append(PixelSize(height: image.height, width: image.width))
                continue
            }
            let mask = try Codec.header(of: file)
            let isTurned = mask.orientation != .upright
            if isTurned, options.orientation != .ignore { continue }
            let swaps = mask.orientation.swapsAxes
            sizes.append(
                PixelSize(height: swaps ? mask.width : mask.height, width: swaps ? mask.height : mask.width))
        }
        return PairTurn(
            tag: header.orientation, upright: PixelSize(height: header.height, width: header.width), masks: sizes)
    }
}
