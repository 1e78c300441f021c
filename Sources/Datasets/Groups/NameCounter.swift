/// Names that end in a counter behind a stem that ends in a number itself: `patient001_slice01` is of `patient001`.
///
/// Names that are merely numbered (`benign (1)`) say nothing of patients. So the rule holds only where the stem before the
/// counter ends in a number, and at least three such stems have several images each.
enum NameCounter {
    /// The stem before the counter; nil for a name without one.
    static func group(of name: String) -> String? {
        let characters = Array(name)
        func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
        func isLetter(_ character: Character) -> Bool { character.isLetter }
        func isDivider(_ character: Character) -> Bool { !isDigit(character) && !isLetter(character) }
        var end = characters.endIndex
        func skip(_ holds: (Character) -> Bool) -> Int {
            let start = end
            while end > 0, holds(characters[end - 1]) { end -= 1 }
            return start - end
        }
        _ = skip(isDivider)  // a closing bracket
        guard skip(isDigit) > 0 else { return nil }
        var dividers = skip(isDivider)
        if skip(isLetter) > 0 { dividers = skip(isDivider) }
        guard dividers > 0, end > 0, isDigit(characters[end - 1]) else { return nil }
        return String(characters[..<end])
    }

    /// The groups of names; nil where fewer than three of them have several images.
    static func groups(of names: [String]) -> (groups: [String?], example: String, exampleGroup: String)? {
        let groups = names.map(group)
        let counts = Dictionary(groups.compactMap { $0 }.map { ($0, 1) }, uniquingKeysWith: +)
        guard counts.values.count(where: { $0 > 1 }) >= 3,
            let first = zip(names, groups).first(where: { $0.1.map { counts[$0] ?? 0 > 1 } ?? false }),
            let group = first.1
        else { return nil }
        return (groups, first.0, group)
    }
}
