import Foundation

/// A file or folder that could not be read, written or made, with the system's reason and the way out.
public struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was tried.
    public enum Action: String, Sendable {
        case read = "read"
        case write = "written"
        case make = "made"
    }

    /// The path of the file or folder.
    public let path: String
    /// The system's error number (`errno`).
    public let number: Int32
    /// What was tried with the file or folder.
    public let action: Action

    /// - Parameter number: `errno` of the call that failed.
    public init(path: String, number: Int32, action: Action = .write) {
        (self.path, self.number, self.action) = (path, number, action)
    }

    /// Whether the disk or the user's share of it is full.
    public var isDiskFull: Bool { number == ENOSPC || number == EDQUOT }

    /// Why, and what to do about it: goes on from "cannot be written: ".
    public var reason: String { Self.reason(number) }

    /// The message for people.
    public var description: String { "\(path): cannot be \(action.rawValue): \(reason)" }

    /// The words for an error number of a file's system call, with the way out.
    public static func reason(_ number: Int32) -> String {
        switch number {
        case ENOENT: "there is no such file or folder; check the path"
        case EACCES, EPERM: "permission denied; check who may read and write there"
        case EROFS: "the file system is read-only; choose another folder"
        case ENOSPC, EDQUOT: "no space left on the device; free some, or choose another folder"
        case ENAMETOOLONG: "the name is too long for this file system; choose a shorter one"
        case EISDIR: "it is a folder, not a file"
        case ENOTDIR: "a part of the path is a file, not a folder"
        case EEXIST: "something of this name is there already"
        case EILSEQ: "it is no text in UTF-8; save it as UTF-8"
        case EMFILE, ENFILE: "too many files are open; raise the limit (ulimit -n)"
        case EIO: "the device fails (input/output error); check the disk or the network"
        case ELOOP: "its symbolic links lead in a circle"
        default: String(cString: strerror(number))
        }
    }
}

extension FileError {
    /// What Foundation says of a file in an error of its own; nil where the error is not of a file.
    /// - Parameters:
    ///   - path: of the file or folder; nil: the one that the error names.
    ///   - action: what was tried; nil: what the error says.
    public init?(_ error: any Error, path: String? = nil, action: Action? = nil) {
        if let known = error as? FileError {
            self = known
            return
        }
        let error = error as NSError
        guard let number = Self.number(of: error),
            let path = path ?? error.userInfo[NSFilePathErrorKey] as? String
                ?? (error.userInfo[NSURLErrorKey] as? URL)?.path
        else { return nil }
        // Foundation's codes of failed reads.
        let isRead = error.domain == NSCocoaErrorDomain && (256..<512).contains(error.code)
        self.init(path: path, number: number, action: action ?? (isRead ? .read : .write))
    }

    /// Why nothing is found at a path: a part of it does not exist, or its folder may not be searched. Nil where something
    /// is there.
    public static func absence(of file: URL) -> FileError? {
        var state = stat()
        return stat(file.path, &state) == 0 ? nil : FileError(path: file.path, number: errno, action: .read)
    }

    /// As `init(_:path:action:)`, with an input/output error for what names no cause.
    public static func of(_ error: any Error, path: String, action: Action) -> FileError {
        FileError(error, path: path, action: action) ?? FileError(path: path, number: EIO, action: action)
    }

    /// The system's number beneath Foundation's error.
    private static func number(of error: NSError) -> Int32? {
        if error.domain == NSPOSIXErrorDomain { return Int32(exactly: error.code) }
        if let cause = error.userInfo[NSUnderlyingErrorKey] as? any Error, let number = number(of: cause as NSError) {
            return number
        }
        guard error.domain == NSCocoaErrorDomain, let code = CocoaError.Code(rawValue: error.code) as CocoaError.Code?
        else { return nil }
        return switch code {
        case .fileNoSuchFile, .fileReadNoSuchFile: ENOENT
        case .fileReadNoPermission, .fileWriteNoPermission: EACCES
        case .fileWriteOutOfSpace: ENOSPC
        case .fileWriteVolumeReadOnly: EROFS
        case .fileWriteFileExists: EEXIST
        case .fileReadInapplicableStringEncoding, .fileReadUnknownStringEncoding: EILSEQ
        case .fileReadUnknown, .fileWriteUnknown: EIO
        default: nil
        }
    }
}
