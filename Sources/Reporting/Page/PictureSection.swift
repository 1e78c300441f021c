/// The best and worst test images of a run's page.
struct PictureSection {
    struct Row {
        let heading: String
        let items: [Item]
    }

    struct Item {
        let dice: String, set: String, isSynthetic: Bool
        let pathParts: [String]
        /// HTML: the small picture that opens large; nil where the image has none.
        let picture: String?
    }

    let remarks: [String]
    let rows: [Row]

    /// Nil where nothing was tested.
    /// - Parameter button: the HTML of an image's small picture.
    init?(_ input: ReportInput, _ button: (ScoredImage.ID) -> String?) {
        let (extremes, language) = (input.extremes, input.language)
        rows = [(PageTexts.highest, extremes.best), (PageTexts.worst, extremes.worst)].compactMap { heading, images in
            if images.isEmpty { return nil }
            return Row(
                heading: heading(language),
                items: images.map { image in
                    Item(
                        dice: Numerals(language).text(image.dice, digits: 4), set: image.id.set,
                        isSynthetic: input.syntheticSets.contains(image.id.set),
                        pathParts: Self.parts(of: image.id.image),
                        picture: button(image.id))
                })
        }
        if rows.isEmpty { return nil }
        let sets = Set(extremes.all.map(\.id.set))
        remarks = [
            Words.synthetic(input.syntheticSets.intersection(sets), of: sets, language),
            Words.pictures(extremes, language),
        ].compactMap(\.self)
    }

    /// An image's path, cut after each '/': a line may break there.
    static func parts(of path: String) -> [String] {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        return parts.dropLast().map { $0 + "/" } + parts.suffix(1)
    }
}
