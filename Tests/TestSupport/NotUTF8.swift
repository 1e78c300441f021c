import Foundation

/// Files whose names are not UTF-8: no text of Swift's can name them.
public enum NotUTF8 {
    /// Makes an empty file of the name, written in Latin-1.
    /// - Returns: false where the file system takes UTF-8 alone (macOS).
    @discardableResult
    public static func file(_ name: String, in folder: URL, content: Data = Data()) throws -> Bool {
        let bytes = Array(folder.path.utf8) + [UInt8(ascii: "/")] + name.unicodeScalars.map { UInt8($0.value) } + [0]
        let descriptor = bytes.map(CChar.init(bitPattern:)).withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { open($0, O_WRONLY | O_CREAT, 0o644) } ?? -1
        }
        guard descriptor >= 0 else { return false }
        try FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).write(contentsOf: content)
        return true
    }

    /// Whether file systems here take such names.
    public static var isPossible: Bool {
        #if os(macOS)
            false
        #else
            true
        #endif
    }
}
