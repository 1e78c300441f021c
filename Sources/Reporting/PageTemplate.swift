/// The pages. They stand here as text, since a package that is a dependency or a static program has no resource files.
///
/// Values are escaped by ``PageText``; three braces mark what is HTML already: style, script, charts and pictures.
struct PageTemplate {
    let language: Language

    /// A fixed text; what stands in backticks is the name of a file.
    func t(_ phrase: Phrase) -> String {
        PageText.escape(phrase(language)).split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .map { $0.offset % 2 == 1 ? "<code>\($0.element)</code>" : String($0.element) }.joined()
    }

    /// A page of these parts. Its values are those that every page has: `title`, `style`, `script`.
    func page(header: String, main: String) -> String {
        """
        {{% CONTENT_TYPE: PAGE}}<!doctype html>
        <html lang="\(language.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="generator" content="Pleura">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
        style-src 'unsafe-inline'; script-src 'unsafe-inline'">
        <title>{{title}} – \(t(PageTexts.title))</title>
        <link rel="icon" href="data:,">
        <style>
        {{{style}}}
        </style>
        </head>
        <body>
        <header>
        \(header)
        <p class="notice">\(t(PageTexts.research))</p>
        </header>
        <main>
        \(main)
        </main>
        \(dialog)
        <script>
        {{{script}}}
        </script>
        </body>
        </html>

        """
    }

    /// The report of a run.
    var run: String {
        page(
            header: """
                <p class="kicker">\(t(PageTexts.kicker))</p>
                <h1>{{title}}</h1>
                <p class="lead">{{lead}}</p>
                {{#chosen}}<p class="quiet">\(t(PageTexts.testedWeights)): {{.}}.</p>{{/chosen}}
                """,
            main: [results, pictures, training, imageTable, data, settings, definitions].joined(separator: "\n"))
    }

