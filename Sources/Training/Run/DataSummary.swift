import Datasets
import Files
import Foundation

/// `data.json` of a run folder: what the data were, and what was left out of them.
public struct DataSummary: Codable, Equatable, Sendable {
    /// One data set of the training.
    public struct Set: Codable, Equatable, Sendable {
        /// The folder's name, unique among the sets.
        public let name: String
        /// How the folder is laid out: a `Layout` by its raw value, "pairs" for example.
        public let layout: String
        /// Images with a mask.
        public let images: Int
        /// The value that means foreground where masks have smoothed edges: 1, 255 or 65535. 1 where masks hold
        /// several classes.
        public let maskScale: Int
        /// Drawn by `pleura phantom`.
        public let isMadeUp: Bool
        /// Files that were left out, by their paths relative to the set's root.
        public let imagesWithoutMask, masksWithoutImage: [String]

        enum CodingKeys: String, CodingKey {
            case name, layout, images
            case maskScale = "mask_scale"
            case isMadeUp = "made_up"
            case imagesWithoutMask = "images_without_mask"
            case masksWithoutImage = "masks_without_image"
        }
    }

    /// The version of `data.json`: 1.
    public let format: Int
    /// SHA-256 over all pairs (`Fingerprint`).
    public let fingerprint: String
    /// In the order that they were named in.
    public let sets: [Set]
    /// Of each subset, masks without foreground; nil in files that were written before they were counted.
    public let emptyMasks: EmptyMasks?

    enum CodingKeys: String, CodingKey {
        case format, fingerprint, sets
        case emptyMasks = "empty_masks"
    }

    init(_ inventory: Inventory, scales: [String: MaskScale], emptyMasks: EmptyMasks, fingerprint: Fingerprint) {
        format = 1
        self.emptyMasks = emptyMasks
        self.fingerprint = fingerprint.digest
        sets = inventory.sets.map { set in
            Set(
                name: set.name, layout: set.layout.name, images: set.pairs.count,
                maskScale: (scales[set.name] ?? .one).rawValue, isMadeUp: SyntheticMark.isPresent(in: set.root),
                imagesWithoutMask: set.imagesWithoutMask, masksWithoutImage: set.masksWithoutImage)
        }
    }

    func write(to file: URL) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        try AtomicFile.write([UInt8](encoder.encode(self)), to: file)
    }

    /// Reads `data.json`.
    /// - Throws: `TrainingError.unusableState` where the file is not there or not right.
    public init(reading file: URL) throws(TrainingError) {
        do {
            self = try JSONDecoder().decode(DataSummary.self, from: Data(contentsOf: file))
        } catch {
            throw .unusableState(file: file.path, reason: "it is not there or damaged")
        }
    }
}
