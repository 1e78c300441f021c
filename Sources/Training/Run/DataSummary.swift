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
        public let isSynthetic: Bool
        /// How masks and images of the set were read; nil in files of older versions.
        public let reading: Readings.Set?
        /// Files that were left out, by their paths relative to the set's root.
        public let imagesWithoutMask, masksWithoutImage: [String]

        enum CodingKeys: String, CodingKey {
            case name, layout, images, reading
            case maskScale = "mask_scale"
            case isSynthetic = "made_up"
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
    /// What the checks of `pleura inspect` found; nil in files of older versions.
    public let findings: FindingCounts?

    enum CodingKeys: String, CodingKey {
        case format, fingerprint, sets, findings
        case emptyMasks = "empty_masks"
    }

    init(
        _ inventory: Inventory, readings: Readings, emptyMasks: EmptyMasks, findings: FindingCounts? = nil,
        fingerprint: Fingerprint
    ) {
        format = 1
        self.findings = findings
        self.emptyMasks = emptyMasks
        self.fingerprint = fingerprint.digest
        sets = inventory.sets.map { set in
            Set(
                name: set.name, layout: set.layout.name, images: set.pairs.count,
                maskScale: readings.scale(of: set.name).rawValue, isSynthetic: SyntheticMark.isPresent(in: set.root),
                reading: readings.sets[set.name],
                imagesWithoutMask: set.imagesWithoutMask, masksWithoutImage: set.masksWithoutImage)
        }
    }

    /// How the files of each set were read; of a set that an older version wrote down: by what each pair's files tell.
    /// - Parameters:
    ///   - classes: what the masks tell apart.
    ///   - options: what the recipe says.
    public func readings(_ classes: Classes, _ options: TruthOptions) -> Readings {
        let known = sets.compactMap { set in set.reading.map { (set.name, $0) } }
        return Readings(
            classes: classes, options: options, sets: Dictionary(known, uniquingKeysWith: { first, _ in first }))
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
