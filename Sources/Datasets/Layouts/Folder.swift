import Files
import Foundation

/// A look into one folder: the image files, and what else there is, hidden files left out.
struct Folder {
    let url: URL
    /// Names of image files, in byte order.
    let images: [String]
    /// Names of folders, in byte order.
    let folders: [String]
    /// Extensions of the other files, lower-case, in byte order: for messages.
    let otherExtensions: [String]
    /// Names of image files that are not UTF-8, escaped, in byte order: no text opens them.
    let unreadable: [String]

    init(_ url: URL) throws(DatasetError) {
        let listing: FolderListing
        do throws(FileError) { listing = try FolderListing(url) } catch {
            throw .layout(folder: url.path, reason: Self.reason(error))
        }
        var images: [String] = []
        var folders: [String] = []
        var others: Set<String> = []
        for name in listing.names where !name.hasPrefix(".") {
            if Self.isFolder(url.appending(path: name)) {
                folders.append(name)
            } else if PictureName.isRead(url.appending(path: name)) {
                images.append(name)
            } else if !name.fileExtension.isEmpty {
                others.insert(name.fileExtension)
            }
        }
        self.url = url
        self.images = images.sorted { $0.precedesByBytes($1) }
        self.folders = folders.sorted { $0.precedesByBytes($1) }
        otherExtensions = others.sorted { $0.precedesByBytes($1) }
        unreadable = listing.unreadable.filter { !$0.hasPrefix(".") && PictureName.isRead($0) }
            .sorted { $0.precedesByBytes($1) }
    }

    /// The files that cannot be used since their names are not UTF-8: none may be left out in silence.
    var badNames: [DatasetError.BadFile] {
        unreadable.map { .init(file: "\(url.path)/\($0)", reason: NameBytes.notUTF8) }
    }

    /// The folder of this name inside, whatever its case; an exact match goes first.
    func folder(named name: String) -> URL? {
        let found = folders.first { $0 == name } ?? folders.first { $0.lowercased() == name.lowercased() }
        return found.map { url.appending(path: $0) }
    }

    /// What lies here, in a few words.
    var contents: String {
        var parts: [String] = []
        if !folders.isEmpty { parts.append("folders " + folders.shortList) }
        if !images.isEmpty { parts.append("\(images.count) image file\(images.count == 1 ? "" : "s")") }
        if !otherExtensions.isEmpty { parts.append("files of other kinds (.\(otherExtensions.shortList))") }
        return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
    }

    static func isFolder(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) && isFolder.boolValue
    }

    static func reason(_ fault: FileError) -> String {
        switch fault.number {
        case ENOENT: "there is no such folder or file; check the path"
        case EACCES: "the folder cannot be read; check its permissions"
        case ENOTDIR: "is a file, and a data set is a folder"
        default: "the folder cannot be read: \(fault.reason)"
        }
    }
}

extension [String] {
    /// Up to eight of the names, and how many more there are.
    var shortList: String {
        prefix(8).joined(separator: ", ") + (count > 8 ? " and \(count - 8) more" : "")
    }
}
