/// What was decided on the way from an image's file to the network and is worth saying, once for all images.
public enum ImageRemark: Int, Hashable, Sendable, CaseIterable {
    /// The percentiles are equal: the minimum and the maximum count.
    case sparse
    /// There is one value everywhere.
    case flat
    /// A label burned in was left out of the percentiles.
    case label
    /// Alpha that is not opaque was left out.
    case alpha
    /// The model's channels were picked by their names, the image has others.
    case others
    /// The model names its channels, the image does not, or calls them otherwise: taken in their order.
    case unnamed

    /// Images that a line names.
    static let named = 4

    /// "note: in 2 of 10 images (a.png, b.png) ...": what there is to say, a line for each kind.
    public static func lines(_ images: [(name: String, remarks: Set<ImageRemark>)]) -> [String] {
        allCases.compactMap { remark in
            let names = images.filter { $0.remarks.contains(remark) }.map(\.name)
            guard !names.isEmpty else { return nil }
            let list = names.prefix(named).joined(separator: ", ") + (names.count > named ? ", ..." : "")
            return
                "\(remark.kind): in \(names.count) of \(images.count) image\(images.count == 1 ? "" : "s") (\(list)) "
                + remark.words
        }
    }

    private var kind: String { self == .label || self == .sparse ? "note" : "warning" }

    private var words: String {
        switch self {
        case .sparse:
            "the 0.5th and the 99.5th percentile of the samples are equal (sparse images); their minimum and maximum "
                + "became 0 and 1"
        case .flat: "all samples of a channel have one value; they became 0"
        case .label:
            "samples at one extreme value, apart from all others (labels burned in), were left out of the percentiles"
        case .alpha:
            "alpha is not opaque and was left out; if it is a channel, take it with --channel (0,1,2,3), if not, save "
                + "the images without it or take --channel 0,1,2"
        case .others: "there are more channels than the network takes; it got those with its channels' names"
        case .unnamed:
            "the channels are not named as the training images' were; they were taken in their order. --channel takes "
                + "others"
        }
    }
}
