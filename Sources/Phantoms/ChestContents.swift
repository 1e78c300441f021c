import Files

/// What lies inside the lungs and the middle: windpipe, vessels, and now and then an opacity or a tube.
struct ChestContents: Sendable {
    let shape: ChestShape
    let lungs: [Lung]

    /// Adds all of it to the absorption.
    func add(to absorption: inout Plane, frame: BodyFrame, draws: inout RandomDraws) {
        addWindpipe(to: &absorption, frame: frame, draws: &draws)
        for lung in lungs { addVessels(of: lung, to: &absorption, frame: frame, draws: &draws) }
        addMottle(to: &absorption, draws: &draws)
        if draws.chance(0.4) { addOpacities(to: &absorption, frame: frame, draws: &draws) }
        if draws.chance(0.12) { addTube(to: &absorption, frame: frame, draws: &draws) }
    }

    private func addWindpipe(to absorption: inout Plane, frame: BodyFrame, draws: inout RandomDraws) {
        let amount = draws.uniform(0.06...0.3)
        let fork = Point(draws.around(0.02, 0.03), draws.around(0.38, 0.03))
        let stem = [Point(draws.around(0, 0.03), -0.5), Point(draws.around(0, 0.03), 0), fork].map(frame.pixel)
        absorption.addTube(stem, radius: draws.uniform(0.05...0.075) * frame.scale.x) {
            -amount * (1 - $0 * $0).squareRoot()
        }
        for side in [-1.0, 1] {
            let branch = [fork, Point(fork.x + side * 0.2, fork.y + 0.09)].map(frame.pixel)
            absorption.addTube(branch, radius: 0.04 * frame.scale.x) { -0.6 * amount * (1 - $0 * $0).squareRoot() }
        }
    }

    /// Vessels leave the hilum in all directions and grow thinner and fainter as they branch.
    private func addVessels(of lung: Lung, to absorption: inout Plane, frame: BodyFrame, draws: inout RandomDraws) {
        let root = Point(lung.mediastinum(0.47) - 0.01, draws.around(0.47, 0.03))
        let strength = draws.uniform(0.03...0.14)
        let clump = draws.uniform(0.02...0.16)
        for _ in 0..<5 {
            let place = Point(lung.side * (root.x + draws.around(0.02, 0.03)), root.y + draws.around(0, 0.06))
            let size = draws.uniform(0.03...0.09) * frame.scale.x
            absorption.addEllipse(at: frame.pixel(place), axes: Point(size, 1.4 * size)) { distance, _ in
                clump * (1 - distance * distance)
            }
        }
        for _ in 0..<(14 + draws.integer(below: 14)) {
            var heading = draws.uniform(-1.5...1.5)
            var place = root + Point(draws.uniform(0...0.06), 0.1 * heading + draws.around(0, 0.02))
            var radius = draws.uniform(0.008...0.022)
            for _ in 0..<4 {
                var line = [place]
                for _ in 0..<4 {
                    heading += draws.around(0, 0.16)
                    place = place + Point(0.045 * PortableMath.cos(heading), 0.05 * PortableMath.sin(heading))
                    line.append(place)
                }
                guard lung.contains(Point(lung.side * place.x, place.y)) else { break }
                let pixels = line.map { frame.pixel(Point(lung.side * $0.x, $0.y)) }
                let faint = strength * min(radius / 0.02, 1)
                absorption.addTube(pixels, radius: max(radius * frame.scale.x, 0.6)) {
                    faint * (1 - $0 * $0).squareRoot()
                }
                radius *= 0.72
            }
        }
    }

    /// The body is nowhere even: soft clouds of two sizes.
    private func addMottle(to absorption: inout Plane, draws: inout RandomDraws) {
        for spread in [0.012, 0.04] {
            var clouds = Plane(size: absorption.size)
            for place in clouds.values.indices { clouds.values[place] = Float(draws.uniform(-1...1)) }
            let deviation = spread * Double(absorption.size)
            // A blur of deviation s leaves 1 / (2 s sqrt(pi)) of white noise, whose own deviation is 1 / sqrt(3).
            clouds = clouds.blurred(deviation: deviation)
            let gain = Float(draws.uniform(0...0.045) * 6.14 * max(deviation, 0.3))
            for place in clouds.values.indices where absorption.values[place] > 0 {
                absorption.values[place] *= max(1 + gain * clouds.values[place], 0.5)
            }
        }
    }

    /// A patch of clouded lung, or one or several round shadows. They stay in the mask, as in the real masks.
    private func addOpacities(to absorption: inout Plane, frame: BodyFrame, draws: inout RandomDraws) {
        let side = draws.chance(0.5) ? -1.0 : 1
        let middle = Point(side * draws.uniform(0.3...0.85), draws.uniform(0.05...0.9))
        let spread = draws.uniform(0.03...0.25)
        for _ in 0..<(1 + draws.integer(below: 12)) {
            let place = middle + Point(draws.around(0, spread), draws.around(0, spread))
            let size = draws.uniform(0.03...0.26) * frame.scale.x
            let amount = draws.uniform(0.03...0.25)
            let axes = Point(size * draws.uniform(0.7...1.4), size)
            absorption.addEllipse(at: frame.pixel(place), axes: axes) { distance, _ in
                amount * PortableMath.smoothStep(1, 0.2, distance)
            }
        }
    }

    /// A tube in the windpipe, or a line from the shoulder into the upper vena cava.
    private func addTube(to absorption: inout Plane, frame: BodyFrame, draws: inout RandomDraws) {
        let isInWindpipe = draws.chance(0.5)
        let side = draws.chance(0.7) ? -1.0 : 1
        let line: [Point] =
            isInWindpipe
            ? [Point(0.02, -0.5), Point(draws.around(0, 0.03), 0), Point(0.01, 0.3)]
            : [
                Point(side * 0.9, -0.1), Point(side * 0.6, 0.04), Point(side * 0.3, 0.07), Point(side * 0.12, 0.2),
                Point(-0.12, 0.5),
            ]
        let density = draws.uniform(0.1...0.4)
        absorption.addTube(line.map(frame.pixel), radius: max(0.012 * frame.scale.x, 0.7)) {
            density * Bone.cortex(at: $0)
        }
    }
}
