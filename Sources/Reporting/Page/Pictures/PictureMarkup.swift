import Foundation

/// The pictures of a page as HTML: each image and its regions once, as SVG symbols; wherever a picture is shown it points
/// there, and colours come from the style of the place.
struct PictureMarkup {
    /// A picture in the page, with what the large view says of it.
    struct Item {
        let id: ScoredImage.ID
        let picture: PagePicture
        /// Below the name: the set, and whether the image is synthetic.
        let note: String
        /// For each model, "Dice 0.9312"; empty where it has none.
        let scores: [String]
    }

    /// What of a picture is shown small.
    enum Layer {
        /// The agreement of one model's prediction with the reference, by the model's place.
        case agreement(Int)
        /// The image with the reference.
        case reference
    }

    let items: [Item]
    private let places: [ScoredImage.ID: Int]

    /// The pictures in the order of set and name, with what the large view says of each.
    /// - Parameter dice: of an image, one for each model; nil where a model has none.
    init(
        _ pictures: [ScoredImage.ID: PagePicture], syntheticSets: Set<String>, _ language: Language,
        dice: (ScoredImage.ID) -> [Double?]
    ) {
        items = pictures.sorted { $0.key < $1.key }.map { id, picture in
            let synthetic = syntheticSets.contains(id.set) ? " · \(PageTexts.syntheticImage(language))" : ""
            return Item(
                id: id, picture: picture, note: id.set + synthetic,
                scores: dice(id).map { "Dice \(Numerals(language).text($0, digits: 4))" })
        }
        places = Dictionary(items.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// All symbols. They take no room where they stand.
    var symbols: String {
        if items.isEmpty { return "" }
        var html = "<svg class=\"symbols\" aria-hidden=\"true\">\n"
        for (place, item) in items.enumerated() {
            let picture = item.picture
            let box = "viewBox=\"0 0 \(picture.width) \(picture.height)\""
            html += "<symbol id=\"p\(place)\" \(box) data-title=\"\(PageText.escape(item.id.image))\" "
            html += "data-note=\"\(PageText.escape(item.note))\">"
            html += "<image width=\"\(picture.width)\" height=\"\(picture.height)\" href=\"data:image/jpeg;base64,"
            html += Data(picture.jpeg).base64EncodedString() + "\"/></symbol>\n"
            for (arm, regions) in picture.regions.enumerated() {
                guard let regions else { continue }
                let score = arm < item.scores.count ? PageText.escape(item.scores[arm]) : ""
                html += "<symbol id=\"p\(place)a\(arm)\" \(box) data-note=\"\(score)\">"
                for (name, path) in [("c", regions.correct), ("f", regions.falsePositive), ("m", regions.missed)]
                where !path.isEmpty {
                    html += "<path class=\"\(name)\" d=\"\(path)\"/>"
                }
                html += "</symbol>\n"
            }
        }
        return html + "</svg>"
    }

    /// A small picture that opens large on a click; nil where the image has no picture.
    /// - Parameters:
    ///   - words: what the picture shows, for people who do not see it.
    ///   - arms: the models that the large view shows; nil for all.
    func button(
        _ id: ScoredImage.ID, _ layer: Layer, words: String, arms: [Int]? = nil, _ language: Language
    ) -> String? {
        guard let place = places[id] else { return nil }
        let picture = items[place].picture
        let arm: Int
        let kind: String
        switch layer {
        case .agreement(let model): (arm, kind) = (model, "agreement")
        case .reference: (arm, kind) = (picture.regions.firstIndex { $0 != nil } ?? 0, "reference")
        }
        guard picture.regions.indices.contains(arm), picture.regions[arm] != nil else { return nil }
        let limited = arms.map { " data-arms=\"\($0.map(String.init).joined(separator: " "))\"" } ?? ""
        let label = PageText.escape(PictureTexts.open(words)(language))
        return "<button type=\"button\" class=\"open\" data-picture=\"\(place)\"\(limited) aria-label=\"\(label)\">"
            + "<svg class=\"picture\" viewBox=\"0 0 \(picture.width) \(picture.height)\" role=\"img\" "
            + "aria-label=\"\(PageText.escape(words))\"><use href=\"#p\(place)\"/>"
            + "<g class=\"layer \(kind)\"><use href=\"#p\(place)a\(arm)\"/></g></svg></button>"
    }
}
