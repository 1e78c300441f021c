import Foundation

/// Spacings, number types and channels that are not those of most images of the set.
enum MixtureCheck: SetCheck {
    static func findings(in set: InspectedSet) -> [Finding] {
        spacings(set)
            + findings(.mixedDepth, .warning, set, { $0.component.rawValue }, { .depth($0.component.rawValue) })
            + findings(.mixedChannels, .note, set, { "\($0.channels)" }, { .channels($0.channels) })
    }

    /// Names the images that differ from the commonest value.
    private static func findings(
        _ kind: Finding.Kind, _ severity: Finding.Severity, _ set: InspectedSet, _ value: (ImageFacts) -> String,
        _ detail: (ImageFacts) -> Finding.Detail
    ) -> [Finding] {
        let values = set.facts.compactMap { $0.image.map(value) }
        guard let common = commonest(values) else { return [] }
        let others = set.facts.compactMap { facts -> Finding.Item? in
            guard let image = facts.image, value(image) != common else { return nil }
            return set.image(of: facts, detail(image))
        }
        return set.findings(kind, severity, others)
    }

    /// Spacings count as different from 1 % on; detectors of one kind differ by less than a quarter, which is a note.
    private static func spacings(_ set: InspectedSet) -> [Finding] {
        func key(_ image: ImageFacts) -> String {
            guard let spacing = image.spacing else { return "none" }
            return spacing.map { String(format: "%.2g", $0) }.joined(separator: "x")
        }
        let stated = set.facts.compactMap { $0.image?.spacing }.flatMap { $0 }.filter { $0 > 0 }
        let isMissing = set.facts.contains { $0.image != nil && $0.image?.spacing == nil }
        let ratio = (stated.max() ?? 1) / (stated.min() ?? 1)
        let severity: Finding.Severity = isMissing || ratio > 1.25 ? .warning : .note
        return findings(.mixedSpacing, severity, set, key) { .spacing($0.spacing) }
    }

    /// Of equally common ones the first in the alphabet; nil for none.
    private static func commonest(_ values: [String]) -> String? {
        Dictionary(grouping: values) { $0 }.mapValues(\.count).max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    }
}