    /// A heading of a column.
    private func column(_ phrase: Phrase, isNumber: Bool = true) -> String {
        "<th scope=\"col\"\(isNumber ? " class=\"number\"" : "")>\(t(phrase))</th>"
    }

    private var madeUpFilms: String {
        "{{#isMadeUp}} <span class=\"made-up\">\(t(PageTexts.madeUpFilms))</span>{{/isMadeUp}}"
    }

    private var results: String {
        """
        <section aria-labelledby="results">
        <h2 id="results">\(t(PageTexts.results))</h2>
        {{#hasResults}}
        <dl class="headlines">
        {{#headlines}}
        <div><dt>{{label}}</dt><dd>{{value}}</dd></div>
        {{/headlines}}
        </dl>
        {{/hasResults}}
        {{^hasResults}}<p>\(t(PageTexts.noResults))</p>{{/hasResults}}
        {{#emptyRemark}}<p class="quiet">{{.}}</p>{{/emptyRemark}}
        <div class="beside">
        {{#hasSetFigures}}
        <table>
        <caption>\(t(PageTexts.bySet))</caption>
        <thead><tr>\(column(PageTexts.set, isNumber: false))\(column(PageTexts.images))\
        \(column(PageTexts.diceMean))\(column(PageTexts.median))\(column(PageTexts.lowest))\
        \(column(PageTexts.iouMean))</tr></thead>
        <tbody>
        {{#setFigures}}
        <tr><th scope="row">{{set}}\(madeUpFilms)</th>\
        <td class="number">{{count}}</td><td class="number">{{mean}}</td><td class="number">{{median}}</td>\
        <td class="number">{{lowest}}</td><td class="number">{{iou}}</td></tr>
        {{/setFigures}}
        </tbody>
        </table>
        {{/hasSetFigures}}
        \(Self.classTable)
        {{#histogram}}
        \(chart)
        {{/histogram}}
        </div>
        </section>
        """
    }

    /// A chart, where the template stands in its value.
    var chart: String {
        """
        <figure class="chart">
        {{{svg}}}
        <figcaption>{{caption}}</figcaption>
        </figure>
        """
    }

    private var pictures: String {
        """
        {{#hasPictures}}
        <section aria-labelledby="pictures">
        <h2 id="pictures">\(t(PageTexts.extremes))</h2>
        \(legend)
        {{#classes}}<p class="quiet">{{pictureRemark}}</p>{{/classes}}
        {{#madeUpRemark}}<p class="quiet">{{.}}</p>{{/madeUpRemark}}
        {{#pictureRemark}}<p class="quiet">{{.}}</p>{{/pictureRemark}}
        <p class="quiet control">\(t(PictureTexts.clickable))</p>
        <div data-gallery>
        {{#pictureRows}}
        <div class="row">
        <h3>{{heading}}</h3>
        <div class="pictures">
        {{#items}}
        <figure>
        {{#picture}}{{{.}}}{{/picture}}{{^picture}}<div class="absent">\(t(PictureTexts.absent))</div>{{/picture}}
        <figcaption><strong>Dice {{dice}}</strong>{{#pathParts}}{{.}}<wbr>{{/pathParts}}<br>{{set}}\
        {{#isMadeUp}}<br><span class="made-up">\(t(PageTexts.madeUpFilm))</span>{{/isMadeUp}}</figcaption>
        </figure>
        {{/items}}
        </div>
        </div>
        {{/pictureRows}}
        </div>
        <p class="quiet">\(t(PageTexts.fullSize))</p>
        </section>
        {{/hasPictures}}
        """
    }

    private var training: String {
        """
        <section aria-labelledby="training">
        <h2 id="training">\(t(PageTexts.training))</h2>
        {{#curveRemarks}}<p>{{.}}</p>{{/curveRemarks}}
        <div class="charts">
        {{#curves}}
        \(chart)
        {{/curves}}
        </div>
        {{#history.isFilled}}
        <details>
        <summary>\(t(PageTexts.everyEpoch))</summary>
        <div class="scroll" role="region" aria-label="\(t(PageTexts.everyEpoch))" tabindex="0">
        <table>
        <thead><tr>{{#history.columns}}<th scope="col" class="number">{{label}}</th>{{/history.columns}}</tr></thead>
        <tbody>
        {{#history.rows}}
        <tr><th scope="row" class="number">{{head.text}}</th>{{#cells}}<td class="number">{{text}}</td>{{/cells}}</tr>
        {{/history.rows}}
        </tbody>
        </table>
        </div>
        </details>
        {{/history.isFilled}}
        </section>
        """
    }

    private var data: String {
        """
        <section aria-labelledby="data">
        <h2 id="data">\(t(PageTexts.data))</h2>
        <table>
        <thead><tr>\(column(PageTexts.set, isNumber: false))\(column(PageTexts.training))\
        \(column(PageTexts.validation))\(column(PageTexts.test))\(column(PageTexts.used))\
        \(column(PageTexts.absent))</tr></thead>
        <tbody>
        {{#dataRows}}
        <tr><th scope="row">{{set}}\(madeUpFilms)</th>\
        {{#counts}}<td class="number">{{.}}</td>{{/counts}}</tr>
        {{/dataRows}}
        </tbody>
        </table>
        {{#emptyMasks}}<p class="quiet">{{.}}</p>{{/emptyMasks}}
        {{#hasLeftOut}}
        <details>
        <summary>{{leftOutWords}}</summary>
        <div class="scroll" role="region" aria-label="\(t(PageTexts.absent))" tabindex="0">
        <table>
        <thead><tr>\(column(PageTexts.file, isNumber: false))\(column(PageTexts.set, isNumber: false))\
        \(column(PageTexts.reason, isNumber: false))</tr></thead>
        <tbody>
        {{#leftOut}}
        <tr><th scope="row">{{name}}</th><td>{{set}}</td><td>{{reason}}</td></tr>
        {{/leftOut}}
        </tbody>
        </table>
        </div>
        </details>
        {{/hasLeftOut}}
        </section>
        """
    }

    private var settings: String {
        """
        <section aria-labelledby="settings">
        <h2 id="settings">\(t(PageTexts.settings))</h2>
        <div class="settings">
        {{#settingGroups}}
        <table>
        <caption>{{name}}</caption>
        <tbody>
        {{#items}}
        <tr><th scope="row">{{key}}</th><td>{{value}}</td></tr>
        {{/items}}
        </tbody>
        </table>
        {{/settingGroups}}
        </div>
        <p class="quiet">\(t(PageTexts.repeats))</p>
        </section>
        """
    }

    private var definitions: String {
        """
        <section aria-labelledby="definitions">
        <h2 id="definitions">\(t(DefinitionTexts.heading))</h2>
        <dl class="definitions">
        <dt>Dice</dt>
        <dd>\(t(DefinitionTexts.dice))</dd>
        <dt>IoU</dt>
        <dd>\(t(DefinitionTexts.iou))</dd>
        \(Self.classDefinition)
        <dt>\(t(DefinitionTexts.averages))</dt>
        <dd>\(t(DefinitionTexts.averagesWords))</dd>
        <dt>\(t(DefinitionTexts.size))</dt>
        <dd>{{metricSizeWords}}</dd>
        <dt>\(t(DefinitionTexts.curves))</dt>
        <dd>\(t(DefinitionTexts.curvesWords))</dd>
        </dl>
        {{#hasVersions}}
        <h3>\(t(PageTexts.versions))</h3>
        <table>
        <tbody>
        {{#versions}}
        <tr><th scope="row">{{name}}</th><td>{{version}}</td></tr>
        {{/versions}}
        </tbody>
        </table>
        {{/hasVersions}}
        </section>
        """
    }
}
