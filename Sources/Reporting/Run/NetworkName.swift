/// Names of networks as papers write them.
enum NetworkName {
    /// "U-Net with a ResNet-34 encoder".
    /// - Parameters: the recipe's names; nil where unknown.
    static func phrase(architecture: String?, encoder: String?) -> Phrase {
        let network = architecture.map { Phrase(self.architecture($0)) } ?? Phrase("A network", es: "Una red")
        guard let encoder = encoder.map(self.encoder) else { return network }
        return Phrase(
            "\(network(.english)) with \(article(encoder)) \(encoder) encoder",
            es: "\(network(.spanish)) con un codificador \(encoder)")
    }

    /// Other names are shown as the recipe writes them.
    private static func architecture(_ name: String) -> String {
        ["unet": "U-Net", "unetplusplus": "U-Net++"][name] ?? name
    }

    private static func encoder(_ name: String) -> String {
        if let match = name.wholeMatch(of: /resnet([0-9]+)/) { return "ResNet-\(match.1)" }
        if let match = name.wholeMatch(of: /resnext([0-9]+)_([0-9]+x[0-9]+d)/) {
            return "ResNeXt-\(match.1) (\(match.2))"
        }
        if let match = name.wholeMatch(of: /tf_efficientnet_lite([0-9])/) { return "EfficientNet-Lite\(match.1)" }
        return name
    }

    private static func article(_ name: String) -> String {
        name.first.map { "aeiouAEIOU".contains($0) } == true ? "an" : "a"
    }
}
