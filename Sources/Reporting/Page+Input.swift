import Evaluation
import Foundation

extension Page {
    /// - Parameters:
    ///   - charts: SVG by chart name; a chart that is not there is not drawn.
    ///   - pictures: of the images that are shown.
    ///   - longest: the most pixels a side of a picture.
    init(
        _ input: ReportInput, charts: [String: String], pictures: [ScoredImage.ID: PagePicture], longest: Int = 0
    ) {
        let language = input.language
        (self.language, title, lead) = (language, input.runName, Words.lead(input))
        chosen = input.chosenBy
        headlines = Self.headlines(input.test, language)
        hasResults = !headlines.isEmpty
        emptyRemark = MaskCounts(input.test).flatMap { masks in
            masks.isAnyEmpty ? MetricTexts.empty(masks, severalClasses: input.classes.count > 1)(language) : nil
        }
        classes = Self.classBlock(input, language)
        setFigures = Self.setFigures(input)
        hasSetFigures = setFigures.count > 1
        let blocks = input.charts.compactMap { chart in
            charts[chart.name].map { (chart.name, ChartBlock(svg: $0, caption: chart.caption)) }
        }
        curves = blocks.filter { $0.0 != "dice-histogram" }.map(\.1)
        histogram = blocks.first { $0.0 == "dice-histogram" }?.1
        curveRemarks = Words.curves(input, areAllDrawn: blocks.count == input.charts.count)
        let scored = Dictionary(ScoredImage.list(of: input.test).map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
        let markup = Self.markup(input, scored, pictures)
        func button(_ id: ScoredImage.ID) -> String? {
            scored[id].flatMap { image in
                let words = Words.picture(image, isMadeUp: input.madeUpSets.contains(id.set), language)
                return markup.button(id, .agreement(0), words: words, language)
            }
        }
        (symbols, hasSymbols) = (markup.symbols, !markup.items.isEmpty)
        pictureRows = Self.pictureRows(input, button)
        hasPictures = !pictureRows.isEmpty
        pictureRemark = Words.pictures(input.extremes, language)
        let shownSets = Set(input.extremes.all.map(\.id.set))
        madeUpRemark = Words.madeUp(input.madeUpSets.intersection(shownSets), of: shownSets, language)
        images = ImageSection(
            .images(input.test, madeUpSets: input.madeUpSets, language, picture: button),
            remarks: [Words.selection(input.selection, language), Words.pictureSize(longest, language)]
                .compactMap(\.self))
        tableNote = PageTemplate(language: language).t(ImageTableTexts.rounded)
        dataRows = Self.dataRows(input)
        emptyMasks = input.emptyMasks.flatMap { masks in
            func images(_ subset: String) -> Int { input.split.count { $0.subset == subset } }
            return MetricTexts.emptyReferences(masks, of: (images("train"), images("validation"), images("test")))
        }?(language)
        leftOut = input.leftOut
        hasLeftOut = !leftOut.isEmpty
        leftOutWords = Words.leftOut(input.leftOut.count, language)
        settingGroups = Self.settingGroups(input.settings, language)
        history = .history(input.history, language)
        metricSizeWords = Words.metricSize(input.metricSize, language)
        versions = input.versions
        hasVersions = !versions.isEmpty
    }

    /// The pictures in the order of set and name, with what the large view says of each.
    private static func markup(
        _ input: ReportInput, _ scored: [ScoredImage.ID: ScoredImage], _ pictures: [ScoredImage.ID: PagePicture]
    ) -> PictureMarkup {
        PictureMarkup(
            pictures.sorted { $0.key < $1.key }.map { id, picture in
                let madeUp = input.madeUpSets.contains(id.set) ? " · \(PageTexts.madeUpFilm(input.language))" : ""
                let dice = Figure.text(scored[id]?.dice, digits: 4, input.language)
                return PictureMarkup.Item(
                    id: id, picture: picture, note: id.set + madeUp, scores: ["Dice \(dice)"])
            })
    }

    private static func headlines(_ rows: [TestRow], _ language: Language) -> [Headline] {
        if rows.isEmpty { return [] }
        let (dice, iou) = (MetricValues(rows, .dice), MetricValues(rows, .iou))
        return [
            (dice.mean, PageTexts.meanDice), (dice.median, PageTexts.medianDice), (dice.minimum, PageTexts.lowestDice),
            (iou.mean, PageTexts.meanIoU),
        ].map { Headline(value: Figure.text($0, digits: 3, language), label: $1(language)) } + [
            Headline(
                value: "\(Set(rows.map { [$0.set, $0.image] }).count)", label: PageTexts.testImages(language))
        ]
    }

    private static func setFigures(_ input: ReportInput) -> [SetFigures] {
        ordered(input.test.map(\.set)).map { set in
            let rows = input.test.filter { $0.set == set }
            let (dice, iou) = (MetricValues(rows, .dice), MetricValues(rows, .iou))
            func text(_ value: Double?) -> String { Figure.text(value, digits: 4, input.language) }
            return SetFigures(
                set: set, isMadeUp: input.madeUpSets.contains(set),
                count: PageTexts.count(dice.images.count, of: Set(rows.map(\.image)).count)(input.language),
                mean: text(dice.mean), median: text(dice.median), lowest: text(dice.minimum), iou: text(iou.mean))
        }
    }

    private static func pictureRows(
        _ input: ReportInput, _ button: (ScoredImage.ID) -> String?
    ) -> [PictureRow] {
        let (extremes, language) = (input.extremes, input.language)
        return [(PageTexts.highest, extremes.best), (PageTexts.worst, extremes.worst)].compactMap { heading, images in
            if images.isEmpty { return nil }
            return PictureRow(
                heading: heading(language),
                items: images.map { image in
                    PictureBlock(
                        dice: Figure.text(image.dice, digits: 4, language), set: image.id.set,
                        isMadeUp: input.madeUpSets.contains(image.id.set), pathParts: parts(of: image.id.image),
                        picture: button(image.id))
                })
        }
    }

    static func parts(of path: String) -> [String] {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        return parts.dropLast().map { $0 + "/" } + parts.suffix(1)
    }

    private static func dataRows(_ input: ReportInput) -> [DataRow] {
        ordered(input.split.map(\.set) + input.leftOut.map(\.set)).map { set in
            let subsets = input.split.filter { $0.set == set }.map(\.subset)
            let counts = SplitRow.subsets.map { subset in subsets.count { $0 == subset } } + [subsets.count]
            let absent = input.leftOut.count { $0.set == set }
            return DataRow(
                set: set, isMadeUp: input.madeUpSets.contains(set), counts: (counts + [absent]).map(String.init))
        }
    }

    private static func settingGroups(_ settings: [Setting], _ language: Language) -> [SettingGroup] {
        ordered(settings.map(\.section)).map { section in
            SettingGroup(
                name: section.isEmpty ? PageTexts.generalSettings(language) : section,
                items: settings.filter { $0.section == section })
        }
    }

    /// Each name once, in the order of its first use.
    static func ordered(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
