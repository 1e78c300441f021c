import TestSupport
import Testing

@testable import Overlays

/// What readers with and without colour vision see of the palettes.
@Suite struct PaletteTests {
    private static func colours(_ palette: OverlayPalette) -> [[UInt8]] {
        [palette.correct, palette.falsePositive, palette.missed].map(bytes)
    }

    private static func bytes(_ colour: Overlay.Colour) -> [UInt8] { [colour.red, colour.green, colour.blue] }

    @Test(arguments: ColourVision.allCases) func colourBlindPaletteIsToldApart(vision: ColourVision) {
        // As pixels of an overlay, on a dark, a middle and a bright image.
        for grey: UInt8 in [40, 128, 215] {
            let palette = OverlayPalette.colourBlind
            let blended = [
                Overlay.blend(grey, palette.correct, Overlay.correctOpacity),
                Overlay.blend(grey, palette.falsePositive, Overlay.errorOpacity),
                Overlay.blend(grey, palette.missed, Overlay.errorOpacity), Overlay.Colour(grey, grey, grey),
            ]
            #expect(vision.closest(blended.map(Self.bytes)) > 23, "on grey \(grey)")
        }
    }

    /// Why there is a second palette: of the first, red and green come close.
    @Test func standardPaletteIsNotForEverybody() {
        #expect(ColourVision.normal.closest(Self.colours(.standard)) > 60)
        #expect(ColourVision.deuteranopia.closest(Self.colours(.standard)) < 25)
        #expect(ColourVision.protanopia.closest(Self.colours(.standard)) < 30)
    }

    @Test(arguments: [OverlayPalette.standard, .colourBlind]) func palettesDifferInGrey(palette: OverlayPalette) {
        let lightness = Self.colours(palette).map { ColourVision.normal.lab($0)[0] }.sorted()
        #expect(zip(lightness, lightness.dropFirst()).allSatisfy { $1 - $0 > 12 })
    }
}
