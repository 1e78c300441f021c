/// How the metrics of a run's page are defined, and what made the run.
struct DefinitionSection {
    /// At which size prediction and reference were compared.
    let metricSize: String
    let versions: [ReportInput.Version]
}
