import Files
import Foundation

/// What lies under a data set's root, by name: no file is opened. Hidden files and folders are left out.
struct PictureTree {
    /// One file.
    struct File: Hashable {
        /// Relative to the root, parts divided by '/'.
        let path: String
        /// The folder's path relative to the root; empty: the root itself.
        let folder: String
        /// The file's name.
        let name: String

        /// The path without the extension.
        var stemPath: String { folder.isEmpty ? name.stem : folder + "/" + name.stem }

        /// The path relative to a folder above it.
        func path(in folder: String) -> String {
            folder.isEmpty ? path : String(path.dropFirst(folder.count + 1))
        }
    }

    let root: URL
    /// Pictures that are read, in the byte order of their paths.
    private(set) var pictures: [File] = []
    /// Pictures of formats that are not read.
    private(set) var unread: [File] = []
    /// Files that may hold annotations: JSON and text.
    private(set) var notes: [File] = []
    /// Folders by their paths, the root's own being empty, each with the folders in it.
    private(set) var folders: [String: [String]] = [:]
    /// Pictures whose names are not UTF-8, by their folders.
    private(set) var badNames: [String: [DatasetError.BadFile]] = [:]
    /// Extensions of all other files, for messages.
    private(set) var otherExtensions: [String: Set<String>] = [:]

    /// Deeper folders are not entered; a link that leads back up ends here.
    private static let deepest = 12

    init(_ root: URL) throws(DatasetError) {
        self.root = root
        try enter("", depth: 0)
        let order = { (a: File, b: File) in a.path.precedesByBytes(b.path) }
        pictures.sort(by: order)
        unread.sort(by: order)
        notes.sort(by: order)
    }

    private mutating func enter(_ path: String, depth: Int) throws(DatasetError) {
        let url = path.isEmpty ? root : root.appending(path: path)
        let listing: FolderListing
        do throws(FileError) { listing = try FolderListing(url) } catch {
            throw .layout(folder: url.path, reason: Folder.reason(error))
        }
        var inside: [String] = []
        for name in listing.names where !name.hasPrefix(".") && name != "__MACOSX" {
            let file = File(path: path.isEmpty ? name : path + "/" + name, folder: path, name: name)
            if Folder.isFolder(url.appending(path: name)) { inside.append(name) } else { add(file) }
        }
        let bad = listing.unreadable.filter { !$0.hasPrefix(".") && PictureName.isPicture($0) }
            .sorted { $0.precedesByBytes($1) }
        if !bad.isEmpty { badNames[path] = bad.map { .init(file: "\(url.path)/\($0)", reason: NameBytes.notUTF8) } }
        inside.sort { $0.precedesByBytes($1) }
        folders[path] = inside
        guard depth < Self.deepest else { return }
        for name in inside { try enter(path.isEmpty ? name : path + "/" + name, depth: depth + 1) }
    }

    private mutating func add(_ file: File) {
        if PictureName.isRead(root.appending(path: file.path)) {
            pictures.append(file)
        } else if PictureName.isPicture(file.name) {
            unread.append(file)
        } else if ["json", "txt"].contains(file.name.fileExtension) {
            notes.append(file)
        }
        if !PictureName.isRead(file.name), !file.name.fileExtension.isEmpty {
            otherExtensions[file.folder, default: []].insert(file.name.fileExtension)
        }
    }

    /// The files of a list that lie in a folder or below it.
    func files(_ list: [File], in folder: String) -> [File] {
        folder.isEmpty ? list : list.filter { $0.folder == folder || $0.folder.hasPrefix(folder + "/") }
    }

    /// The folders that a pattern names: parts divided by '/', '*' stands for any characters of a part; an exact match
    /// goes before one in another case.
    func folders(matching pattern: String) -> [String] {
        var found = [""]
        for part in pattern.split(separator: "/").map(String.init) {
            found = found.flatMap { folder in
                let inside = folders[folder] ?? []
                let exact = inside.filter { $0 == part }
                let matching = exact.isEmpty ? inside.filter { Self.matches($0, part) } : exact
                return matching.map { folder.isEmpty ? $0 : folder + "/" + $0 }
            }
        }
        return found
    }

    private static func matches(_ name: String, _ pattern: String) -> Bool {
        let (name, pattern) = (name.lowercased(), pattern.lowercased())
        guard pattern.contains("*") else { return name == pattern }
        let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
        guard let first = pieces.first, let last = pieces.last, name.hasPrefix(first), name.hasSuffix(last),
            name.count >= first.count + last.count
        else { return false }
        var rest = name.dropFirst(first.count).dropLast(last.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let range = rest.range(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }

    /// What lies in a folder, in a few words.
    func contents(of folder: String) -> String {
        var parts: [String] = []
        if let inside = folders[folder], !inside.isEmpty { parts.append("folders " + inside.shortList) }
        let images = pictures.count { $0.folder == folder }
        if images > 0 { parts.append("\(images) image file\(images == 1 ? "" : "s")") }
        let others = (otherExtensions[folder] ?? []).sorted { $0.precedesByBytes($1) }
        if !others.isEmpty { parts.append("files of other kinds (.\(others.shortList))") }
        return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
    }
}
