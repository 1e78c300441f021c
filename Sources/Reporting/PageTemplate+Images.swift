/// The parts that every page with pictures has: the symbols, the colours' legend, the table and the large view.
extension PageTemplate {
    /// Colours and what they mean, with the choice of the palette.
    var legend: String {
        """
        <div class="legend">
        <ul>
        <li><span class="swatch correct"></span>\(t(PictureTexts.correct))</li>
        <li><span class="swatch false"></span>\(t(PictureTexts.falsePositive))</li>
        <li><span class="swatch missed"></span>\(t(PictureTexts.missed))</li>
        </ul>
        <label class="control">\(t(PictureTexts.colours)) <select class="palette">
        <option value="\(OverlayPaletteName.standard.rawValue)">\(t(PictureTexts.standard))</option>
        <option value="\(OverlayPaletteName.colourBlind.rawValue)">\(t(PictureTexts.colourBlind))</option>
        </select></label>
        </div>
        """
    }

    /// The per-image table, as `images` of the page.
    var imageTable: String {
        """
        {{#images}}
        {{#table.isFilled}}
        <section aria-labelledby="images">
        <h2 id="images">\(t(ImageTableTexts.heading))</h2>
        {{#remarks}}<p class="quiet">{{.}}</p>{{/remarks}}
        {{#hasPictures}}\(legend){{/hasPictures}}
        \(filters)
        <div class="scroll" role="region" aria-label="\(t(ImageTableTexts.region))" tabindex="0">
        <table class="sortable" id="image-table" data-gallery>
        <thead><tr>{{#hasPictures}}<th scope="col" class="thumb" data-unsorted>\(t(PictureTexts.picture))</th>\
        {{/hasPictures}}{{#table.columns}}<th scope="col" data-kind="{{kind}}"{{#isNumber}} class="number"\
        {{/isNumber}}>{{label}}</th>{{/table.columns}}</tr></thead>
        <tbody>
        {{#table.rows}}
        <tr>{{#hasPictures}}<td class="thumb" data-key="">{{{picture}}}</td>{{/hasPictures}}\
        <th scope="row" data-key="{{head.sortKey}}">{{head.text}}</th>{{#cells}}\
        <td data-key="{{sortKey}}"{{#isNumber}} class="number"{{/isNumber}}>{{text}}{{#madeUp}} \
        <span class="made-up">{{.}}</span>{{/madeUp}}</td>{{/cells}}</tr>
        {{/table.rows}}
        </tbody>
        </table>
        </div>
        {{#tableNote}}<p class="quiet">{{{.}}}</p>{{/tableNote}}
        </section>
        {{/table.isFilled}}
        {{/images}}
        """
    }

    private var filters: String {
        """
        <form class="filters control" data-table="image-table" aria-label="\(t(ImageTableTexts.filters))">
        {{#hasSets}}<label>\(t(PageTexts.set)) <select name="set"><option value="">\(t(ImageTableTexts.everySet))</option>\
        {{#sets}}<option value="{{.}}">{{.}}</option>{{/sets}}</select></label>{{/hasSets}}
        <label>\(t(ImageTableTexts.name)) <input type="search" name="name" size="14" autocomplete="off" \
        spellcheck="false"></label>
        <span class="range"><label>\(t(ImageTableTexts.figure)) <select name="figure">\
        {{#figures}}<option value="{{place}}">{{label}}</option>{{/figures}}</select></label>
        <label>\(t(ImageTableTexts.from)) <input type="number" name="low" step="any" inputmode="decimal"></label>
        <label>\(t(ImageTableTexts.to)) <input type="number" name="high" step="any" inputmode="decimal"></label></span>
        <button type="reset">\(t(ImageTableTexts.reset))</button>
        <output role="status" data-text="\(t(ImageTableTexts.shown))"></output>
        </form>
        """
    }

    /// The large view: a panel for each model, `arms` of the page, with one slider for all.
    var dialog: String {
        """
        {{#hasSymbols}}
        {{{symbols}}}
        <svg class="symbols" aria-hidden="true"><filter id="outline"><feMorphology in="SourceAlpha" operator="erode" \
        radius="1.5" result="inner"/><feComposite in="SourceGraphic" in2="inner" operator="out"/></filter></svg>
        <dialog id="large" aria-labelledby="large-title" data-show="areas" data-stop="3">
        <div class="bar">
        <h2 id="large-title"></h2>
        <p class="quiet" id="large-note"></p>
        <div class="buttons">
        <span id="large-place"></span>
        <button type="button" data-step="-1" aria-label="\(t(PictureTexts.previous))" \
        title="\(t(PictureTexts.previous))">←</button>
        <button type="button" data-step="1" aria-label="\(t(PictureTexts.next))" \
        title="\(t(PictureTexts.next))">→</button>
        <button type="button" data-close aria-label="\(t(PictureTexts.close))" title="\(t(PictureTexts.close))">✕</button>
        </div>
        </div>
        <div class="stage" tabindex="-1">
        {{#arms}}
        <figure class="panel" data-arm="{{place}}">
        <svg class="picture" role="img" aria-label=""><use/><g class="layer truth"><use/></g>\
        <g class="layer prediction"><use/></g><g class="layer agreement"><use/></g></svg>
        <figcaption><strong>{{name}}</strong> <span></span></figcaption>
        </figure>
        {{/arms}}
        </div>
        <div class="foot">
        <div class="slider">
        <input type="range" min="0" max="3" step="0.05" value="3" aria-label="\(t(PictureTexts.slider))">
        <div class="stops">
        <button type="button" data-stop="0">\(t(PictureTexts.film))</button>
        <button type="button" data-stop="1"><span class="swatch truth"></span>\(t(PictureTexts.truth))</button>
        <button type="button" data-stop="2"><span class="swatch prediction"></span>\(t(PictureTexts.prediction))</button>
        <button type="button" data-stop="3">\(t(PictureTexts.agreement))</button>
        </div>
        </div>
        <label>\(t(PictureTexts.showAs)) <select class="show">
        <option value="areas">\(t(PictureTexts.areas))</option>
        <option value="outlines">\(t(PictureTexts.outlines))</option>
        </select></label>
        \(legend)
        <p class="quiet keys">\(t(PictureTexts.keys))</p>
        </div>
        </dialog>
        {{/hasSymbols}}
        """
    }
}
