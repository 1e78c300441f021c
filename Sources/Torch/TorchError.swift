/// What a call into libtorch can fail with.
///
/// No call site can know why an operator fails (a mistaken shape and a full memory come out of the same
/// convolution), so every case names the operator and the shapes of the tensors it was given.
public enum TorchError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What failed: an operator ("aten::conv2d") or an action of ours, the shapes of its tensors, and torch's words.
    public struct Failure: Equatable, Sendable, CustomStringConvertible {
        /// The operator by its schema name, or the action in words.
        public let operation: String
        /// Shapes of the tensors it was given, in order.
        public let shapes: [[Int]]
        /// Torch's words, without source paths.
        public let message: String

        /// A failure of `operation`.
        public init(operation: String, shapes: [[Int]] = [], message: String) {
            (self.operation, self.shapes, self.message) = (operation, shapes, message)
        }

        /// "add.Tensor of shapes (3, 4), (5, 6): ...".
        public var description: String {
            let name = operation.hasPrefix("aten::") ? String(operation.dropFirst(6)) : operation
            let given = shapes.map { "(" + $0.map(String.init).joined(separator: ", ") + ")" }.joined(separator: ", ")
            return given.isEmpty ? "\(name): \(message)" : "\(name) of shapes \(given): \(message)"
        }
    }

    /// libtorch could not be opened; the text says what was wanted, what was found and what to do.
    case unavailable(String)
    /// An index or axis is out of range, or sizes do not fit that Pleura itself compares.
    case shape(Failure)
    /// The memory of the device is full.
    case outOfMemory(Failure)
    /// The device is not here, or it failed.
    case device(Failure)
    /// The operator, number type or device combination does not exist in this libtorch.
    case unsupported(Failure)
    /// Anything else: sizes that do not fit each other (torch has no type for that), an argument that does not fit its
    /// operator, a gradient that does not exist.
    case failed(Failure)

    /// The failure in words.
    public var description: String {
        switch self {
        case .unavailable(let text): text
        case .shape(let failure), .failed(let failure): failure.description
        case .outOfMemory(let failure): "out of memory in \(failure)"
        case .device(let failure): "device error in \(failure)"
        case .unsupported(let failure): "not supported: \(failure)"
        }
    }

    /// True where a smaller batch may help.
    public var isOutOfMemory: Bool {
        if case .outOfMemory = self { true } else { false }
    }
}
