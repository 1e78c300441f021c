import Foundation
import Overlays

/// The colours of agreement in the page, as CSS writes them: those of the overlays.
struct PageColours {
    /// One of the palettes between which the reader chooses.
    struct Palette {
        /// Its name in the page's HTML and in `--palette`.
        let name: String
        let correct: String, falsePositive: String, missed: String

        init(_ name: OverlayPaletteName) {
            self.name = name.rawValue
            let palette = name.palette
            correct = Self.hex(palette.correct)
            falsePositive = Self.hex(palette.falsePositive)
            missed = Self.hex(palette.missed)
        }

        private static func hex(_ colour: Overlay.Colour) -> String {
            "#"
                + [colour.red, colour.green, colour.blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
    }

    let standard = Palette(.standard), colourBlind = Palette(.colourBlind)
    /// Opacities, from 0 to 1.
    let correctShare = Self.share(Overlay.correctOpacity), errorShare = Self.share(Overlay.errorOpacity)

    /// An opacity in 256ths as CSS writes it.
    private static func share(_ opacity: Int) -> String { String(format: "%.2f", Double(opacity) / 256) }
}
