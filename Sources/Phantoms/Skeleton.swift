import Files

/// How bone absorbs: a dense shell round a lighter core.
enum Bone {
    /// The beam's way through a hollow cylinder, weighted, at a distance from the axis of 0 (axis) to 1 (rim).
    static func cortex(at distance: Double) -> Double {
        let outer = max(1 - distance * distance, 0).squareRoot()
        let inner = max(0.64 - distance * distance, 0).squareRoot()
        return outer - 0.6 * inner
    }
}

/// Spine, ribs, clavicles and shoulder blades, as tubes and ellipses.
struct Skeleton: Sendable {
    let shape: ChestShape
    /// The chest wall of the right and of the left lung.
    let walls: [Profile]

    /// Adds all bones to the absorption.
    func add(to absorption: inout Plane, frame: BodyFrame, draws: inout RandomDraws) {
        addSpine(to: &absorption, frame: frame, draws: &draws)
        let contrast = draws.uniform(0.07...0.22)
        let pitch = draws.uniform(0.088...0.112)
        let first = draws.uniform(-0.03...0.04)
        for (wall, side) in zip(walls, [-1.0, 1]) {
            addRibs(
                to: &absorption, wall: wall, side: side, contrast: contrast, pitch: pitch, first: first, frame: frame,
                draws: &draws)
            addClavicle(to: &absorption, side: side, frame: frame, draws: &draws)
            addShoulderBlade(to: &absorption, side: side, frame: frame, draws: &draws)
        }
    }

    private func addSpine(to absorption: inout Plane, frame: BodyFrame, draws: inout RandomDraws) {
        let radius = draws.uniform(0.085...0.125) * frame.scale.x
        let density = draws.uniform(0.12...0.5)
        let line = (0...24).map { frame.pixel(Point(0, -0.6 + 0.1 * Double($0))) }
        absorption.addTube(line, radius: radius) { density * PortableMath.power(1 - $0 * $0, 0.7) }
        let pitch = draws.uniform(0.078...0.1)
        let disc = draws.uniform(0.03...0.12)
        let start = draws.uniform(-0.6 ... -0.5)
        for vertebra in 0..<26 {
            let y = start + Double(vertebra) * pitch
            let ends = [Point(-0.085, y), Point(0.085, y)].map(frame.pixel)
            absorption.addTube(ends, radius: 0.18 * pitch * frame.scale.y) { -disc * (1 - $0 * $0) }
            for side in [-1.0, 1] {  // pedicles
                let place = frame.pixel(Point(side * 0.055, y + 0.45 * pitch))
                let size = 0.02 * frame.scale.x
                absorption.addEllipse(at: place, axes: Point(size, 1.5 * size)) { distance, _ in disc * (1 - distance) }
            }
            let process = [Point(-0.2, y + 0.3 * pitch), Point(0.2, y + 0.3 * pitch)].map(frame.pixel)
            absorption.addTube(process, radius: 0.16 * pitch * frame.scale.y) { 0.6 * disc * (1 - $0 * $0) }
        }
    }

    private func addRibs(
        to absorption: inout Plane, wall: Profile, side: Double, contrast: Double, pitch: Double, first: Double,
        frame: BodyFrame, draws: inout RandomDraws
    ) {
        let drop = draws.uniform(0.1...0.26)
        let frontDrop = draws.uniform(0.15...0.34)
        let thickness = draws.uniform(0.021...0.031) * frame.scale.y
        let front = draws.uniform(0.4...1)
        for rib in 0..<11 {
            let y = first + pitch * (Double(rib) + draws.around(0, 0.06))
            let strength = contrast * draws.around(1, 0.15)
            // From the spine up over the back to the side, following the wall's width where it arrives.
            let arrival = y + drop * min(0.45 + 0.11 * Double(rib), 1.15)
            let reach = wall(arrival) + 0.02
            let back = (0...20).map { step -> Point in
                let way = Double(step) / 20
                let x = 0.1 + (reach - 0.1) * PortableMath.sin(way * .pi / 2)
                let lift = 0.03 * PortableMath.sin(way * .pi)
                return frame.pixel(Point(side * x, y - lift + (arrival - y) * way * way))
            }
            absorption.addTube(back, radius: thickness * draws.around(1, 0.08)) { strength * Bone.cortex(at: $0) }
            guard rib < 8 else { continue }
            let end = draws.uniform(0.3...0.5)
            let low = arrival + frontDrop
            let forward = (0...16).map { step -> Point in
                let way = Double(step) / 16
                let x = end + (reach - end) * PortableMath.cos(way * .pi / 2)
                return frame.pixel(Point(side * x, arrival + (low - arrival) * PortableMath.sin(way * .pi / 2) * way))
            }
            absorption.addTube(forward, radius: 1.2 * thickness) { front * strength * Bone.cortex(at: $0) }
        }
    }

