// What masks of one class mean.

extension SetMasks {
    /// By the flag, or else by the values:
    ///
    /// 1. Two values {0, v}, or one: foreground is where v is.
    /// 2. 0, 1 and 255: 1 is foreground, 255 does not count.
    /// 3. 1 and 2, with or without 255: labels begin at 1, so that 2 is foreground.
    /// 4. Integers of 32 bits, each value one connected area in each file: numbered objects, as labelling programs write
    ///    them; every value but 0 is foreground.
    /// 5. More values: smoothed edges (`MaskStructure`), cut at half of the full scale (1, 255, or 65535 above it).
    ///
    /// Numbered objects of fewer bits, class labels, and values that differ from file to file can be read in several ways and are
    /// refused.
    func oneClass() -> Outcome {
        switch options.foreground {
        case .auto: byValues()
        case .nonzero: made(.nonzero, basis: "--foreground", bad: files.compactMap { lossyFault($0) })
        case .half: made(.half(MaskStructure.scale(of: values)), basis: "--foreground")
        case .values(let chosen): named(chosen)
        }
    }

    private func named(_ chosen: [Double]) -> Outcome {
        guard chosen.contains(where: values.contains) || files.contains(where: \.isCut) else {
            return .failure(
                AmbiguousMasks(
                    found:
                        "hold \(values.asValues), and none of --foreground \(chosen.map(\.asValue).joined(separator: ","))",
                    readings: [("the values that are foreground", "--foreground VALUE,...")]))
        }
        // Beside indices from 1, 255 is the usual value of pixels that do not count.
        let isIgnored = options.ignore == .auto && values.contains(1) && values.contains(255) && !chosen.contains(255)
        return made(
            .values(chosen), ignoring: isIgnored ? [255] : [], basis: "--foreground",
            bad: files.compactMap { lossyFault($0) })
    }

    /// Why a file whose compression changes values cannot hold indices or numbers; nil where it holds black and white.
    private func lossyFault(_ file: MaskEvidence) -> DatasetError.BadFile? {
        guard file.isLossy, !file.values.allSatisfy({ $0 == 0 || $0 == 255 }) else { return nil }
        return .init(
            file: file.path,
            reason: "is a JPEG, whose compression changes values: indices and numbers do not survive it (it holds "
                + "\(file.values.asValues)). Save the mask as PNG or TIFF from its source; black and white alone can be "
                + "cut at half: --foreground half")
    }

    // MARK: - By the values

    private func byValues() -> Outcome {
        let dark = files.filter { $0.hasDarkForeground }
        let lossy = files.filter { $0.isLossy && $0.maximum < 128 }.compactMap(lossyFault)
        if !lossy.isEmpty { return made(.nonzero, bad: lossy) }
        let positive = values.filter { $0 != 0 }
        if let first = values.first, first < 0 {
            return .failure(AmbiguousMasks(found: "hold negative values (\(values.asValues))", readings: single))
        }
        guard positive.count > 1 else {
            if !dark.isEmpty, !options.isInverted { return .failure(darkForeground(positive, dark.count)) }
            return positive.isEmpty
                ? made(.nonzero, note: "every pixel is 0") : made(.values(positive))
        }
        if options.ignore == .auto, positive == [1, 255] { return withIgnored() }
        if values == [1, 2] || (options.ignore == .auto && values == [1, 2, 255]) {
            return made(
                .values([2]), ignoring: values.count == 3 ? [255] : [], note: "1 is background (labels begin at 1)")
        }
        return grey(positive)
    }

    private func darkForeground(_ positive: [Double], _ count: Int) -> AmbiguousMasks {
        let value = positive.first?.asValue ?? "1"
        return AmbiguousMasks(
            found: "can be read in two ways: in \(count) of \(files.count) files the palette shows 0 light and "
                + "\(value) dark",
            readings: [
                ("by the indices, \(value) is foreground", "--foreground \(value)"),
                ("by the brightness, 0 is foreground", "--foreground 0"),
            ])
    }

    /// 1 and 255, with 0 or without.
    private func withIgnored() -> Outcome {
        let readings = [
            ("1 is foreground and 255 does not count", "--foreground 1 --ignore 255"),
            ("255 is foreground, 1 is background", "--foreground 255 --ignore none"),
            ("both are foreground", "--foreground nonzero"),
        ]
        func unclear(_ found: String) -> Outcome { .failure(AmbiguousMasks(found: found, readings: readings)) }
        guard values.first == 0 else { return unclear("hold 1 and 255, and no 0") }
        guard files.contains(where: { $0.values.contains(1) && $0.values.contains(255) }) else {
            return unclear("hold 1 in some files and 255 in others, never both")
        }
        let (ones, ignored) = (total(1), total(255))
        guard 100 * ones >= ignored else {
            return unclear("hold 0 and 255, and 1 in \(ones) pixels: strays, or a small foreground")
        }
        return made(.values([1]), ignoring: [255])
    }

