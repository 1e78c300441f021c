/// The report of a run as `run.mustache` names it: every value is text, ready but for escaping.
struct Page {
    /// A chart as `chart.mustache` names it.
    struct ChartBlock {
        let svg: String, caption: String
    }

    let frame: PageFrame
    let texts: TextTable.Sections
    let title: String
    let lead: String
    /// Which weights were tested; nil where unknown.
    let chosen: String?
    /// Whether the model tells several classes apart.
    let hasClasses: Bool
    let results: ResultSection
    /// Nil where nothing was tested.
    let pictures: PictureSection?
    let training: TrainingSection
    /// Nil where nothing was tested.
    let images: ImageSection?
    let data: DataSection
    let settings: [SettingGroup]
    let definitions: DefinitionSection
    /// Nil without pictures.
    let dialog: DialogSection?

    /// The page, complete.
    /// - Throws: `ReportError.template`.
    func html() throws(ReportError) -> String { try PageTemplate.run.render(self) }
}
