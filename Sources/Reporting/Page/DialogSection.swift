/// The pictures of a page and the large view in which they open.
struct DialogSection {
    /// A panel of the large view: a model.
    struct Arm {
        let index: Int, name: String
    }

    /// HTML.
    let symbols: String
    let arms: [Arm]

    /// Nil without pictures.
    /// - Parameter arms: the names of the models.
    init?(_ markup: PictureMarkup, arms: [String]) {
        if markup.items.isEmpty { return nil }
        symbols = markup.symbols
        self.arms = arms.enumerated().map { Arm(index: $0.offset, name: $0.element) }
    }
}
