/// Files that training refuses, by the kind of their fault.
enum FaultCheck: SetCheck {
    static func findings(in set: InspectedSet) -> [Finding] {
        func items(_ fault: DatasetError.BadFile.Fault) -> [Finding.Item] {
            set.faults.filter { $0.fault == fault }.map { Finding.Item(set.name(ofPath: $0.file), .reason($0.reason)) }
        }
        var seen: Set<String> = []
        let refused = set.refusal.map { text in
            set.facts.flatMap { set.masks(of: $0) }.filter { seen.insert($0.file).inserted }.enumerated().map {
                Finding.Item($0.element.file, $0.offset == 0 ? .reason(text) : nil)
            }
        }
        return set.findings(.unreadable, .error, items(.unreadable))
            + set.findings(.truncated, .error, items(.truncated))
            + set.findings(.maskValues, .error, items(.values) + (refused ?? []))
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
            guard let image = facts.image else { return [] }
            return facts.maskFiles.filter { $0.size != image.size }.map {
                Finding.Item(set.name(of: $0.url), .sizes(mask: $0.size, image: image.size))
            }
        }
        return set.findings(.sizeMismatch, set.resizesMasks ? .warning : .error, items)
    }
}

/// Images whose files say how the camera was turned.
enum OrientationCheck: SetCheck {
    static func findings(in set: InspectedSet) -> [Finding] {
        func items(isDecided: Bool) -> [Finding.Item] {
            set.facts.compactMap { facts in
                guard let image = facts.image, image.orientation != .upright,
                    image.isOrientationDecided == isDecided
                else { return nil }
                return set.image(of: facts, .orientation(Int(image.orientation.rawValue)))
            }
        }
        return set.findings(.orientation, .note, items(isDecided: true))
            + set.findings(.undecidedOrientation, .warning, items(isDecided: false))
    }
}
