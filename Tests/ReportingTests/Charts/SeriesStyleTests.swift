import TestSupport
import Testing

@testable import Reporting

/// What readers with and without colour vision see of a chart's series.
struct SeriesStyleTests {
    private static func bytes(_ hex: String) -> [UInt8] {
        let value = UInt32(hex.dropFirst(), radix: 16) ?? 0
        return [value >> 16, value >> 8, value].map { UInt8(truncatingIfNeeded: $0) }
    }

    @Test func seriesAreSeenOnBothPagesAndInGrey() {
        func contrast(_ a: Double, _ b: Double) -> Double { (max(a, b) + 0.05) / (min(a, b) + 0.05) }
        let colours = SeriesStyle.colours.map(Self.bytes)
        // Black is the page's own ink.
        for colour in colours where colour != [0, 0, 0] {
            let linear = ColourVision.linear(colour)
            let luminance = zip([0.2126729, 0.7151522, 0.0721750], linear).map(*).reduce(0, +)
            #expect(contrast(luminance, 1) >= 3, "on white")
            #expect(contrast(luminance, 0.008) >= 3, "on a dark page")
        }
        let lightness = colours.map { ColourVision.normal.lab($0)[0] }
        for (a, b) in zip(lightness, lightness.dropFirst()) { #expect(abs(a - b) > 10, "neighbours in grey") }
        for vision in ColourVision.allCases { #expect(vision.closest(colours) > 18) }
    }
}
