import Datasets
import Files
import Foundation
import Segmentation

/// What is needed to use a file of weights. One JSON object, under `pleura` in the file's metadata: no time, host or path,
/// so that equal runs give equal bytes.
public struct ModelMetadata: Codable, Equatable, Sendable {
    /// The version of these metadata: 1.
    public let format: Int
    /// What the network is made from.
    public let network: NetworkDescription
    /// What the logits' channels stand for and how masks show them; nil for one class, and in files from before there
    /// were several.
    public let classes: Classes?
    /// What happens to an image between its file and the network.
    public let preprocessing: Preprocessing
    /// How bright the training images are; nil in files from before it was stored.
    public let brightness: BrightnessRange?
    /// A probability: pixels above it are foreground.
    public let threshold: Double
    /// How the epoch was chosen.
    public let chosenBy: ChosenBy
    /// Whose weights these are, from 1.
    public let epoch: Int
    /// The settings of the training, without its paths.
    public let recipe: JSONValue
    /// SHA-256 of the data it was trained on (`Fingerprint`).
    public let data: String
    /// What the masks of each set that it was trained on mean, in words, by the set's name; nil in files of older
    /// versions.
    public let masks: [String: String]?
    /// Of Pleura and libtorch.
    public let versions: [String: String]

    enum CodingKeys: String, CodingKey {
        case format, network, classes, preprocessing, brightness, threshold, epoch, recipe, data, masks, versions
        case chosenBy = "chosen_by"
    }

    /// Metadata of format 1.
    /// - Parameters:
    ///   - classes: as many as the network has.
    ///   - brightness: of the training images.
    ///   - threshold: a probability, between 0 and 1.
    ///   - epoch: from 1.
    ///   - data: the SHA-256 of the pairs (`Fingerprint`), 64 hexadecimal digits.
    ///   - masks: what the masks of each set mean, by the set's name.
    ///   - versions: by the program's name: "pleura", "libtorch".
    public init(
        network: NetworkDescription, classes: Classes = .one, preprocessing: Preprocessing,
        brightness: BrightnessRange? = nil, threshold: Double = 0.5, chosenBy: ChosenBy,
        epoch: Int, recipe: JSONValue, data: String, masks: [String: String]? = nil, versions: [String: String]
    ) {
        format = 1
        self.classes = classes.count == 1 ? nil : classes
        (self.network, self.preprocessing, self.threshold) = (network, preprocessing, threshold)
        self.brightness = brightness
        (self.chosenBy, self.epoch, self.recipe) = (chosenBy, epoch, recipe)
        (self.data, self.masks, self.versions) = (data, masks, versions)
    }

    /// The key in a safetensors file's metadata.
    static let key = "pleura"

    var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
