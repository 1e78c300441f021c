import Foundation

/// How a data set's folder is laid out.
public enum Layout: String, Codable, Sendable, CaseIterable {
    /// `images/` and `masks/`: an image and its mask have the same stem; the mask may have another extension and may
    /// add `_mask` to the stem.
    case pairs
    /// The Shenzhen set: `CXR_png/` and `mask/`, where masks add `_mask` to the stem. One film of each patient.
    case shenzhen
    /// The Montgomery set: `CXR_png/`, `ManualMask/leftMask/` and `ManualMask/rightMask/` under the same names: the
    /// mask is the union of both. One film of each patient.
    case montgomery

    /// The folder of the images, relative to the set's root.
    public var imageFolder: String {
        switch self {
        case .pairs: "images"
        case .shenzhen, .montgomery: "CXR_png"
        }
    }

    /// The folders of the masks, relative to the set's root; an image needs one mask of each.
    public var maskFolders: [String] {
        switch self {
        case .pairs: ["masks"]
        case .shenzhen: ["mask"]
        case .montgomery: ["ManualMask/leftMask", "ManualMask/rightMask"]
        }
    }

    /// The folders that make this layout, in words.
    var folders: String { ([imageFolder] + maskFolders).map { $0 + "/" }.joined(separator: " + ") }
}

/// The layout that a command asks for: found by looking, or said. In a recipe: `auto`, `pairs`, `shenzhen` or
/// `montgomery`.
public enum LayoutChoice: Hashable, Sendable, Codable, RawRepresentable, CaseIterable {
    /// Found by looking at each folder.
    case auto
    /// This one, whatever the folder looks like.
    case layout(Layout)

    /// `auto`, then every layout.
    public static var allCases: [LayoutChoice] { [.auto] + Layout.allCases.map(LayoutChoice.layout) }

    /// Nil for a text that is neither "auto" nor a layout's name.
    public init?(rawValue: String) {
        if rawValue == "auto" {
            self = .auto
        } else if let layout = Layout(rawValue: rawValue) {
            self = .layout(layout)
        } else {
            return nil
        }
    }

    /// "auto", or the layout's name.
    public var rawValue: String {
        switch self {
        case .auto: "auto"
        case .layout(let layout): layout.rawValue
        }
    }
}

extension Layout {
    /// A layout's folders, found on disk.
    struct Place {
        let layout: Layout
        let images: URL
        let masks: [URL]
    }

    /// Finds the folders of the chosen layout, or of the one that fits.
    static func place(in root: URL, choice: LayoutChoice) throws(DatasetError) -> Place {
        let folder = try Folder(root)
        let candidates: [Layout]
        switch choice {
        case .auto: candidates = allCases
        case .layout(let layout): candidates = [layout]
        }
        var found: [Place] = []
        for layout in candidates {
            if let place = try layout.place(in: folder) { found.append(place) }
        }
        if found.count > 1 {
            let names = found.map(\.layout.rawValue)
            throw .layout(
                folder: root.path,
                reason: "fits the layouts \(names.joined(separator: " and ")); say which with --layout")
        }
        if let place = found.first { return place }
        throw .layout(folder: root.path, reason: try explanation(of: folder, candidates))
    }

    private func place(in folder: Folder) throws(DatasetError) -> Place? {
        guard let images = folder.folder(named: imageFolder) else { return nil }
        var masks: [URL] = []
        for path in maskFolders {
            var place = folder
            for part in path.split(separator: "/") {
                guard let next = place.folder(named: String(part)) else { return nil }
                place = try Folder(next)
            }
            masks.append(place.url)
        }
        return Place(layout: self, images: images, masks: masks)
    }

    /// Why no layout fits: what was looked for, what is there, and, above several sets, their names.
    private static func explanation(of folder: Folder, _ candidates: [Layout]) throws(DatasetError) -> String {
        let wanted = candidates.map { "\($0.folders) (\($0.rawValue))" }.joined(separator: ", or ")
        if folder.folders.isEmpty && folder.images.isEmpty {
            return "is empty; a data set holds \(wanted)"
        }
        var sets: [String] = []
        for name in folder.folders {
            let inside = try Folder(folder.url.appending(path: name))
            for layout in candidates where try layout.place(in: inside) != nil {
                sets.append(inside.url.path)
                break
            }
        }
        if !sets.isEmpty {
            return "is not a data set itself but holds \(sets.count == 1 ? "one" : "\(sets.count)"); name "
                + "\(sets.count == 1 ? "it" : "them"): \(sets.joined(separator: " "))"
        }
        return "no data set was found: looked for \(wanted); found \(folder.contents)"
    }
}
