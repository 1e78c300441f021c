import Foundation

/// How a data set's folder is laid out: names of folders, a rule for the names of files, and whom images show. All that
/// are known are in `Layout.all`; a new one is a value there.
public struct Layout: Hashable, Sendable {
    /// What `--layout` and `data.json` call it.
    public let name: String
    /// What is looked for, in words.
    public let summary: String
    /// The parts of the set, of which at least one is there.
    let parts: [Part]
    /// How the names of images and masks belong together.
    var stems = StemRule()
    /// A file that the root must hold.
    var marker: String?
    /// Whether images of one patient are told apart by this layout.
    var patients = Patients.unknown
    /// Layouts of a higher rank are looked for only where none of a lower one fits: a special one goes before `pairs`,
    /// which has its folders too.
    var rank = 0

    /// Images and masks that lie together.
    struct Part: Hashable, Sendable {
        /// Folders of images relative to the root, by patterns in the order of preference.
        let images: [String]
        /// Folders of masks, likewise; an image needs a mask of each.
        let masks: [[String]]
        /// What the set's makers meant the part for.
        var subset: Subset?
        /// How the masks lie to the images.
        var arrangement = Arrangement.apart
        /// Folders of pictures with another meaning, and what they hold: they are no masks.
        var aside: [Aside] = []
        /// A column with the name of the images' folder: its class.
        var column: String?
    }

    struct Aside: Hashable, Sendable {
        let folder: String, what: String
    }

    enum Arrangement: Hashable, Sendable {
        /// Images and masks in folders of their own.
        case apart
        /// Both in one folder, told apart by the masks' suffix.
        case together
        /// Each image in a folder of its own, with all its masks: the patterns name many folders.
        case folderEach
        /// No masks: files of annotations lie beside the images, or name them.
        case annotated
    }

    /// Whom images show.
    enum Patients: Hashable, Sendable {
        /// The layout says nothing: names or files may.
        case unknown
        /// Each image another patient.
        case oneImageEach
        /// The first group of a regular expression in the file's stem; the words say what is grouped.
        case pattern(String, words: String)
    }
}

extension Layout {
    /// The layout of that name.
    public static func named(_ name: String) -> Layout? { all.first { $0.name == name } }
}

/// The layout that a command asks for: found by looking, or said. In a recipe: `auto`, or a layout's name.
public enum LayoutChoice: Hashable, Sendable, Codable, RawRepresentable, CaseIterable {
    /// Found by looking at each folder.
    case auto
    /// This one, whatever the folder looks like.
    case layout(Layout)

    /// `auto`, then every layout.
    public static var allCases: [LayoutChoice] { [.auto] + Layout.all.map(LayoutChoice.layout) }

    /// Nil for a text that is neither "auto" nor a layout's name.
    public init?(rawValue: String) {
        if rawValue == "auto" {
            self = .auto
        } else if let layout = Layout.named(rawValue) {
            self = .layout(layout)
        } else {
            return nil
        }
    }

    /// "auto", or the layout's name.
    public var rawValue: String {
        switch self {
        case .auto: "auto"
        case .layout(let layout): layout.name
        }
    }
}
