import Imaging

/// How an image whose file says that the camera was turned, and its mask, come to lie alike.
struct PairTurn: Equatable, Sendable {
    /// What the mask's size tells.
    enum Evidence: Equatable, Sendable {
        /// The image's file says nothing of a turn.
        case untagged
        /// It has the upright image's size, and not the stored one's.
        case upright
        /// It has the stored image's size, and not the upright one's.
        case stored
        /// It has both, or neither.
        case undecided
    }

    /// The turn that the image's file asks for.
    let tag: Orientation
    /// What the mask's size tells.
    let evidence: Evidence

    /// - Parameters:
    ///   - upright: the image's size after the turn.
    ///   - masks: sizes of the mask's files, those left out that a tag of their own has laid upright.
    init(tag: Orientation, upright: PixelSize, masks: [PixelSize]) {
        self.tag = tag
        let stored =
            tag.swapsAxes ? PixelSize(height: upright.width, width: upright.height) : upright
        if tag == .upright {
            evidence = .untagged
        } else if stored != upright, !masks.isEmpty, masks.allSatisfy({ $0 == upright }) {
            evidence = .upright
        } else if stored != upright, !masks.isEmpty, masks.allSatisfy({ $0 == stored }) {
            evidence = .stored
        } else {
            evidence = masks.isEmpty && tag != .upright ? .upright : .undecided
        }
    }

    /// Whether the image is laid upright.
    func turnsImage(_ choice: OrientationChoice) -> Bool { choice != .ignore || evidence == .upright }

    /// How the mask is turned.
    /// - Parameter isStored: whether masks of the set whose size tells nothing were drawn on the stored pixels.
    func maskTurn(_ choice: OrientationChoice, isStored: Bool) -> Orientation {
        guard turnsImage(choice) else { return .upright }
        switch evidence {
        case .untagged, .upright: return .upright
        case .stored: return tag
        case .undecided: return isStored ? tag : .upright
        }
    }
}

/// What was done with the images of a set whose files say that the camera was turned. The run folder keeps it.
public struct OrientationReading: Codable, Equatable, Sendable {
    /// What the command says.
    public let choice: OrientationChoice
    /// Images with such a tag.
    public let tagged: Int
    /// Of these: masks that their size shows to be drawn on the stored pixels, and on the upright image.
    public let stored: Int, upright: Int
    /// Of these: masks whose size tells nothing.
    public let undecided: Int
    /// Whether the undecided ones were drawn on the stored pixels.
    public let isStored: Bool

    init(_ turns: [PairTurn], _ choice: OrientationChoice) {
        self.choice = choice
        func count(_ evidence: PairTurn.Evidence) -> Int { turns.count { $0.evidence == evidence } }
        tagged = turns.count - count(.untagged)
        (stored, upright, undecided) = (count(.stored), count(.upright), count(.undecided))
        isStored = choice == .auto && stored > 0 && upright == 0
    }

    /// What is said of it, in one line; nil where no file has a tag.
    public var line: String? {
        guard tagged > 0 else { return nil }
        let images = "\(tagged) image\(tagged == 1 ? " has" : "s have") an orientation tag"
        if choice == .ignore {
            return "\(images), which is ignored" + (upright > 0 ? " but for \(upright) whose masks are upright" : "")
        }
        var parts = ["\(images) and \(tagged == 1 ? "is" : "are") laid upright"]
        if stored > 0 { parts.append("\(stored) mask\(stored == 1 ? " is" : "s are") turned too, by their sizes") }
        guard undecided > 0 else { return parts.joined(separator: "; ") }
        if isStored {
            parts.append("so are \(undecided) whose size tells nothing, as the others of the set")
        } else if choice == .auto {
            parts.append(
                "sizes do not tell how \(undecided) of their masks lie: they are taken to be drawn on the upright image. "
                    + "If they were drawn on the stored pixels, say --orientation ignore; if not, --orientation apply")
        }
        return parts.joined(separator: "; ")
    }

    /// Whether the line is a warning: masks may lie otherwise than their images.
    public var isDoubtful: Bool { choice == .auto && undecided > 0 && !isStored }
}
