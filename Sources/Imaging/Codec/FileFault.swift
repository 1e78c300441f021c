/// What is wrong with a file's content. The file's name is added on the way up.
enum FileFault: Error, Equatable {
    /// The file stops early or contradicts itself.
    case damaged(String)
    /// A kind of image that Pleura does not take.
    case unsupported(String)
    /// The file is not at fault: libpleura-itk is missing, or memory is short.
    case other(ImageError)

    func named(_ file: String) -> ImageError {
        switch self {
        case .damaged(let reason): .truncated(file: file, reason: reason)
        case .unsupported(let reason): .unsupported(file: file, reason: reason)
        case .other(.malformed(let reason)): .unreadable(file: file, reason: reason)
        case .other(let error): error
        }
    }
}
