import Foundation

extension Page {
    /// - Parameters:
    ///   - charts: SVG by chart name; a chart that is not there is not drawn.
    ///   - pictures: overlays for the page.
    init(_ input: ReportInput, charts: [String: String], pictures: [ScoredImage.ID: PagePicture]) {
        runName = input.runName
        lead = Words.lead(input)
        chosen = input.chosenBy
        headlines = Self.headlines(input.test)
        hasResults = !headlines.isEmpty
        classes = Self.classBlock(input, .english)
        isOneClass = classes == nil
        setFigures = Self.setFigures(input)
        hasSetFigures = setFigures.count > 1
        let blocks = input.charts.compactMap { chart in
            charts[chart.name].map { (chart.name, ChartBlock(svg: $0, caption: chart.caption)) }
        }
        curves = blocks.filter { $0.0 != "dice-histogram" }.map(\.1)
        histogram = blocks.first { $0.0 == "dice-histogram" }?.1
        curveRemarks = Words.curves(input, areAllDrawn: blocks.count == input.charts.count)
        pictureRows = Self.pictureRows(input, pictures)
        hasPictures = !pictureRows.isEmpty
        pictureRemark = Words.pictures(input.extremes)
        let shownSets = Set(input.extremes.all.map(\.id.set))
        madeUpRemark = Words.madeUp(input.madeUpSets.intersection(shownSets), of: shownSets)
        table = .images(input.test, madeUpSets: input.madeUpSets)
        dataRows = Self.dataRows(input)
        leftOut = input.leftOut
        hasLeftOut = !leftOut.isEmpty
        leftOutCount = Words.count(input.leftOut.count, "file was", "files were")
        settingGroups = Self.settingGroups(input.settings)
        history = .history(input.history)
        metricSizeWords = Words.metricSize(input.metricSize)
        versions = input.versions
        hasVersions = !versions.isEmpty
    }

    private static func headlines(_ rows: [TestRow]) -> [Headline] {
        guard let dice = ScoreSummary(ScoredImage.list(of: rows).map(\.dice)) else { return [] }
        let iou = ScoreSummary(rows.compactMap { $0.figures["iou"] })
        return [
            Headline(value: Figure.text(dice.mean, digits: 3), label: "mean Dice"),
            Headline(value: Figure.text(dice.median, digits: 3), label: "median Dice"),
            Headline(value: Figure.text(dice.lowest, digits: 3), label: "lowest Dice"),
            Headline(value: Figure.text(iou?.mean, digits: 3), label: "mean IoU"),
            Headline(value: "\(Set(rows.map { [$0.set, $0.image] }).count)", label: "test images"),
        ]
    }

    private static func setFigures(_ input: ReportInput) -> [SetFigures] {
        ordered(input.test.map(\.set)).map { set in
            let rows = input.test.filter { $0.set == set }
            let dice = ScoreSummary(ScoredImage.list(of: rows).map(\.dice))
            return SetFigures(
                set: set, isMadeUp: input.madeUpSets.contains(set), count: "\(Set(rows.map(\.image)).count)",
                mean: Figure.text(dice?.mean, digits: 4), median: Figure.text(dice?.median, digits: 4),
                lowest: Figure.text(dice?.lowest, digits: 4),
                iou: Figure.text(ScoreSummary(rows.compactMap { $0.figures["iou"] })?.mean, digits: 4))
        }
    }

    private static func pictureRows(
        _ input: ReportInput, _ pictures: [ScoredImage.ID: PagePicture]
    ) -> [PictureRow] {
        let extremes = input.extremes
        return [("Highest Dice", extremes.best), ("Lowest Dice", extremes.worst)].compactMap { heading, images in
            if images.isEmpty { return nil }
            return PictureRow(
                heading: heading,
                items: images.map { image in
                    let dice = Figure.text(image.dice, digits: 4)
                    let isMadeUp = input.madeUpSets.contains(image.id.set)
                    return PictureBlock(
                        dice: dice, set: image.id.set, isMadeUp: isMadeUp, pathParts: parts(of: image.id.image),
                        picture: pictures[image.id].map { picture in
                            PictureSource(
                                data: Data(picture.png).base64EncodedString(), width: picture.width,
                                height: picture.height, file: picture.file,
                                words: Words.picture(image, isMadeUp: isMadeUp))
                        })
                })
        }
    }

    private static func parts(of path: String) -> [String] {
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

    private static func settingGroups(_ settings: [Setting]) -> [SettingGroup] {
        ordered(settings.map(\.section)).map { section in
            SettingGroup(
                name: section.isEmpty ? "general" : section, items: settings.filter { $0.section == section })
        }
    }

    /// Each name once, in the order of its first use.
    private static func ordered(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }
}
