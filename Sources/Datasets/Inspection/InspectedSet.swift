import Foundation

/// A data set with what was measured of it: what checks look at.
struct InspectedSet: Sendable {
    /// The set's name.
    let name: String
    /// The set's folder.
    let root: URL
    /// One for each pair that was read, in the order of the images.
    let facts: [InspectedPair]
    /// Relative to the root.
    var imagesWithoutMask: [String] = [], masksWithoutImage: [String] = [], otherPictures: [String] = []
    /// How masks are read; nil where that cannot be told.
    var reading: TruthReading?
    /// Why files cannot be used.
    var faults: [DatasetError.BadFile] = []
    /// Why the set's masks cannot be read, and how to say what they mean.
    var refusal: String?
    /// What the masks tell apart.
    var classes = Classes.one
    /// Whether masks are resized to their images.
    var resizesMasks = false
    /// How the data are to be used.
    var rules = InspectionRules()

    /// A file as findings name it: "SET/PATH", the path relative to the set's root where it lies in there.
    func name(of file: URL) -> String { name(ofPath: file.path) }

    /// The same of a path.
    func name(ofPath path: String) -> String {
        let folder = root.path.hasSuffix("/") ? root.path : root.path + "/"
        return path.hasPrefix(folder) ? "\(name)/\(path.dropFirst(folder.count))" : path
    }

    /// An item for each file of the pair's mask.
    func masks(of facts: InspectedPair, _ detail: Finding.Detail? = nil) -> [Finding.Item] {
        facts.pair.maskFiles.map { Finding.Item(name(of: $0), detail) }
    }

    /// An item for the pair's image.
    func image(of facts: InspectedPair, _ detail: Finding.Detail? = nil) -> Finding.Item {
        Finding.Item(name(of: facts.pair.image), detail)
    }

    /// A finding of these items; none where there are none.
    func findings(
        _ kind: Finding.Kind, _ severity: Finding.Severity, _ items: [Finding.Item]
    ) -> [Finding] {
        items.isEmpty ? [] : [Finding(kind, severity, set: name, items)]
    }
}

/// How the data are to be used, as far as findings depend on it.
public struct InspectionRules: Sendable, Equatable {
    /// Files without a partner are refused.
    public var isStrict = false
    /// A split that was given; nil: none.
    public var split: Split?

    /// Nothing refused, no split.
    public init() {}
}

/// One thing that can be wrong with a set, found from what was measured.
protocol SetCheck: SendableMetatype {
    /// What is wrong; empty where nothing is.
    static func findings(in set: InspectedSet) -> [Finding]
}
