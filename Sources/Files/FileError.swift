import Foundation

/// A file or folder that could not be written, with the system's reason and the way out.
public struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The path of the file or folder.
    public let path: String
    /// The system's error number (`errno`).
    public let number: Int32

    /// - Parameter number: `errno` of the call that failed.
    public init(path: String, number: Int32) { (self.path, self.number) = (path, number) }

    /// Of an error that Foundation threw, which wraps the system's number in an error of its own.
    public init(path: String, _ error: any Error) {
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        self.init(path: path, number: cause.map { Int32($0.code) } ?? EIO)
    }

    /// Whether the disk or the user's share of it is full.
    public var isDiskFull: Bool { number == ENOSPC || number == EDQUOT }

    /// Why, and what to do about it: goes on from "cannot be written: ".
    public var reason: String { Self.reason(number) }

    /// The message for people.
    public var description: String { "\(path): cannot be written: \(reason)" }

    /// The words for an error number of a file's system call, with the way out.
    public static func reason(_ number: Int32) -> String {
        switch number {
        case ENOENT: "there is no such file or folder; check the path"
        case EACCES, EPERM: "permission denied; check who may read and write there"
        case EROFS: "the file system is read-only; choose another folder"
        case ENOSPC, EDQUOT: "no space left on the device; free some, or choose another folder"
        case ENAMETOOLONG: "the name is too long for this file system; choose a shorter one"
        case EISDIR: "there is a folder of this name"
        case ENOTDIR: "a part of the path is a file, not a folder"
        case EEXIST: "something of this name is there already"
        default: String(cString: strerror(number))
        }
    }
}
