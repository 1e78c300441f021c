/// The page. It stands here as text, since a package that is a dependency or a static program has no resource files.
///
/// Values are escaped by ``PageText``; three braces mark what is HTML already: style, script and the charts.
enum PageTemplate {
    static let html = """
        {{% CONTENT_TYPE: PAGE}}<!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="generator" content="Pleura">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
        style-src 'unsafe-inline'; script-src 'unsafe-inline'">
        <title>{{runName}} – Pleura report</title>
        <style>
        {{{style}}}
        </style>
        </head>
        <body>
        <header>
        <p class="kicker">Pleura · report of a segmentation training</p>
        <h1>{{runName}}</h1>
        <p class="lead">{{lead}}</p>
        {{#chosen}}<p class="quiet">Tested weights: {{.}}.</p>{{/chosen}}
        <p class="notice">For research only. Pleura is not a medical device: nothing here may guide the care of a \
        patient.</p>
        </header>
        <main>
        \(results)
        \(pictures)
        \(training)
        \(images)
        \(data)
        \(settings)
        \(definitions)
        </main>
        <script>
        {{{script}}}
        </script>
        </body>
        </html>

        """

    private static let results = """
        <section aria-labelledby="results">
        <h2 id="results">Results on the test images</h2>
        {{#hasResults}}
        <dl class="headlines">
        {{#headlines}}
        <div><dt>{{label}}</dt><dd>{{value}}</dd></div>
        {{/headlines}}
        </dl>
        {{/hasResults}}
        {{^hasResults}}<p>There are no test results.</p>{{/hasResults}}
        <div class="beside">
        {{#hasSetFigures}}
        <table>
        <caption>By set</caption>
        <thead><tr><th scope="col">Set</th><th scope="col" class="number">Images</th>\
        <th scope="col" class="number">Dice, mean</th><th scope="col" class="number">median</th>\
        <th scope="col" class="number">lowest</th><th scope="col" class="number">IoU, mean</th></tr></thead>
        <tbody>
        {{#setFigures}}
        <tr><th scope="row">{{set}}{{#isMadeUp}} <span class="made-up">made-up films (phantoms)</span>{{/isMadeUp}}</th>\
        <td class="number">{{count}}</td><td class="number">{{mean}}</td><td class="number">{{median}}</td>\
        <td class="number">{{lowest}}</td><td class="number">{{iou}}</td></tr>
        {{/setFigures}}
        </tbody>
        </table>
        {{/hasSetFigures}}
        \(classTable)
        {{#histogram}}
        <figure class="chart">
        {{{svg}}}
        <figcaption>{{caption}}</figcaption>
        </figure>
        {{/histogram}}
        </div>
        </section>
        """

    private static let pictures = """
        {{#hasPictures}}
        <section aria-labelledby="pictures">
        <h2 id="pictures">Best and worst test images</h2>
        \(classLegend)
        {{#isOneClass}}
        <ul class="legend">
        <li><span class="swatch correct"></span>correct: in prediction and truth</li>
        <li><span class="swatch false"></span>false: in the prediction alone</li>
        <li><span class="swatch missed"></span>missed: in the truth alone</li>
        </ul>
        {{/isOneClass}}
        {{#madeUpRemark}}<p class="quiet">{{.}}</p>{{/madeUpRemark}}
        {{#pictureRemark}}<p class="quiet">{{.}}</p>{{/pictureRemark}}
        {{#pictureRows}}
        <div class="row">
        <h3>{{heading}}</h3>
        <div class="pictures">
        {{#items}}
        <figure>
        {{#picture}}<img src="data:image/png;base64,{{{data}}}" width="{{width}}" height="{{height}}" alt="{{words}}">\
        {{/picture}}{{^picture}}<div class="absent">The picture could not be made.</div>{{/picture}}
        <figcaption><strong>Dice {{dice}}</strong>{{#pathParts}}{{.}}<wbr>{{/pathParts}}<br>{{set}}\
        {{#isMadeUp}}<br><span class="made-up">made-up film (phantom)</span>{{/isMadeUp}}</figcaption>
        </figure>
        {{/items}}
        </div>
        </div>
        {{/pictureRows}}
        <p class="quiet">In full size: the files <code>best-*.png</code> and <code>worst-*.png</code> in the folder \
        <code>figures</code> beside this page.</p>
        </section>
        {{/hasPictures}}
        """

