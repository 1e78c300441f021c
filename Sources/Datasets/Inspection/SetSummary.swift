import Foundation

/// What a data set holds, in numbers.
public struct SetSummary: Sendable, Equatable, Codable {
    /// Something that images have, and how many have it.
    public struct Count<Value: Codable & Equatable & Sendable>: Codable, Equatable, Sendable {
        /// What they have.
        public let value: Value
        /// How many images, or masks.
        public let images: Int
    }

    /// Of numbers, one for each image: the minimum, the median, the maximum.
    public struct Range: Codable, Equatable, Sendable {
        /// In the numbers' own unit.
        public let minimum: Double, median: Double, maximum: Double

        /// Nil of no numbers.
        init?(_ values: [Double]) {
            let sorted = values.sorted()
            guard let first = sorted.first, let last = sorted.last else { return nil }
            let middle = sorted.count / 2
            let median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
            (minimum, self.median, maximum) = (first, median, last)
        }
    }

    /// The set's name.
    public let name: String
    /// The name of a `Layout`.
    public let layout: String
    /// Images with a mask, and groups of them: patients, where these are known.
    public let images: Int, groups: Int
    /// What tells the groups, "by the file names (...)"; nil: each image counts as a patient.
    public let groupedBy: String?
    /// Files without a partner.
    public let imagesWithoutMask: Int, masksWithoutImage: Int
    /// Height and width; the commonest first.
    public let sizes: [Count<PixelSize>]
    /// Number types of samples: "uint8".
    public let depths: [Count<String>]
    /// Channels without alpha.
    public let channels: [Count<Int>]
    /// Millimetres along x and y; empty: not stated.
    public let spacings: [Count<[Double]>]
    /// The values of masks' pixels, ascending, and how many masks hold each; of more than 16 the
    /// lowest and the largest.
    public let maskValues: [Count<Double>]
    /// Whether masks hold values beside these.
    public let hasMoreMaskValues: Bool
    /// How masks are read, in a line.
    public let maskReading: String
    /// Masks without foreground.
    public let emptyMasks: Int
    /// The share of foreground in a mask, from 0 to 1.
    public let foreground: Range?
    /// Means of grey values, and their standard deviations, in the files' numbers.
    public let mean: Range?, deviation: Range?

    enum CodingKeys: String, CodingKey {
        case name, layout, images, groups, sizes, depths, channels, spacings, foreground, mean
        case groupedBy = "grouped_by"
        case imagesWithoutMask = "images_without_mask"
        case masksWithoutImage = "masks_without_image"
        case maskValues = "mask_values"
        case hasMoreMaskValues = "has_more_mask_values"
        case maskReading = "mask_reading"
        case emptyMasks = "empty_masks"
        case deviation = "standard_deviation"
    }

    init(_ set: DataSet, _ inspected: InspectedSet) {
        let facts = inspected.facts
        let (images, masks) = (facts.compactMap(\.image), facts.compactMap(\.mask))
        (name, layout, self.images) = (set.name, set.layout.name, facts.count)
        groupedBy = set.grouping.words
        groups = Set(facts.map(\.pair.patient)).count
        (imagesWithoutMask, masksWithoutImage) = (set.imagesWithoutMask.count, set.masksWithoutImage.count)
        sizes = Self.counts(images.map(\.size))
        depths = Self.counts(images.map(\.component.rawValue))
        channels = Self.counts(images.map(\.channels))
        spacings = Self.counts(images.map { $0.spacing ?? [] })
        let files = facts.flatMap(\.maskFiles)
        let values = Self.counts(files.flatMap { $0.values.counts.map(\.value) }).sorted { $0.value < $1.value }
        maskValues = Array(
            values.count > ValueCounts.most
                ? values.prefix(ValueCounts.most - 1) + values.suffix(1) : values.prefix(ValueCounts.most))
        hasMoreMaskValues =
            values.count > ValueCounts.most || files.contains { $0.values.distinct > $0.values.counts.count }
        maskReading = inspected.reading?.line ?? "not known"
        emptyMasks = masks.count { $0.foreground == 0 }
        foreground = Range(masks.map(\.foreground))
        (mean, deviation) = (Range(images.map(\.mean)), Range(images.map(\.deviation)))
    }

    /// The commonest first; of equally common ones the first that came.
    private static func counts<Value: Hashable & Codable & Sendable>(_ values: [Value]) -> [Count<Value>] {
        var (order, counts) = ([Value](), [Value: Int]())
        for value in values {
            if counts[value] == nil { order.append(value) }
            counts[value, default: 0] += 1
        }
        let found = order.map { Count(value: $0, images: counts[$0] ?? 0) }
        let sorted = found.enumerated().sorted { a, b in
            a.element.images == b.element.images ? a.offset < b.offset : a.element.images > b.element.images
        }
        return sorted.map(\.element)
    }
}
