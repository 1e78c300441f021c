import Segmentation

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
        // try?: a model of another version may have an encoder that is not known here; it is shown as it is written.
        (try? EncoderEntry.named(name))?.title ?? name
    }

    private static func article(_ name: String) -> String {
        name.first.map { "aeiouAEIOU".contains($0) } == true ? "an" : "a"
    }
}