    private static let training = """
        <section aria-labelledby="training">
        <h2 id="training">Training</h2>
        {{#curveRemarks}}<p>{{.}}</p>{{/curveRemarks}}
        <div class="charts">
        {{#curves}}
        <figure class="chart">
        {{{svg}}}
        <figcaption>{{caption}}</figcaption>
        </figure>
        {{/curves}}
        </div>
        {{#history.isFilled}}
        <details>
        <summary>Figures of every epoch</summary>
        <div class="scroll" role="region" aria-label="Figures of every epoch" tabindex="0">
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

    private static let images = """
        {{#table.isFilled}}
        <section aria-labelledby="images">
        <h2 id="images">Every test image</h2>
        <div class="scroll" role="region" aria-label="Figures of every test image" tabindex="0">
        <table class="sortable">
        <thead><tr>{{#table.columns}}<th scope="col"{{#isNumber}} class="number"{{/isNumber}}>{{label}}</th>\
        {{/table.columns}}</tr></thead>
        <tbody>
        {{#table.rows}}
        <tr><th scope="row" data-key="{{head.sortKey}}">{{head.text}}</th>{{#cells}}\
        <td data-key="{{sortKey}}"{{#isNumber}} class="number"{{/isNumber}}>{{text}}{{#isMadeUp}} \
        <span class="made-up">made up</span>{{/isMadeUp}}</td>{{/cells}}</tr>
        {{/table.rows}}
        </tbody>
        </table>
        </div>
        <p class="quiet">Rounded; the file <code>test/metrics.csv</code> holds all digits and the counts of pixels.</p>
        </section>
        {{/table.isFilled}}
        """

    private static let data = """
        <section aria-labelledby="data">
        <h2 id="data">Data</h2>
        <table>
        <thead><tr><th scope="col">Set</th><th scope="col" class="number">Training</th>\
        <th scope="col" class="number">Validation</th><th scope="col" class="number">Test</th>\
        <th scope="col" class="number">Images used</th><th scope="col" class="number">Files left out</th></tr></thead>
        <tbody>
        {{#dataRows}}
        <tr><th scope="row">{{set}}{{#isMadeUp}} <span class="made-up">made-up films (phantoms)</span>{{/isMadeUp}}</th>\
        {{#counts}}<td class="number">{{.}}</td>{{/counts}}</tr>
        {{/dataRows}}
        </tbody>
        </table>
        {{#hasLeftOut}}
        <details>
        <summary>{{leftOutCount}} left out</summary>
        <div class="scroll" role="region" aria-label="Files left out" tabindex="0">
        <table>
        <thead><tr><th scope="col">File</th><th scope="col">Set</th><th scope="col">Reason</th></tr></thead>
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

    private static let settings = """
        <section aria-labelledby="settings">
        <h2 id="settings">Settings</h2>
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
        <p class="quiet">The file <code>recipe.yaml</code> beside this page repeats the run.</p>
        </section>
        """

    private static let definitions = """
        <section aria-labelledby="definitions">
        <h2 id="definitions">How to read the figures</h2>
        <dl class="definitions">
        <dt>Dice</dt>
        <dd>2 |P ∩ T| / (|P| + |T|) for the predicted pixels P and the true pixels T of one image, from 0 (nothing in \
        common) to 1 (the same pixels). Both empty: 1; one empty: 0.</dd>
        <dt>IoU</dt>
        <dd>|P ∩ T| / |P ∪ T| of one image, by the same rule for empty masks.</dd>
        \(classDefinition)
        <dt>Mean, median, lowest</dt>
        <dd>Over the test images, each counted once, whatever its size.</dd>
        <dt>Size</dt>
        <dd>{{metricSizeWords}}</dd>
        <dt>Curves</dt>
        <dd>Training figures are means over the epoch's images as they were trained on, before each update; validation \
        figures are taken after the epoch, without augmentation.</dd>
        </dl>
        {{#hasVersions}}
        <h3>Versions</h3>
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
