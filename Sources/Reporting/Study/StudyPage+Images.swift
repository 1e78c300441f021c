extension StudyPage {
    /// Each pair of arms with the images on which they differ most.
    static func pairs(
        _ input: StudyReportInput, _ markup: PictureMarkup, _ dice: [ScoredImage.ID: [Double?]]
    ) -> [Pair] {
        return input.differences.compactMap { difference in
            let places = [difference.first, difference.second]
            guard places.allSatisfy(input.arms.indices.contains), !difference.images.isEmpty else { return nil }
            let names = places.map { input.arms[$0].name }
            let items = difference.images.map { id in
                Item(
                    pathParts: PictureSection.parts(of: id.image), set: id.set,
                    isSynthetic: input.syntheticSets.contains(id.set),
                    sides: zip(places, names).map { place, name in
                        let scores = dice[id] ?? []
                        let score = Numerals(input.language).text(
                            scores.indices.contains(place) ? scores[place] : nil, digits: 4)
                        let words = StudyTexts.picture(id.image, arm: name, dice: score)(input.language)
                        return Side(
                            name: name, dice: score,
                            picture: markup.button(
                                id, .agreement(place), words: words, arms: places, input.language))
                    })
            }
            return Pair(heading: StudyTexts.against(names[0], names[1])(input.language), items: items)
        }
    }

    /// A row for each image, a column for each arm, and how far the arms lie apart.
    static func imageTable(_ input: StudyReportInput, _ markup: PictureMarkup) -> PageTable {
        let language = input.language
        let hasGroups = input.images.contains { !$0.group.isEmpty }
        var columns = [
            PageTable.Column(label: ImageTableTexts.image(language), isNumber: false, kind: "image"),
            PageTable.Column(label: PageTexts.set(language), isNumber: false, kind: "set"),
        ]
        if hasGroups { columns.append(PageTable.Column(label: ImageTableTexts.group(language), isNumber: false)) }
        columns += input.arms.map { PageTable.Column(label: $0.name, isNumber: true, kind: "figure") }
        columns.append(PageTable.Column(label: StudyTexts.spread(language), isNumber: true, kind: "figure"))
        return PageTable(
            columns: columns,
            rows: input.images.map { image in
                let synthetic = input.syntheticSets.contains(image.id.set) ? PageTexts.synthetic(language) : nil
                var cells = [PageTable.text(image.id.set, synthetic: synthetic)]
                if hasGroups { cells.append(PageTable.text(image.group)) }
                let dice = input.arms.indices.map { image.dice.indices.contains($0) ? image.dice[$0] : nil }
                let summary = ScoreSummary(dice.compactMap(\.self))
                cells += (dice + [summary.map { $0.maximum - $0.minimum }]).map {
                    PageTable.number($0, Numerals(language).text($0, digits: 4))
                }
                let words = StudyTexts.reference(image.id.image)(language)
                return PageTable.Row(
                    head: PageTable.text(image.id.image), cells: cells,
                    picture: markup.button(image.id, .reference, words: words, language))
            })
    }
}
