/// A `summary.json` that does not say what it should.
public struct SummaryError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file's path.
    public let file: String
    /// What is wrong with it.
    public let reason: String

    /// The message for people.
    public var description: String { "\(file) is not the summary of a test: \(reason)" }
}
