import Files
import Imaging
import Torch

/// What can be wrong with data sets, masks, splits and preprocessing. Every message names the file or folder, says what
/// was found and what was wanted, and the way out.
public enum DatasetError: Error, Equatable, Sendable, CustomStringConvertible {
    /// One file that training cannot use, and why, with the way out.
    public struct BadFile: Equatable, Sendable {
        /// What kind of fault a file has.
        public enum Fault: Equatable, Sendable {
            /// It cannot be opened, or is of a kind that is not read.
            case unreadable
            /// It is damaged or cut off.
            case truncated
            /// A mask has another size than its image.
            case size
            /// A mask's values are not those that masks have.
            case values
        }

        /// The path as it was given.
        public let file: String
        /// What is wrong with it: a phrase that goes on from the file's name.
        public let reason: String
        /// The kind of fault.
        public let fault: Fault

        /// - Parameter reason: begins in lower case, "is damaged" for example.
        public init(file: String, reason: String, fault: Fault = .values) {
            (self.file, self.reason, self.fault) = (file, reason, fault)
        }
    }

    /// A folder is no data set (does not exist, matches no layout, is empty, is a parent of sets, holds two images
    /// under one name).
    case layout(folder: String, reason: String)
    /// The same folder was named twice.
    case sameFolder(String)
    /// Everything that is wrong with the files, all at once.
    case badFiles([BadFile])
    /// Images without a mask, or masks without an image, under `--strict`.
    case unpaired([String])
    /// A split cannot be made, or does not fit the data.
    case split(String)
    /// Images cannot be brought together as patients as it was said.
    case groups(String)
    /// A file that is no CSV table.
    case table(CSVError)
    /// The caller asked to stop while files were read.
    case interrupted
    /// A line of a file is not what it must be.
    case line(file: String, line: Int, reason: String)
    /// A file cannot be read or written; nothing is left half-written.
    case file(String, reason: String)
    /// A size that networks cannot take. The caller maps it to wrong usage.
    case badSize(String)
    /// Masks without a foreground pixel where one is needed, to train with or to choose an epoch by.
    case noForeground(String)
    /// Masks whose values have several meanings, with a flag for each.
    case masks(String)
    /// Classes that cannot be: their number, names or colours.
    case classes(String)
    /// A preprocessing value that cannot be (a deviation of 0, two means for three channels).
    case preprocessing(String)
    /// libpleura-itk is missing, or an image cannot be handled outside the list of bad files.
    case image(ImageError)
    /// The tensor engine refused: memory, device, or a missing library.
    case torch(TorchError)

    /// The message for people; bad and unpaired files are listed one a line.
    public var description: String {
        switch self {
        case .layout(let folder, let reason): "\(folder): \(reason)"
        case .sameFolder(let folder): "\(folder) is named twice; name each data set once"
        case .badFiles(let files):
            ([files.count == 1 ? "1 file cannot be used:" : "\(files.count) files cannot be used:"]
                + files.map { "  \($0.file): \($0.reason)" }).joined(separator: "\n")
        case .unpaired(let lines):
            (["not everything has its partner, and --strict refuses that:"] + lines.map { "  \($0)" })
                .joined(separator: "\n")
        case .split(let text), .badSize(let text), .noForeground(let text), .masks(let text), .classes(let text),
            .preprocessing(let text), .groups(let text):
            text
        case .table(let error): error.description
        case .interrupted: "stopped while the data were read"
        case .line(let file, let line, let reason): "\(file), line \(line): \(reason)"
        case .file(let file, let reason): "\(file): \(reason)"
        case .image(let error): error.description
        case .torch(let error): error.description
        }
    }
}
