// What masks of several classes mean that hold indices.

extension SetMasks {
    /// Values are indices from 0; 255 does not count, unless a flag names another value. Where all values lie from 1 to
    /// the number of classes, and that number occurs, labels begin at 1: 1 is the background.
    func indices() -> Outcome {
        let automatic: [Double] = options.ignore == .auto && classes.count < 256 ? [255] : []
        let labels = values.filter { !automatic.contains($0) }
        let count = Double(classes.count)
        let first = labels.last == count && (labels.first ?? 0) >= 1 ? 1 : 0
        let rule = TruthReading.Rule.indices(first: first)
        let reading = TruthReading(rule, ignored: (ignored + automatic).sorted(), basis: basis(), note: note)
        return .success((reading, files.compactMap { fault($0, reading) }))
    }

    private func fault(_ file: MaskEvidence, _ reading: TruthReading) -> DatasetError.BadFile? {
        if file.isLossy {
            return .init(
                file: file.path,
                reason: "is a JPEG, whose compression changes values: class indices do not survive it (it holds "
                    + "\(file.values.asValues)). Save the mask as PNG or TIFF from its source")
        }
        guard let value = file.values.first(where: { reading.label($0, classes) == nil }) else { return nil }
        let count = classes.count
        let ignored = reading.ignored.map(\.asValue).joined(separator: " and ")
        return .init(
            file: file.path,
            reason:
                "has the value \(value.asValue)\(file.pixel(of: value)), which is none of the \(count) classes: these "
                + "are 0 to \(count - 1)" + (ignored.isEmpty ? "" : ", and \(ignored) where a pixel counts for nothing")
                + "; say more --classes, or bring the mask to these values")
    }
}
