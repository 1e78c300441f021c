/// What is taken to be independent: what intervals and tests count.
public enum SamplingUnit: String, Codable, Sendable {
    /// Each image by itself: no groups are known, so an image's group is empty or its own name.
    case image
    /// A patient or another group, which may have several images.
    case group

    init(_ scores: [ImageScore]) {
        let isOfImages = scores.allSatisfy { score in
            if score.group.isEmpty || score.group == score.image { return true }
            let name = score.image.split(separator: "/").last.map(String.init) ?? score.image
            guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return score.group == name }
            return score.group == name[..<dot]
        }
        self = isOfImages ? .image : .group
    }
}
