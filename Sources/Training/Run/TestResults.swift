import Evaluation

/// What the test of a training run gave.
public struct TestResults: Equatable, Sendable {
    /// As `test/summary.json` holds it.
    public let summary: EvaluationSummary
    /// One for each test image and class, at the image's own size; the rows of `test/metrics.csv`.
    public let images: [ImageResult]
}
