import Files

/// Muscle, fat and organs: how far the beam goes through the trunk, the neck and the arms, and what lies in and on them.
struct SoftTissue: Sendable {
    private let halfWidth: Profile
    private let depth: Profile
    private let shape: ChestShape
    private let flatness: Double

    init(shape: ChestShape, draws: inout RandomDraws) {
        self.shape = shape
        let slope = draws.uniform(0.12...0.26)
        let hips = shape.trunk * draws.around(1.0, 0.08)
        let neckEnd = shape.shoulderHeight - slope
        halfWidth = Profile(-1...2.5) { y in
            // From the neck along the shoulder's slope, then into the armpit and down the flank.
            let upper =
                shape.neck + (shape.shoulders - shape.neck)
                * PortableMath.power(
                    PortableMath.smoothStep(neckEnd - 0.12, shape.shoulderHeight + 0.03, y), 0.85)
            let armpit = PortableMath.smoothStep(0.2, 0.5, y)
            let flank = shape.trunk + (hips - shape.trunk) * PortableMath.smoothStep(0.6, 1.4, y)
            return upper + (flank - upper) * armpit
        }
        let neckDepth = draws.uniform(0.45...0.75)
        let shoulderDepth = draws.uniform(0.6...0.9)
        depth = Profile(-1...2.5) { y in
            let chest = neckDepth + (shoulderDepth - neckDepth) * PortableMath.smoothStep(-0.3, 0.0, y)
            let full = chest + (1 - chest) * PortableMath.smoothStep(0.0, 0.35, y)
            return full + (shape.belly - 1) * PortableMath.smoothStep(0.65, 1.15, y)
        }
        flatness = draws.uniform(0.35...0.6)
    }

    /// The trunk's and neck's thickness at a place, in chest depths.
    func thickness(at place: Point) -> Double {
        let share = place.x / halfWidth(place.y)
        guard share * share < 1 else { return 0 }
        return depth(place.y) * PortableMath.power(1 - share * share, flatness)
    }

    /// Adds arms, heart, breasts, folds and the gas in stomach and bowel to the absorption.
    func addOrgans(to absorption: inout Plane, frame: BodyFrame, draws: inout RandomDraws) {
        addArms(to: &absorption, frame: frame, draws: &draws)
        addHeart(to: &absorption, frame: frame, draws: &draws)
        if draws.chance(0.35) { addBreasts(to: &absorption, frame: frame, draws: &draws) }
        addGas(to: &absorption, frame: frame, draws: &draws)
    }

    private func addArms(to absorption: inout Plane, frame: BodyFrame, draws: inout RandomDraws) {
        let radius = draws.uniform(0.16...0.27)
        let thickness = draws.uniform(0.35...0.7)
        let bone = draws.uniform(0.06...0.2)
        var arms = Plane(size: absorption.size)
        for side in [-1.0, 1] {
            let shoulder = Point(side * (shape.shoulders - 0.1), shape.shoulderHeight + draws.uniform(0.06...0.14))
            let elbow = Point(side * (shape.arms + draws.around(0, 0.06)), 0.85 + draws.around(0, 0.1))
            let line = [shoulder, elbow, Point(elbow.x + side * draws.uniform(-0.5...0.1), 1.7)].map(frame.pixel)
            arms.addTube(line, radius: radius * frame.scale.x) { thickness * (1 - $0 * $0).squareRoot() }
            absorption.addTube(line, radius: 0.3 * radius * frame.scale.x) { bone * Bone.cortex(at: $0) }
        }
        // Shoulder and arm share their flesh: where they overlap the thicker one counts, and a little of the other.
        for place in arms.values.indices {
            let (trunk, arm) = (absorption.values[place], arms.values[place])
            if arm > 0 { absorption.values[place] = max(trunk, arm) + 0.25 * min(trunk, arm) }
        }
    }

    /// The heart is denser than the air that it displaces: a soft ellipse behind the outline that the lungs leave free.
    private func addHeart(to absorption: inout Plane, frame: BodyFrame, draws: inout RandomDraws) {
        let middle = (shape.heartLeft - shape.heartRight) / 2
        let half = (shape.heartLeft + shape.heartRight) / 2 * draws.uniform(0.95...1.05)
        let density = draws.uniform(0.0...0.2)
        let angle = draws.uniform(0.3...0.7)
        absorption.addEllipse(
            at: frame.pixel(Point(middle, 0.74)), axes: Point(half * frame.scale.x, 0.25 * frame.scale.y),
            turn: Point(PortableMath.cos(angle), PortableMath.sin(angle))
        ) { distance, _ in density * (1 - distance * distance).squareRoot() }
    }

    private func addBreasts(to absorption: inout Plane, frame: BodyFrame, draws: inout RandomDraws) {
        let density = draws.uniform(0.08...0.4)
        let width = draws.uniform(0.34...0.55)
        let height = draws.uniform(0.15...0.32)
        let level = draws.uniform(0.68...0.95)
        for side in [-1.0, 1] {
            let place = Point(side * draws.around(0.62, 0.08), level + draws.around(0, 0.03))
            absorption.addEllipse(
                at: frame.pixel(place), axes: Point(width * frame.scale.x, height * frame.scale.y)
            ) { distance, offset in
                // A sharp lower fold, and an upper part that fades into the chest wall.
                density * PortableMath.power(1 - distance * distance, offset.y > 0 ? 0.35 : 1)
                    * PortableMath.smoothStep(-1, 0.3, offset.y)
            }
        }
    }

    private func addGas(to absorption: inout Plane, frame: BodyFrame, draws: inout RandomDraws) {
        if draws.chance(0.55) {  // the stomach's bubble under the left dome, flat below when the patient stands
            let place = Point(draws.uniform(0.3...0.65), shape.dome + draws.uniform(0.06...0.2))
            let axes = Point(draws.uniform(0.1...0.36) * frame.scale.x, draws.uniform(0.03...0.12) * frame.scale.y)
            let amount = draws.uniform(0.15...0.55)
            let floor = draws.chance(0.6) ? draws.uniform(0...0.6) : 1
            absorption.addEllipse(at: frame.pixel(place), axes: axes) { distance, offset in
                offset.y > floor ? 0 : -amount * PortableMath.power(1 - distance * distance, 0.4)
            }
        }
        for _ in 0..<draws.integer(below: 9) {
            let place = Point(draws.uniform(-0.9...0.9), draws.uniform(1.1...1.5))
            let axes = Point(draws.uniform(0.03...0.12) * frame.scale.x, draws.uniform(0.02...0.07) * frame.scale.y)
            let amount = draws.uniform(0.05...0.35)
            absorption.addEllipse(at: frame.pixel(place), axes: axes) { distance, _ in
                -amount * (1 - distance * distance)
            }
        }
    }
}
