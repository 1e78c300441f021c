/// Why a PyTorch file is not read; `PyTorchFile` adds the file's name.
enum PickleFault: Error, Equatable {
    /// The file is cut off, or contradicts itself.
    case damaged(String)
    /// The file asks for what Pleura never does: code, number types that it lacks, memory without end.
    case refused(String)

    func named(_ file: String) -> TensorFileError {
        switch self {
        case .damaged(let reason): .malformed(file: file, reason: reason)
        case .refused(let reason): .refused(file: file, reason: reason)
        }
    }

    /// A text of the file for a message: short, and nothing in it that a terminal would obey.
    static func printable(_ text: String) -> String {
        let shown = text.unicodeScalars.prefix(80).map { scalar in
            scalar.properties.generalCategory.isShown ? Character(scalar) : "?"
        }
        return String(shown) + (text.unicodeScalars.count > 80 ? "..." : "")
    }
}

extension Unicode.GeneralCategory {
    fileprivate var isShown: Bool {
        switch self {
        case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}
