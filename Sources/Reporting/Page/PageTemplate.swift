import Mustache

/// A page as a Mustache template: `Page/Resources/*.mustache`, compiled into the program.
///
/// Values are escaped by ``PageText``; three braces mark what is HTML already: fixed texts, style, script, charts and
/// pictures.
enum PageTemplate: String {
    /// The report of a training run, filled with a ``Page``.
    case run
    /// The report of a study, filled with a ``StudyPage``.
    case study
    /// The sheet of an inspection, filled with an ``InspectionPage``.
    case inspection
    /// Colours of agreement as CSS, filled with ``PageColours``.
    case palettes

    /// Every template by the name under which others include it.
    static let sources: [String: [UInt8]] = [
        "page": PackageResources.page_mustache, "run": PackageResources.run_mustache,
        "study": PackageResources.study_mustache, "images": PackageResources.images_mustache,
        "dialog": PackageResources.dialog_mustache, "legend": PackageResources.legend_mustache,
        "inspection": PackageResources.inspection_mustache,
        "chart": PackageResources.chart_mustache, "palettes": PackageResources.palettes_mustache,
    ]

    /// Fills the template.
    /// - Parameter value: its properties have the names that the template uses.
    /// - Throws: `ReportError.template`.
    func render(_ value: Any) throws(ReportError) -> String {
        do {
            guard let text = try Self.library.get().render(value, withTemplate: rawValue) else {
                throw ReportError.template("there is no template \(rawValue)")
            }
            return text
        } catch {
            throw .template("\(error)")
        }
    }

    /// A template that is included starts again with Mustache's own escaping, so each begins with the choice of ours.
    private static let library = Result {
        _ = PageText.register
        return MustacheLibrary(
            templates: try sources.mapValues { source in
                try MustacheTemplate(string: "{{% CONTENT_TYPE: PAGE}}\n" + String(decoding: source, as: UTF8.self))
            })
    }
}
