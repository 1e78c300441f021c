import Imaging

/// From the pixels of a mask file to classes, where each class has a colour: each pixel has the colour of one of them, and
/// nothing else will do. An alpha channel is opaque everywhere and is dropped.
struct LabelRule {
    let mask: LabelMask

    init(_ image: Image, _ classes: Classes) throws(MaskFault) {
        try Self.requireOpaque(image)
        mask = LabelMask(
            width: image.width, height: image.height,
            labels: try Self.labels(image, classes.colours ?? [], classes))
    }

    private static func requireOpaque(_ image: Image) throws(MaskFault) {
        let channels = image.channels
        guard image.hasAlpha else { return }
        let (samples, opaque) = (image.samples, UInt16(clamping: image.component.fullScale))
        for last in stride(from: channels - 1, to: samples.count, by: channels) where samples[last] != opaque {
            throw MaskFault(
                reason: "is a mask with transparent pixels (\(place(last / channels, image))); save it without alpha")
        }
    }

    // MARK: - Colours

    private static func labels(
        _ image: Image, _ colours: [MaskColour], _ classes: Classes
    ) throws(MaskFault) -> [UInt8] {
        guard image.component == .uint8 else {
            throw MaskFault(reason: "has 16 bits a channel; colours of classes have 8")
        }
        var table: [MaskColour: UInt8] = [:]
        for (index, colour) in colours.enumerated() { table[colour] = UInt8(truncatingIfNeeded: index) }
        if let ignored = classes.ignoredColour { table[ignored] = LabelMask.ignored }
        let (bytes, channels) = (image.bytes, image.channels)
        let isGrey = channels < 3
        var labels = [UInt8](repeating: 0, count: bytes.count / channels)
        // Neighbours are mostly alike, so that the table is seldom asked.
        var last: (colour: MaskColour, label: UInt8)?
        for i in labels.indices {
            let first = channels * i
            let colour = MaskColour(bytes[first], bytes[isGrey ? first : first + 1], bytes[isGrey ? first : first + 2])
            if let last, last.colour == colour {
                labels[i] = last.label
                continue
            }
            guard let label = table[colour] else { throw unknown(colour, place(i, image), colours, classes) }
            labels[i] = label
            last = (colour, label)
        }
        return labels
    }

    private static func unknown(
        _ colour: MaskColour, _ place: String, _ colours: [MaskColour], _ classes: Classes
    ) -> MaskFault {
        let known = colours.enumerated().prefix(8).map { "\($0.element) \(classes.name($0.offset))" }
        let more = colours.count > 8 ? " and \(colours.count - 8) more" : ""
        return MaskFault(
            reason: "has the colour \(colour) (\(place)), which is no class's; there are "
                + "\(known.joined(separator: ", "))\(more). Add it to the table of colours (as 'ignored' where it "
                + "is no class), or save the mask again: JPEG and smooth resizing change colours")
    }

    private static func place(_ i: Int, _ image: Image) -> String { "pixel \(i % image.width), \(i / image.width)" }
}
