extension PageTemplate {
    /// The report of a study.
    var study: String {
        page(
            header: """
                <p class="kicker">\(t(StudyTexts.kicker))</p>
                <h1>{{title}}</h1>
                <p class="lead">{{lead}}</p>
                """,
            main: [verdict, compared, results, charts, differences, imageTable].joined(separator: "\n"))
    }

    private var verdict: String {
        """
        {{#hasVerdict}}
        <section aria-labelledby="verdict">
        <h2 id="verdict">\(t(StudyTexts.verdict))</h2>
        <ul class="sentences">
        {{#verdict}}
        <li>{{.}}</li>
        {{/verdict}}
        </ul>
        </section>
        {{/hasVerdict}}
        {{#hasNotes}}
        <section aria-labelledby="notes">
        <h2 id="notes">\(t(StudyTexts.notes))</h2>
        <ul class="sentences">
        {{#notes}}
        <li>{{.}}</li>
        {{/notes}}
        </ul>
        </section>
        {{/hasNotes}}
        """
    }

    private var compared: String {
        func number(_ phrase: Phrase) -> String { "<th scope=\"col\" class=\"number\">\(t(phrase))</th>" }
        func text(_ phrase: Phrase) -> String { "<th scope=\"col\">\(t(phrase))</th>" }
        return """
            <section aria-labelledby="compared">
            <h2 id="compared">\(t(StudyTexts.compared))</h2>
            <div class="wide">
            <table>
            <thead><tr>\(text(StudyTexts.arm))\(text(StudyTexts.settings))\
            {{#hasTuned}}\(text(StudyTexts.tuned)){{/hasTuned}}\(number(StudyTexts.runs))\
            \(number(StudyTexts.parameters))\(number(StudyTexts.seconds))\(number(StudyTexts.memory))\
            \(text(StudyTexts.reports))</tr></thead>
            <tbody>
            {{#armRows}}
            <tr><th scope="row">{{name}}</th><td>{{settings}}</td>{{#hasTuned}}<td>{{tuned}}</td>{{/hasTuned}}\
            {{#figures}}<td class="number">{{.}}</td>{{/figures}}\
            <td>{{#reports}}<a href="{{address}}">{{label}}</a> {{/reports}}{{^hasReports}}–{{/hasReports}}</td></tr>
            {{/armRows}}
            </tbody>
            </table>
            </div>
            </section>
            """
    }

    private var results: String {
        """
        {{#hasTables}}
        <section aria-labelledby="results">
        <h2 id="results">\(t(StudyTexts.results))</h2>
        {{#tables}}
        <div class="wide">
        <table>
        <caption>{{caption}}</caption>
        <thead><tr>{{#columns}}<th scope="col"{{#isNumber}} class="number"{{/isNumber}}>{{label}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#rows}}
        <tr><th scope="row">{{head.text}}</th>{{#cells}}<td{{#isNumber}} class="number"{{/isNumber}}>{{text}}</td>{{/cells}}</tr>
        {{/rows}}
        </tbody>
        </table>
        {{#note}}<p class="quiet">{{.}}</p>{{/note}}
        </div>
        {{/tables}}
        </section>
        {{/hasTables}}
        """
    }

    private var charts: String {
        """
        {{#hasCharts}}
        <section aria-labelledby="charts">
        <h2 id="charts">\(t(StudyTexts.charts))</h2>
        <div class="charts">
        {{#charts}}
        \(chart)
        {{/charts}}
        </div>
        </section>
        {{/hasCharts}}
        """
    }

    private var differences: String {
        """
        {{#hasPairs}}
        <section aria-labelledby="differences">
        <h2 id="differences">\(t(StudyTexts.differences))</h2>
        \(legend)
        <p class="quiet control">\(t(PictureTexts.clickable))</p>
        {{#pairs}}
        <div class="row" data-gallery>
        <h3>{{heading}}</h3>
        <div class="pairs">
        {{#items}}
        <figure>
        <div class="sides">
        {{#sides}}
        <div>{{#picture}}{{{.}}}{{/picture}}{{^picture}}<div class="absent">\(t(PictureTexts.absent))</div>{{/picture}}\
        <p><strong>{{name}}</strong> Dice {{dice}}</p></div>
        {{/sides}}
        </div>
        <figcaption>{{#pathParts}}{{.}}<wbr>{{/pathParts}}, {{set}}{{#isMadeUp}} \
        <span class="made-up">\(t(PageTexts.madeUpFilm))</span>{{/isMadeUp}}</figcaption>
        </figure>
        {{/items}}
        </div>
        </div>
        {{/pairs}}
        </section>
        {{/hasPairs}}
        """
    }
}
