import ArgumentParser
import Files
import Foundation

/// Texts that reach the program from outside must be UTF-8. Swift replaces what is not by U+FFFD, and a path with that
/// character in it is another path: results would be written where nobody looks for them.
enum UTF8Check {
    /// A folder of the program's surroundings with a name that is not UTF-8.
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    /// - Throws: `ValidationError` for an argument that is not UTF-8.
    static func checkArguments() throws {
        for place in 1..<max(1, Int(CommandLine.argc)) {
            guard let argument = CommandLine.unsafeArgv[place], let name = escaped(argument) else { continue }
            throw ValidationError(
                "the argument \(name) is not UTF-8. Rename the file (the program convmv does so for whole folders), or "
                    + "name the folder that holds it.")
        }
    }

    /// - Throws: `Fault` where the working folder, or a folder that a variable names, is not UTF-8.
    static func checkSurroundings() throws {
        if let folder = getcwd(nil, 0) {
            defer { free(folder) }
            if let name = escaped(folder) {
                throw Fault(
                    description:
                        "the working folder \(name) is not UTF-8. Rename it, or start pleura in another folder.")
            }
        }
        for variable in ["HOME", "HF_HOME", "HF_HUB_CACHE", "XDG_CACHE_HOME", "TMPDIR"] {
            guard let value = getenv(variable), let name = escaped(value) else { continue }
            throw Fault(description: "\(variable) is \(name), which is not UTF-8. Name another folder in \(variable).")
        }
    }

    /// The text escaped where it is not UTF-8; nil where it is.
    private static func escaped(_ text: UnsafePointer<CChar>) -> String? {
        let bytes = (0..<strlen(text)).map { UInt8(bitPattern: text[$0]) }
        return String(validating: bytes, as: UTF8.self) == nil ? NameBytes.escaped(bytes) : nil
    }
}
