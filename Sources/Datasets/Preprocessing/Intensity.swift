import Foundation

/// How samples become numbers that mean the same whatever the depth of the file. In a recipe: `auto`, `full-scale`,
/// `percentile`, `zscore` or `window:CENTRE,WIDTH`.
///
/// In all rules but `zscore` the result lies from 0 to 1: `(sample - low) / (high - low)`, cut off at both ends. Rules
/// that look at the image take one range for a grey or an RGB image (so that colours stay what they are), and one for
/// each channel of any other.
public enum Intensity: Hashable, Sendable {
    /// In a recipe: chosen by looking at the data, then written down as one of the others. In a model file of version
    /// 0.1, and only there: `fullScale` for 8-bit images and `percentile` without its rule for labels for all others.
    case auto
    /// Samples are divided by their type's full scale, 255 or 65535: for images with comparable numbers. Floating-point
    /// samples are taken as they are, 0 to 1; other types are refused.
    case fullScale
    /// The 0.5th and the 99.5th percentile of each image become 0 and 1 (the percentiles to which nnU-Net clips CT;
    /// Isensee and others 2021), whatever the type. Labels burned in do not count (`SampleHistogram.percentileRange`).
    /// Where the two are equal, the minimum and the maximum take their place.
    case percentile
    /// The mean of each image is taken, then it is divided by its standard deviation (the population's, as numpy's and
    /// nnU-Net's).
    case zscore
    /// From `centre - width / 2` to `centre + width / 2`, the LINEAR_EXACT function of DICOM (PS3.3 C.11.2.1.3.2): for
    /// numbers that mean something by themselves, such as Hounsfield units.
    case window(centre: Double, width: Double)

    /// What a flag and a recipe may say, for messages.
    public static let choices = "auto, full-scale, percentile, zscore or window:CENTRE,WIDTH (window:40,400)"

    /// The shares between which `percentile` scales.
    static let percentiles = (low: 0.005, high: 0.995)

    /// Whether values lie from 0 to 1.
    public var isBounded: Bool { self != .zscore }

    /// Whether 8-bit samples stay bytes until a batch divides them by 255.
    var keepsBytes: Bool { self == .auto || self == .fullScale }
}

extension Intensity: RawRepresentable, Codable, CustomStringConvertible {
    /// Nil for a text that is no rule, and for a width that is not above 0.
    public init?(rawValue: String) {
        switch rawValue {
        case "auto": self = .auto
        case "full-scale": self = .fullScale
        case "percentile": self = .percentile
        case "zscore": self = .zscore
        default:
            guard rawValue.hasPrefix("window:") else { return nil }
            let numbers = rawValue.dropFirst("window:".count).split(separator: ",", omittingEmptySubsequences: false)
                .map { Double($0.trimmingCharacters(in: .whitespaces)) ?? .nan }
            guard numbers.count == 2, numbers.allSatisfy(\.isFinite), numbers[1] > 0,
                (numbers[0] + numbers[1]).isFinite
            else { return nil }
            self = .window(centre: numbers[0], width: numbers[1])
        }
    }

    /// As a recipe writes it; the numbers of a window without needless digits.
    public var rawValue: String {
        switch self {
        case .auto: "auto"
        case .fullScale: "full-scale"
        case .percentile: "percentile"
        case .zscore: "zscore"
        case .window(let centre, let width): "window:\(Self.text(centre)),\(Self.text(width))"
        }
    }

    /// As `rawValue`.
    public var description: String { rawValue }

    private static func text(_ number: Double) -> String {
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// Reads the raw value.
    /// - Throws: `DecodingError` for anything else, which names what there is.
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        let text = try value.decode(String.self)
        guard let rule = Intensity(rawValue: text) else {
            throw DecodingError.dataCorruptedError(
                in: value, debugDescription: "is '\(text)'; wanted is \(Self.choices)")
        }
        self = rule
    }

    /// Writes the raw value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
