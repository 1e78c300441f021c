/// What both pages share: language, style and script.
struct PageFrame {
    /// "en", as HTML's `lang`.
    let languageCode: String
    let colours = PageColours()
    /// CSS.
    let style: String
    /// JavaScript.
    let script: String

    private static let scripts = [
        PackageResources.page_js, PackageResources.tables_js, PackageResources.filters_js, PackageResources.large_js,
    ]

    /// - Parameter isInteractive: whether tables are sorted and pictures open large.
    /// - Throws: `ReportError.template`.
    init(_ language: Language, isInteractive: Bool = true) throws(ReportError) {
        languageCode = language.rawValue
        script = isInteractive ? Self.scripts.map { String(decoding: $0, as: UTF8.self) }.joined() : ""
        func text(_ resource: [UInt8]) -> String { String(decoding: resource, as: UTF8.self) }
        style =
            text(PackageResources.base_css) + (try PageTemplate.palettes.render(colours))
            + text(PackageResources.pictures_css) + text(PackageResources.print_css)
    }
}
