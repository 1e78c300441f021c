import Imaging

/// The colours in which a segmentation is shown.
public struct OverlayPalette: Sendable, Equatable {
    /// Foreground in reference and prediction.
    public let correct: Overlay.Colour
    /// Foreground in the prediction alone.
    public let falsePositive: Overlay.Colour
    /// Foreground in the reference alone.
    public let missed: Overlay.Colour
    /// The contour of a prediction: does not occur in grey images, and reads on black and on white.
    public let contour: Overlay.Colour

    /// Yellow correct, red false, green missed.
    public static let standard = OverlayPalette(
        correct: Overlay.Colour(255, 221, 0), falsePositive: Overlay.Colour(255, 32, 32),
        missed: Overlay.Colour(0, 214, 84), contour: Overlay.Colour(0, 221, 255))

    /// Yellow correct, orange false, blue missed, of the colours of Okabe and Ito (2008): red and green look alike to
    /// many readers, these three do not, and they differ in lightness too.
    public static let colourBlind = OverlayPalette(
        correct: Overlay.Colour(240, 228, 66), falsePositive: Overlay.Colour(230, 159, 0),
        missed: Overlay.Colour(0, 114, 178), contour: Overlay.Colour(86, 180, 233))

    /// - Parameters:
    ///   - correct: of pixels that are foreground in reference and prediction.
    ///   - falsePositive: of pixels that are foreground in the prediction alone.
    ///   - missed: of pixels that are foreground in the reference alone.
    ///   - contour: of the line around a prediction.
    public init(
        correct: Overlay.Colour, falsePositive: Overlay.Colour, missed: Overlay.Colour, contour: Overlay.Colour
    ) {
        (self.correct, self.falsePositive, self.missed, self.contour) = (correct, falsePositive, missed, contour)
    }
}

/// The palettes by name, as flags have them.
public enum OverlayPaletteName: String, Sendable, CaseIterable {
    /// Yellow, red, green.
    case standard
    /// Yellow, orange, blue.
    case colourBlind = "colour-blind"

    /// The colours.
    public var palette: OverlayPalette {
        switch self {
        case .standard: .standard
        case .colourBlind: .colourBlind
        }
    }
}
