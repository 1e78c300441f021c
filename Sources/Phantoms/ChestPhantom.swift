import Files
import Imaging

/// A synthetic chest film with the exact mask of its lungs.
///
/// The picture is made as a film is. A body of simple shapes (trunk, neck, arms, two lungs, heart, diaphragm, ribs,
/// clavicles, shoulder blades, spine, windpipe, vessels) is drawn at random; for each pixel the absorption along the
/// parallel beam is summed over the shapes that it passes; the film's brightness follows from what comes through, with
/// scatter, noise, and the contrast of a film or of a digital system. Borders and letters are laid on top. Now and then
/// there is an opacity, fluid or a tube.
///
/// The mask holds the lungs as radiologists draw them: not what lies behind the heart or below the diaphragm's dome, and
/// nothing that the film's border hides. A pixel belongs to it when its centre does.
///
/// A phantom is a pure function of (seed, index, size). Its arithmetic is integers and IEEE 754's basic operations
/// alone, in a fixed order, without the C library: so its bytes are the same on every machine. It is no model of any
/// patient and of no use for diagnosis.
public struct ChestPhantom: Sendable, Equatable {
    /// The film: 8-bit grey, `size` x `size`.
    public let film: Image
    /// The lungs: 255 inside, 0 outside, `size` x `size`.
    public let mask: Image

    /// Sizes that can be drawn, in pixels a side.
    public static let sizes = 32...4096

    /// Draws one phantom.
    ///
    /// - Parameters:
    ///   - size: pixels a side, one of `sizes`.
    ///   - seed: the set's seed.
    ///   - index: which film of the set, from 0.
    /// - Throws: `ImageError.malformed` where the size is not one of `sizes`.
    public init(size: Int, seed: UInt64, index: Int) throws(ImageError) {
        guard Self.sizes.contains(size) else {
            throw ImageError.malformed(
                "a phantom of \(size) pixels a side cannot be drawn: ask for \(Self.sizes.lowerBound) to "
                    + "\(Self.sizes.upperBound)")
        }
        func draws(_ purpose: String) -> RandomDraws {
            RandomDraws(seed: seed, purpose: "phantom \(purpose)", index: index)
        }
        let body = Body(size: size, draws: draws)
        var absorption = body.softAbsorption(size: size)
        body.addStructures(to: &absorption, draws: draws)
        var isLung = body.lungMask(size: size)
        var light = draws("light")
        var film = Exposure(draws: &light).film(of: absorption, isLung: isLung, draws: &light)
        var marks = draws("marks")
        let isHidden = FilmMarks().add(to: &film, draws: &marks)
        for place in isLung.indices where isHidden[place] { isLung[place] = false }
        let greys = film.values.map { UInt8(min(max($0, 0), 255).rounded()) }
        self.film = try Image(grey: greys, width: size, height: size)
        mask = try Image(grey: isLung.map { $0 ? 255 : 0 }, width: size, height: size)
    }
}

/// The shapes of one synthetic body, placed on its film.
private struct Body {
    let frame: BodyFrame
    let shape: ChestShape
    let lungs: [Lung]
    let tissue: SoftTissue

    init(size: Int, draws: (String) -> RandomDraws) {
        var place = draws("frame")
        frame = BodyFrame(size: size, draws: &place)
        var form = draws("shape")
        let shape = ChestShape(draws: &form)
        self.shape = shape
        lungs = [-1.0, 1].map { side in
            var lung = draws(side < 0 ? "right lung" : "left lung")
            return Lung(side: side, shape: shape, draws: &lung)
        }
        var soft = draws("tissue")
        tissue = SoftTissue(shape: shape, draws: &soft)
    }

    func lungMask(size: Int) -> [Bool] {
        (0..<size * size).map { place in
            let body = frame.body(Point(Double(place % size), Double(place / size)))
            return lungs.contains { $0.contains(body) }
        }
    }

    /// Soft tissue less the air in the lungs; some of it always remains (chest wall and blood).
    func softAbsorption(size: Int) -> Plane {
        var plane = Plane(size: size)
        for y in 0..<size {
            for x in 0..<size {
                let place = frame.body(Point(Double(x), Double(y)))
                let soft = tissue.thickness(at: place)
                let air = lungs.reduce(0) { $0 + $1.air(at: place) }
                plane.values[y * size + x] = Float(max(soft - air, 0.18 * soft))
            }
        }
        return plane
    }

    func addStructures(to plane: inout Plane, draws: (String) -> RandomDraws) {
        var organs = draws("organs")
        tissue.addOrgans(to: &plane, frame: frame, draws: &organs)
        var bones = draws("bones")
        Skeleton(shape: shape, walls: lungs.map(\.wall)).add(to: &plane, frame: frame, draws: &bones)
        var contents = draws("contents")
        ChestContents(shape: shape, lungs: lungs).add(to: &plane, frame: frame, draws: &contents)
    }
}
