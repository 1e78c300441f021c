/// How the training of a run's page went: charts, and the metrics of every epoch.
struct TrainingSection {
    /// What the charts lack.
    let remarks: [String]
    let charts: [Page.ChartBlock]
    let history: PageTable

    /// - Parameter areAllDrawn: whether every chart that the metrics allow is there.
    init(_ input: ReportInput, charts: [Page.ChartBlock], areAllDrawn: Bool) {
        remarks = Words.curves(input, areAllDrawn: areAllDrawn)
        self.charts = charts
        history = .history(input.history, input.language)
    }
}
