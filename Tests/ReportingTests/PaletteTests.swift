import Foundation
import Testing

@testable import Reporting

/// What readers with and without colour vision see of the colours.
///
/// Simulations: Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision
/// deficiency", IEEE TVCG 15 (2009), severity 1.0, applied to linear RGB; differences are CIE 1976 (Lab, D65).
@Suite struct PaletteTests {
    enum Vision: CaseIterable {
        case normal, protanopia, deuteranopia

        var matrix: [[Double]] {
            switch self {
            case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
            case .protanopia:
                [
                    [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
                ]
            case .deuteranopia:
                [
                    [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
                ]
            }
        }
    }

    private static func linear(_ colour: Overlay.Colour) -> [Double] {
        [colour.red, colour.green, colour.blue].map { value in
            let c = Double(value) / 255
            return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
        }
    }

    private static func times(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        matrix.map { row in zip(row, vector).map(*).reduce(0, +) }
    }

    private static func lab(_ linear: [Double]) -> [Double] {
        let xyz = times(
            [
                [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
                [0.0193339, 0.1191920, 0.9503041],
            ],
            linear.map { max(0, min(1, $0)) })
        let f = zip(xyz, [0.95047, 1, 1.08883]).map { value, white in
            value / white > 0.008856 ? cbrt(value / white) : 7.787 * value / white + 16.0 / 116
        }
        return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
    }

    private static func seen(_ colour: Overlay.Colour, _ vision: Vision) -> [Double] {
        lab(times(vision.matrix, linear(colour)))
    }

    /// The smallest difference between two of some colours.
    private static func closest(_ colours: [Overlay.Colour], _ vision: Vision) -> Double {
        let points = colours.map { seen($0, vision) }
        var least = Double.infinity
        for i in points.indices {
            for j in points.indices where j > i {
                least = min(least, zip(points[i], points[j]).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot())
            }
        }
        return least
    }

    private static func colours(_ palette: OverlayPalette) -> [Overlay.Colour] {
        [palette.correct, palette.falsePositive, palette.missed]
    }

    private static func series(_ hex: String) -> Overlay.Colour {
        let value = UInt32(hex.dropFirst(), radix: 16) ?? 0
        return Overlay.Colour(
            UInt8(truncatingIfNeeded: value >> 16), UInt8(truncatingIfNeeded: value >> 8),
            UInt8(truncatingIfNeeded: value))
    }

    @Test(arguments: Vision.allCases) func colourBlindPaletteIsToldApart(vision: Vision) {
        // As pixels of an overlay, on a dark, a middle and a bright film.
        for grey: UInt8 in [40, 128, 215] {
            let palette = OverlayPalette.colourBlind
            let blended = [
                Overlay.blend(grey, palette.correct, Overlay.correctOpacity),
                Overlay.blend(grey, palette.falsePositive, Overlay.errorOpacity),
                Overlay.blend(grey, palette.missed, Overlay.errorOpacity), Overlay.Colour(grey, grey, grey),
            ]
            #expect(Self.closest(blended, vision) > 23, "on grey \(grey)")
        }
    }

    /// Why there is a second palette: of the first, red and green come close.
    @Test func standardPaletteIsNotForEverybody() {
        #expect(Self.closest(Self.colours(.standard), .normal) > 60)
        #expect(Self.closest(Self.colours(.standard), .deuteranopia) < 25)
        #expect(Self.closest(Self.colours(.standard), .protanopia) < 30)
    }

    @Test(arguments: [OverlayPalette.standard, .colourBlind]) func palettesDifferInGrey(palette: OverlayPalette) {
        let lightness = Self.colours(palette).map { Self.seen($0, .normal)[0] }.sorted()
        #expect(zip(lightness, lightness.dropFirst()).allSatisfy { $1 - $0 > 12 })
    }

    @Test func seriesAreSeenOnBothPagesAndInGrey() {
        func contrast(_ a: Double, _ b: Double) -> Double { (max(a, b) + 0.05) / (min(a, b) + 0.05) }
        let colours = SeriesStyle.colours.map(Self.series)
        // Black is the page's own ink.
        for colour in colours where colour != Overlay.Colour(0, 0, 0) {
            let luminance = zip([0.2126729, 0.7151522, 0.0721750], Self.linear(colour)).map(*).reduce(0, +)
            #expect(contrast(luminance, 1) >= 3, "on white")
            #expect(contrast(luminance, 0.008) >= 3, "on a dark page")
        }
        let lightness = colours.map { Self.seen($0, .normal)[0] }
        for (a, b) in zip(lightness, lightness.dropFirst()) { #expect(abs(a - b) > 10, "neighbours in grey") }
        for vision in Vision.allCases { #expect(Self.closest(colours, vision) > 18) }
    }
}
