import Foundation

/// Files are written aside in the same folder, synced and renamed: a reader sees the old file or the new one whole.
enum AtomicFile {
    /// - Throws: `ReportError.unwritable`; then nothing of the new file is left.
    static func write(_ bytes: [UInt8], to file: URL) throws(ReportError) {
        let aside = file.deletingLastPathComponent()
            .appending(path: ".\(file.lastPathComponent.suffix(100)).\(UUID().uuidString)")
        do {
            try Data().write(to: aside, options: .withoutOverwriting)
            let handle = try FileHandle(forWritingTo: aside)
            do {
                try handle.write(contentsOf: Data(bytes))
                try handle.synchronize()
                try handle.close()
            } catch {
                // The first fault is the one to tell; closing after it can only repeat it.
                try? handle.close()
                throw error
            }
            guard rename(aside.path, file.path) == 0 else {
                throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
            }
        } catch {
            // It may not have come into being.
            try? FileManager.default.removeItem(at: aside)
            throw .unwritable(file: file.path, reason: error.localizedDescription)
        }
    }

    /// Makes a folder and those above it, where they are not there.
    /// - Throws: `ReportError.unwritable`.
    static func makeFolder(_ folder: URL) throws(ReportError) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw .unwritable(file: folder.path, reason: error.localizedDescription)
        }
    }
}
