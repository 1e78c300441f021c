/// Something that the report lacks, and what to do about it. A line for standard error.
public struct ReportNote: Sendable, Equatable, CustomStringConvertible {
    /// The line itself.
    public let description: String
    /// Whether it says that an image has no picture.
    public let isAboutPicture: Bool

    /// - Parameter description: one line, what is missing and what to do about it.
    public init(_ description: String, isAboutPicture: Bool = false) {
        (self.description, self.isAboutPicture) = (description, isAboutPicture)
    }
}

extension ReportNote {
    /// One line for all images without a picture.
    static func missingPictures(_ ids: Set<ScoredImage.ID>) -> [ReportNote] {
        if ids.isEmpty { return [] }
        let named = ids.sorted().prefix(5).map { "\($0.image) (\($0.set))" }.joined(separator: ", ")
        return [
            ReportNote(
                "The report has no picture of \(Words.count(ids.count, "test image", "test images")): \(named)"
                    + (ids.count > 5 ? " ..." : ""), isAboutPicture: true)
        ]
    }
}

extension ReportNote {
    /// One line for the columns of `metrics.csv` that no metric of this version has.
    package static func unknownColumns(_ columns: [String]) -> [ReportNote] {
        if columns.isEmpty { return [] }
        return [
            ReportNote(
                "metrics.csv has columns that this version of Pleura does not know: \(columns.joined(separator: ", ")); "
                    + "the report leaves them out")
        ]
    }
}
