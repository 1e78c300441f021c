import Files
import Foundation
import Imaging

/// An image without a truth, for prediction.
public struct ImageFile: Equatable, Sendable {
    /// The image's files: one, or several that hold a channel each, in the order of the channels.
    public let channels: [URL]
    /// What results are named after, unique among the images of a call: the file's stem; with its extension where several
    /// have that stem, and with -2, -3 ... behind it where that is not enough; cut where it is too long for a file's name.
    public let name: String

    init(channels: [URL], name: String) {
        (self.channels, self.name) = (channels, name)
    }

    init(url: URL, name: String) { self.init(channels: [url], name: name) }

    /// Where the image lies; of several files the first.
    public var url: URL { channels.first ?? URL(filePath: name) }

    /// The images that a command's arguments name: files as they are, whatever their extension; of a folder the images
    /// in it, in the byte order of their names; of a data set's folder its images. Folders within are
    /// not entered, but for DICOM files as an archive exports them.
    /// - Throws: `DatasetError.layout` for what does not exist and for folders without an image.
    public static func found(in places: [URL]) throws(DatasetError) -> [ImageFile] {
        var urls: [URL] = []
        for place in places {
            if FileError.absence(of: place) == nil && !Folder.isFolder(place) {
                urls.append(place)
            } else {
                urls += try images(in: place)
            }
        }
        let stems = urls.map(\.lastPathComponent.stem)
        let counts = Dictionary(stems.map { ($0.lowercased(), 1) }, uniquingKeysWith: +)
        let names = OutputNames.unique(
            zip(urls, stems).map { url, stem in
                // Two images of one stem keep their extensions.
                ("", counts[stem.lowercased()] == 1 ? stem : url.lastPathComponent)
            })
        return zip(urls, names).map { ImageFile(url: $0, name: $1) }
    }

    private static func images(in place: URL) throws(DatasetError) -> [URL] {
        let folder = try Folder(place)
        guard folder.badNames.isEmpty else { throw .badFiles(folder.badNames) }
        if !folder.images.isEmpty { return folder.images.map { place.appending(path: $0) } }
        for name in Layout.imageFolders {
            guard let url = folder.folder(named: name) else { continue }
            let inside = try Folder(url)
            guard inside.badNames.isEmpty else { throw .badFiles(inside.badNames) }
            if !inside.images.isEmpty { return inside.images.map { url.appending(path: $0) } }
        }
        let exported = try archived(in: folder, depth: 8)
        guard exported.isEmpty else { return exported }
        throw .layout(
            folder: place.path, reason: "holds no image that Pleura reads; found \(folder.contents)")
    }

    /// The DICOM files of the folders within, as an archive exports a patient's series.
    private static func archived(in folder: Folder, depth: Int) throws(DatasetError) -> [URL] {
        guard depth > 0 else { return [] }
        var urls: [URL] = []
        for name in folder.folders {
            let inside = try Folder(folder.url.appending(path: name))
            guard inside.badNames.isEmpty else { throw .badFiles(inside.badNames) }
            urls += inside.images.map { inside.url.appending(path: $0) }.filter { Codec.format(of: $0) == .dicom }
            urls += try archived(in: inside, depth: depth - 1)
        }
        return urls
    }
}
