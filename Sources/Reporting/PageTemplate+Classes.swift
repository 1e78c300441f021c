extension PageTemplate {
    /// The table by class, in the section of results.
    static let classTable = """
        {{#classes}}{{#hasFigures}}
        <table>
        <caption>{{byClass}}</caption>
        <thead><tr><th scope="col">{{className}}</th><th scope="col" class="number">{{images}}</th>\
        <th scope="col" class="number">{{meanDice}}</th><th scope="col" class="number">{{median}}</th>\
        <th scope="col" class="number">{{lowest}}</th><th scope="col" class="number">{{meanIoU}}</th>\
        <th scope="col" class="number">{{whereItIs}}</th>\
        {{#empty}}<th scope="col" class="number">{{.}}</th>{{/empty}}</tr></thead>
        <tbody>
        {{#figures}}
        <tr><th scope="row">{{name}}</th><td class="number">{{images}}</td><td class="number">{{mean}}</td>\
        <td class="number">{{median}}</td><td class="number">{{lowest}}</td><td class="number">{{iou}}</td>\
        <td class="number">{{present}}</td>{{#empty}}<td class="number">{{.}}</td>{{/empty}}</tr>
        {{/figures}}
        </tbody>
        </table>
        {{/hasFigures}}{{/classes}}
        """

    /// How Dice of several classes is meant.
    static let classDefinition = """
        {{#classes}}
        <dt>{{severalClasses}}</dt>
        <dd>{{definition}}</dd>
        {{/classes}}
        """
}