    private func addClavicle(to absorption: inout Plane, side: Double, frame: BodyFrame, draws: inout RandomDraws) {
        let inner = Point(side * draws.uniform(0.09...0.16), draws.uniform(0.08...0.2))
        let outer = Point(side * (shape.shoulders - 0.15), shape.shoulderHeight + draws.uniform(-0.01...0.1))
        let bow = draws.uniform(0.0...0.05)
        let line = (0...20).map { step -> Point in
            let way = Double(step) / 20
            let straight = Point(inner.x + (outer.x - inner.x) * way, inner.y + (outer.y - inner.y) * way)
            return frame.pixel(Point(straight.x, straight.y + bow * PortableMath.sin(2 * .pi * way)))
        }
        let density = draws.uniform(0.12...0.32)
        absorption.addTube(line, radius: draws.uniform(0.04...0.058) * frame.scale.x) { density * Bone.cortex(at: $0) }
    }

    private func addShoulderBlade(to absorption: inout Plane, side: Double, frame: BodyFrame, draws: inout RandomDraws)
    {
        let density = draws.uniform(0.03...0.16)
        let outwards = draws.uniform(0.85...1.2)
        let top = Point(side * (outwards + 0.02), draws.uniform(0.03...0.1))
        let bottom = Point(side * (outwards + draws.uniform(-0.12...0.1)), draws.uniform(0.4...0.55))
        let joint = Point(side * (shape.shoulders - 0.16), shape.shoulderHeight + 0.1)
        let corners = [top, bottom, joint].map(frame.pixel)
        absorption.addTriangle(corners, softness: 0.03 * frame.scale.x, density)
        for line in [[top, bottom], [bottom, joint], [top, joint]] {
            absorption.addTube(line.map(frame.pixel), radius: 0.025 * frame.scale.x) { density * (1 - $0 * $0) }
        }
        absorption.addEllipse(
            at: frame.pixel(Point(joint.x + side * 0.06, joint.y)),
            axes: Point(0.13 * frame.scale.x, 0.13 * frame.scale.x)
        ) { distance, _ in 1.6 * density * Bone.cortex(at: distance) }
    }
}

extension Plane {
    /// Adds `value` inside a triangle of pixel coordinates, falling to 0 over `softness` pixels at its edges.
    fileprivate mutating func addTriangle(_ corners: [Point], softness: Double, _ value: Double) {
        guard corners.count == 3 else { return }
        let (a, b, c) = (corners[0], corners[1], corners[2])
        let area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
        guard abs(area) > 1e-6 else { return }
        let edges = [(a, b), (b, c), (c, a)].map { start, end -> (Point, Point) in
            let along = end - start
            let length = (along.x * along.x + along.y * along.y).squareRoot() * (area > 0 ? 1 : -1)
            return (start, Point(-along.y / length, along.x / length))
        }
        let limit = Double(size - 1)
        func row(_ y: Double) -> Int { Int(min(max(y, 0), limit)) }
        let lowest = row(corners.map(\.y).min() ?? 0)
        let highest = row(corners.map(\.y).max() ?? 0)
        for y in lowest...highest {
            for x in 0..<size {
                var depth = Double.infinity
                for (start, inward) in edges {
                    depth = min(depth, (Double(x) - start.x) * inward.x + (Double(y) - start.y) * inward.y)
                }
                if depth > 0 { values[y * size + x] += Float(value * min(depth / softness, 1)) }
            }
        }
    }
}
