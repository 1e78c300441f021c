extension Page {
    /// - Parameters:
    ///   - charts: SVG by chart name; a chart that is not there is not drawn.
    ///   - pictures: of the images that are shown.
    ///   - longest: the most pixels a side of a picture.
    /// - Throws: `ReportError.template`.
    init(
        _ input: ReportInput, charts: [String: String], pictures: [ScoredImage.ID: PagePicture], longest: Int = 0
    ) throws(ReportError) {
        let language = input.language
        frame = try PageFrame(language)
        texts = TextTable.html(language)
        (title, lead, chosen) = (input.runName, Words.lead(input), input.chosenBy)
        hasClasses = input.classes.count > 1
        let scored = Dictionary(ScoredImage.list(of: input.test).map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        let markup = PictureMarkup(pictures, syntheticSets: input.syntheticSets, language) { [scored[$0]?.dice] }
        func button(_ id: ScoredImage.ID) -> String? {
            scored[id].flatMap { image in
                let words = Words.picture(image, isSynthetic: input.syntheticSets.contains(id.set), language)
                return markup.button(id, .agreement(0), words: words, language)
            }
        }
        let blocks = input.charts.compactMap { chart in
            charts[chart.name].map { (chart.name, ChartBlock(svg: $0, caption: chart.caption)) }
        }
        results = ResultSection(input, histogram: blocks.first { $0.0 == Chart.histogramName }?.1)
        training = TrainingSection(
            input, charts: blocks.filter { $0.0 != Chart.histogramName }.map(\.1),
            areAllDrawn: blocks.count == input.charts.count)
        self.pictures = PictureSection(input, button)
        images = ImageSection(
            .images(input.test, syntheticSets: input.syntheticSets, language, picture: button),
            remarks: [Words.selection(input.selection, language), Words.pictureSize(longest, language)]
                .compactMap(\.self), note: ImageTableTexts.rounded(language))
        data = DataSection(input)
        settings = SettingGroup.list(input.settings, language)
        definitions = DefinitionSection(
            metricSize: Words.metricSize(input.metricSize, language), versions: input.versions)
        dialog = DialogSection(markup, arms: [""])
    }
}