    private func total(_ value: Double) -> Int { files.reduce(0) { $0 + $1.count(of: value) } }

    /// Several values above 0: smoothed edges, or nothing that can be told.
    private func grey(_ positive: [Double]) -> Outcome {
        let several = files.filter { $0.positive(ignoring: ignored).count > 1 }
        guard !several.isEmpty else {
            return .failure(
                AmbiguousMasks(
                    found: "hold one value above 0 each, and not the same (\(positive.asValues))",
                    readings: [("every value but 0 is foreground", "--foreground nonzero")] + single))
        }
        if files.allSatisfy(\.isWide), several.allSatisfy(\.isNumbered) {
            return made(.nonzero, note: "objects numbered in 32 bits, each value one area")
        }
        let faults = several.compactMap { file in reason(file).map { (file, $0) } }
        let scale = MaskStructure.scale(of: values)
        // Smoothed edges, or black and white at the full scale.
        let fitting = files.count { file in
            file.structure.map { $0 == .smoothed(scale) } ?? (file.positive(ignoring: ignored) == [scale])
        }
        guard faults.count < max(fitting, 1) else { return .failure(labelled(positive, faults.first?.1)) }
        var bad = faults.map { DatasetError.BadFile(file: $0.0.path, reason: $0.1) }
        let faulty = Set(faults.map(\.0.path))
        bad += files.filter { !faulty.contains($0.path) }.compactMap { outOfScale($0, scale) }
        return made(.half(scale), bad: bad)
    }

    /// Why a file's values are no smoothed edges; nil where they are.
    private func reason(_ file: MaskEvidence) -> String? {
        switch file.structure {
        case .smoothed: nil
        case .other(let fault): fault.reason
        case .numbered(let count):
            "is a mask whose \(count) values are one area each: the numbers of objects (--foreground nonzero), or class "
                + "labels (--classes N)"
        case nil:
            "is a mask with the values \(file.values.asValues) in a set of masks with grey edges: class labels? "
                + MaskStructure.labelAdvice
        }
    }

    /// A file that would lose its foreground, or another part of it, at the set's scale.
    private func outOfScale(_ file: MaskEvidence, _ scale: Double) -> DatasetError.BadFile? {
        guard let own = file.positive(ignoring: ignored).last else { return nil }
        let isSmoothed = file.structure.map { $0 != .smoothed(scale) } ?? false
        guard isSmoothed || 2 * own < scale else { return nil }
        return .init(
            file: file.path,
            reason:
                "is a mask with \(isSmoothed ? "smoothed edges up to \(own.asValue)" : "0 and \(own.asValue) alone") "
                + "in a set whose masks reach \(scale.asValue); bring the masks of a set to one scale, or name them as "
                + "two sets")
    }

    /// Numbered objects or class labels.
    private func labelled(_ positive: [Double], _ detail: String?) -> AmbiguousMasks {
        let objects = files.compactMap { file -> Int? in
            if case .numbered(let count) = file.structure { return count }
            return nil
        }
        let several = files.count { $0.positive(ignoring: ignored).count > 1 }
        var readings = [("numbered objects, every value but 0 is foreground", "--foreground nonzero")]
        let labels = positive.filter { $0 != 255 || options.ignore != .auto }
        if let largest = labels.last, largest <= 254, labels.allSatisfy({ $0 == $0.rounded() }) {
            let count = Int(largest) + 1
            readings.append(("classes, each value is one (a model of \(count) classes)", "--classes \(count)"))
        }
        if 2 * (positive.last ?? 0) >= MaskStructure.scale(of: values) {
            readings.append(("grey edges, cut at half", "--foreground half"))
        }
        let found =
            2 * objects.count > several
            ? "look like numbered objects, up to \(objects.max() ?? 0) in a file, or like class labels (values "
                + "\(values.asValues))"
            : "hold \(values.asValues), which is not black and white with smoothed edges"
                + (detail.map { " (the first such file \($0))" } ?? "")
        return AmbiguousMasks(found: found, readings: readings + single)
    }

    /// The flag that names values, as a last way.
    private var single: [(meaning: String, flag: String)] {
        [("some of the values alone, all others are background", "--foreground VALUE,...")]
    }
}
