/// Channels and sample type of an image after `StoredPixels.interpreted`, known by the headers alone.
struct InterpretedShape: Equatable {
    let channels: Int
    let component: Image.Component
    let hasAlpha: Bool

    init(of source: ImageSource) {
        let stored = source.rescale?.component(of: source.component, bits: source.bits) ?? source.component
        switch source.photometric {
        case .palette:
            (channels, component, hasAlpha) = Self.palette(source.palette)
        case .cmyk:
            (channels, component, hasAlpha) = (source.channels - 1, stored, source.hasAlpha)
        default:
            let added = source.transparentColour.isEmpty ? 0 : 1
            (channels, component) = (source.channels + added, stored)
            hasAlpha = source.hasAlpha || added == 1
        }
    }

    /// Grey where all colours are, else RGB; with alpha where one is not opaque.
    static func palette(_ colours: [StoredPixels.Colour]) -> (Int, Image.Component, Bool) {
        if colours.contains(where: { $0.alpha != 255 }) { return (4, .uint8, true) }
        let isGrey = colours.allSatisfy { $0.red == $0.green && $0.red == $0.blue }
        return (isGrey ? 1 : 3, .uint8, false)
    }
}
