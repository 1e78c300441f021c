import Foundation

/// How people with and without colour vision see colours.
///
/// Simulations: Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision
/// deficiency", IEEE TVCG 15 (2009), severity 1.0, applied to linear RGB; differences are CIE 1976 (Lab, D65).
public enum ColourVision: CaseIterable, Sendable {
    case normal, protanopia, deuteranopia

    private var matrix: [[Double]] {
        switch self {
        case .normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        case .protanopia:
            [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
        case .deuteranopia:
            [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
        }
    }

    /// Linear RGB in [0, 1] of a colour in sRGB of 8 bits.
    public static func linear(_ rgb: [UInt8]) -> [Double] {
        rgb.map { value in
            let c = Double(value) / 255
            return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
        }
    }

    /// Lab of a colour in sRGB of 8 bits as it is seen; the first value is its lightness.
    public func lab(_ rgb: [UInt8]) -> [Double] {
        let toXYZ = [
            [0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041],
        ]
        let linear = Self.times(matrix, Self.linear(rgb)).map { max(0, min(1, $0)) }
        let f = zip(Self.times(toXYZ, linear), [0.95047, 1, 1.08883]).map { value, white in
            value / white > 0.008856 ? cbrt(value / white) : 7.787 * value / white + 16.0 / 116
        }
        return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
    }

    /// The smallest difference between two of some colours, in sRGB of 8 bits.
    public func closest(_ colours: [[UInt8]]) -> Double {
        let points = colours.map(lab)
        var least = Double.infinity
        for i in points.indices {
            for j in points.indices where j > i {
                least = min(least, zip(points[i], points[j]).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot())
            }
        }
        return least
    }

    private static func times(_ matrix: [[Double]], _ vector: [Double]) -> [Double] {
        matrix.map { row in zip(row, vector).map(*).reduce(0, +) }
    }
}
