import Imaging

@testable import Datasets

/// Masks made by hand, and what is decided of them.
enum MadeMask {
    /// A square mask of `side` pixels whose samples are a function of x and y.
    static func image(
        _ side: Int = 40, channels: Int = 1, component: Image.Component = .uint8, _ value: (Int, Int) -> [Double]
    ) throws -> Image {
        let bytes = (0..<side * side).flatMap { value($0 % side, $0 / side) }.flatMap { sample -> [UInt8] in
            func raw(_ value: some Any) -> [UInt8] { withUnsafeBytes(of: value) { Array($0) } }
            return switch component {
            case .uint8: [UInt8(sample)]
            case .int8: raw(Int8(sample))
            case .uint16: raw(UInt16(sample))
            case .int16: raw(Int16(sample))
            case .uint32: raw(UInt32(sample))
            case .int32: raw(Int32(sample))
            case .float16: raw(Float16(sample))
            case .float32: raw(Float(sample))
            case .float64: raw(sample)
            }
        }
        return try Image(width: side, height: side, channels: channels, component: component, bytes: bytes)
    }

    /// Vertical stripes of these values, of equal width.
    static func stripes(_ values: [Double], component: Image.Component = .uint8) throws -> MaskValues {
        try MaskValues(image(10 * values.count, component: component) { x, _ in [values[x / 10]] })
    }

    static func evidence(_ masks: [MaskValues], ignoring ignored: [Double] = [], looks: Bool = true) -> [MaskEvidence] {
        masks.enumerated().map { MaskEvidence("\($0.offset).png", $0.element, ignoring: ignored, looks: looks) }
    }

    /// The decision on a set of these masks.
    static func decision(
        _ masks: [MaskValues], _ options: TruthOptions = TruthOptions(), classes: Classes = .one
    ) -> TruthDecision {
        TruthDecision(
            evidence(masks, ignoring: options.ignoredValues, looks: classes.count == 1), set: "set", classes: classes,
            options: options)
    }

    /// The line of a decision; why it was refused; or the first bad file's reason.
    static func said(
        _ masks: [MaskValues], _ options: TruthOptions = TruthOptions(), classes: Classes = .one
    ) -> String {
        let decision = decision(masks, options, classes: classes)
        return decision.refusal ?? decision.bad.first.map { "\($0.file): \($0.reason)" } ?? decision.reading?.line ?? ""
    }

    /// Pixels of foreground of one mask by the decision on its set.
    static func area(of mask: MaskValues, in masks: [MaskValues], _ options: TruthOptions = TruthOptions()) -> Int? {
        decision(masks, options).reading.map { Mask(mask, $0).area }
    }
}
