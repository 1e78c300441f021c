import Files

/// One lung: its outline as seen on the film, and how much air the beam meets in it.
///
/// The outline has four parts: the chest wall, a dome from the apex down to the widest place (a superellipse); the
/// mediastinum, with the bulges of vessels and heart; the apex, where both meet; the diaphragm, a dome that falls to the
/// costophrenic angle. The lung goes on behind the heart and behind the dome of the diaphragm; there it thins the shadow
/// but does not belong to the mask, as in the masks that radiologists drew.
struct Lung: Sendable {
    /// -1: the patient's right lung (left on the film), 1: the left one.
    let side: Double
    let wall: Profile
    let mediastinum: Profile
    let diaphragm: Profile
    /// How far the lung goes behind the heart, as a distance from the spine.
    private let hidden: Profile
    /// Length of the beam's way through air at the thickest place, in chest depths.
    private let depth: Double
    private let roundness: Double
    /// Part of the full depth that is left behind the heart and just behind the diaphragm.
    private let behindHeart: Double
    private let behindDiaphragm: Double
    /// How far below the apex the lung reaches its full depth.
    private let apexFade: Double

    init(side: Double, shape: ChestShape, draws: inout RandomDraws) {
        self.side = side
        let top = draws.around(0, 0.018)
        let apex = draws.around(0.37, 0.045)
        let inner = draws.around(shape.mediastinalWidth, 0.02)
        let width = draws.around(1, 0.04)
        wall = Lung.wall(top: top, apex: apex, width: width, draws: &draws)
        mediastinum = Lung.mediastinum(
            side: side, top: top, apex: apex, inner: inner, shape: shape, draws: &draws)
        diaphragm = Lung.diaphragm(side: side, shape: shape, draws: &draws)
        hidden = Profile(0...1.3) { 0.10 + (inner - 0.10) * PortableMath.smoothStep(0.5, 0.0, $0) }
        depth = draws.around(0.6, 0.06) * shape.inflation
        roundness = draws.uniform(0.22...0.45)
        behindHeart = draws.uniform(0.2...0.75)
        behindDiaphragm = draws.uniform(0.1...0.5)
        apexFade = draws.uniform(0.05...0.45)
    }

    /// Whether a place in the body belongs to the lung's mask.
    func contains(_ place: Point) -> Bool {
        let x = side * place.x
        return x > mediastinum(place.y) && x < wall(place.y) && place.y < diaphragm(x)
            && place.y > wall.range.lowerBound
    }

    /// How much air the beam meets at a place, in chest depths.
    func air(at place: Point) -> Double {
        let x = side * place.x
        let outer = wall(place.y)
        let edge = hidden(place.y)
        guard x > edge, x < outer, place.y > wall.range.lowerBound else { return 0 }
        let across = 2 * (x - edge) / (outer - edge) - 1
        var air = depth * PortableMath.power(1 - across * across, roundness)
        air *= 0.45 + 0.55 * PortableMath.smoothStep(-0.1, apexFade, place.y)
        let medial = mediastinum(place.y)
        if x < medial {
            air *= behindHeart * PortableMath.smoothStep(0, 0.3, (x - edge) / max(medial - edge, 1e-6) + 0.1)
        }
        let below = place.y - diaphragm(x)
        if below > 0 { air *= behindDiaphragm * PortableMath.smoothStep(0.22, 0, below) }
        return air
    }

    private static func wall(top: Double, apex: Double, width: Double, draws: inout RandomDraws) -> Profile {
        let rise = draws.around(2.15, 0.25)
        let round = 1 / draws.around(2.05, 0.2)
        let taper = draws.around(0.0, 0.06)
        let wobble = draws.wobble(amplitude: 0.008)
        return Profile(top...1.3) { y in
            let way = min((y - top) / (1 - top), 1)
            let dome = PortableMath.power(1 - PortableMath.power(1 - way, rise), round)
            return apex + (width - apex) * dome + taper * (way - 0.5) * way + wobble(y) * min(6 * way, 1)
        }
    }

    private static func mediastinum(
        side: Double, top: Double, apex: Double, inner: Double, shape: ChestShape, draws: inout RandomDraws
    ) -> Profile {
        let isLeft = side > 0
        let apexHeight = draws.uniform(0.06...0.18)
        let wobble = draws.wobble(amplitude: 0.006)
        // The aortic knob and the pulmonary trunk on the left, the upper vena cava and the hilum on the right.
        let knob = (at: draws.around(0.30, 0.04), height: isLeft ? draws.uniform(0...0.12) : draws.uniform(0...0.03))
        let hilum = (at: draws.around(0.47, 0.04), height: draws.uniform(0...0.07))
        let heart = isLeft ? shape.heartLeft : shape.heartRight
        let start = isLeft ? draws.uniform(0.36...0.5) : draws.uniform(0.5...0.62)
        let full = isLeft ? draws.uniform(0.85...1.0) : draws.uniform(0.72...0.85)
        let retreat = draws.uniform(0...0.35)
        func bump(_ y: Double, _ width: Double) -> Double { PortableMath.exp(-(y / width) * (y / width)) }
        return Profile(top...1.3) { y in
            let way = y - top
            var edge = inner + wobble(y)
            if way < apexHeight {
                let rest = 1 - way / apexHeight
                edge = apex - (apex - edge) * max(1 - rest * rest, 0).squareRoot()
            }
            edge += knob.height * bump(y - knob.at, 0.075) + hilum.height * bump(y - hilum.at, 0.09)
            let rising = PortableMath.smoothStep(start, full, y)
            let falling = isLeft ? 0 : retreat * PortableMath.smoothStep(full, 1.05, y)
            return edge + (heart - inner) * rising * (1 - falling)
        }
    }

    private static func diaphragm(side: Double, shape: ChestShape, draws: inout RandomDraws) -> Profile {
        var dome = shape.dome + (side < 0 ? 0 : draws.around(0.03, 0.03))
        var steepness = draws.uniform(1.7...3.2)
        if draws.chance(0.1) {  // fluid or a raised diaphragm: higher and flatter
            dome -= draws.uniform(0.05...0.3)
            steepness = draws.uniform(2.5...6)
        }
        let peak = draws.uniform(0.28...0.6)
        let floor = draws.around(1.0, 0.025)
        let medialFall = draws.uniform(-0.01...0.07)
        let wobble = draws.wobble(amplitude: 0.006)
        return Profile(0...1.3) { x in
            if x > peak {
                return dome + (floor - dome) * PortableMath.power((x - peak) / (1 - peak), steepness) + wobble(x)
            }
            let back = (peak - x) / peak
            return dome + medialFall * back * back + wobble(x)
        }
    }
}
