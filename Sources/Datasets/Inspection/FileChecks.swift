/// Files that training refuses, by the kind of their fault.
enum FaultCheck: SetCheck {
    static func findings(in set: InspectedSet) -> [Finding] {
        let faults = set.facts.flatMap(\.faults)
        func items(_ fault: DatasetError.BadFile.Fault) -> [Finding.Item] {
            faults.filter { $0.fault == fault }.map { Finding.Item(set.name(ofPath: $0.file), .reason($0.reason)) }
        }
        return set.findings(.unreadable, .error, items(.unreadable))
            + set.findings(.truncated, .error, items(.truncated))
            + set.findings(.maskValues, .error, items(.values))
    }
}

/// Images without a mask, masks without an image, and pictures that are neither.
enum PartnerCheck: SetCheck {
    static func findings(in set: InspectedSet) -> [Finding] {
        let severity: Finding.Severity = set.rules.isStrict ? .error : .warning
        func items(_ files: [String]) -> [Finding.Item] { files.map { Finding.Item("\(set.name)/\($0)") } }
        return set.findings(.missingPartner, severity, items(set.imagesWithoutMask + set.masksWithoutImage))
            + set.findings(.unusedPicture, severity, items(set.otherPictures))
    }
}

/// Masks that do not have their image's size.
enum SizeCheck: SetCheck {
    static func findings(in set: InspectedSet) -> [Finding] {
        let items = set.facts.flatMap { facts -> [Finding.Item] in
            guard let image = facts.image, let mask = facts.mask else { return [] }
            return mask.files.filter { $0.size != image.size }.map {
                Finding.Item(set.name(of: $0.url), .sizes(mask: $0.size, image: image.size))
            }
        }
        return set.findings(.sizeMismatch, set.rules.resizesMasks ? .warning : .error, items)
    }
}

/// Images whose files say how the camera was turned.
enum OrientationCheck: SetCheck {
    static func findings(in set: InspectedSet) -> [Finding] {
        let items = set.facts.compactMap { facts -> Finding.Item? in
            guard let image = facts.image, image.orientation != .upright else { return nil }
            return set.image(of: facts, .orientation(Int(image.orientation.rawValue)))
        }
        return set.findings(.orientation, .warning, items)
    }
}
