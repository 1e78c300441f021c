import Foundation

/// A new folder for files that nobody keeps.
public enum TemporaryFolder {
    /// Makes it in `TMPDIR`, or in the system's folder where `TMPDIR` does not exist or may not be written to.
    /// - Parameters:
    ///   - name: what its name begins with.
    ///   - places: where it is tried to be made, in this order.
    /// - Throws: `FileError` of the first place where it can be made nowhere.
    public static func make(_ name: String, in places: [URL]? = nil) throws(FileError) -> URL {
        let system = ["/tmp", "/var/tmp"].map { URL(filePath: $0, directoryHint: .isDirectory) }
        var failure: FileError?
        for place in places ?? [FileManager.default.temporaryDirectory] + system {
            let folder = place.appending(path: "\(name)-\(UUID().uuidString)", directoryHint: .isDirectory)
            // Others must not read what is drawn from somebody's images.
            if mkdir(folder.path, 0o700) == 0 { return folder }
            failure = failure ?? FileError(path: folder.path, number: errno, action: .make)
        }
        throw failure ?? FileError(path: name, number: ENOENT, action: .make)
    }
}
