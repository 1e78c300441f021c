import Files

/// From absorption along the beam to the grey values of a film.
///
/// The beam's intensity behind the body is `exp(-absorption)`; a blurred part of it comes back as scatter, quantum noise
/// is added, and the film or the detector shows the negative logarithm. Its contrast is set as a radiographer would:
/// the lungs at one grey, the middle and the belly at another; beyond them a soft knee, as in a film's curve. Some
/// pictures are then treated as digital systems do (local contrast, equalised histogram).
struct Exposure: Sendable {
    private let contrast: Double
    private let scatter: Double
    private let noise: Double
    private let grain: Double
    private let sharpness: Double
    private let lungGrey: Double
    private let bodyGrey: Double
    private let gamma: Double
    private let shadow: Double
    private let localContrast: Double
    private let localScale: Double
    private let equalisation: Double
    private let heel: Point
    private let grid: (amount: Double, period: Double)?

    init(draws: inout RandomDraws) {
        contrast = draws.uniform(1.2...2.6)
        scatter = draws.uniform(0...0.25)
        noise = draws.chance(0.6) ? draws.uniform(0...0.02) : draws.uniform(0.01...0.07)
        grain = draws.uniform(0...0.8)
        sharpness = draws.chance(0.6) ? draws.uniform(0...0.5) : draws.uniform(0.3...1.3)
        // Dark film with a white belly (as on many hospital films), or the lighter, evened-out digital look.
        let isDark = draws.chance(0.45)
        lungGrey = isDark ? draws.uniform(25...95) : draws.uniform(75...165)
        bodyGrey = isDark ? draws.uniform(175...240) : max(draws.uniform(170...220), lungGrey + 45)
        gamma = draws.uniform(0.75...1.35)
        shadow = draws.uniform(0...1)
        localContrast = isDark ? draws.uniform(-0.1...0.4) : draws.uniform(0...1.3)
        localScale = draws.uniform(0.05...0.2)
        equalisation = draws.chance(0.2) ? draws.uniform(0.2...0.9) : 0
        heel = Point(draws.around(0, 0.12), draws.around(0, 0.12))
        grid = draws.chance(0.12) ? (draws.uniform(0.5...3), draws.uniform(2.5...9)) : nil
    }

    /// The film's brightness, 0 to 255 but not yet rounded.
    ///
    /// - Parameters:
    ///   - absorption: the integral of absorption along the beam, in chest depths of soft tissue.
    ///   - isLung: the mask, which sets the contrast as a radiographer would by eye.
    func film(of absorption: Plane, isLung: [Bool], draws: inout RandomDraws) -> Plane {
        let size = absorption.size
        var plane = absorption.blurred(deviation: sharpness * Double(size) / 256)
        for place in plane.values.indices {
            plane.values[place] = Float(PortableMath.exp(-contrast * Double(max(plane.values[place], 0))))
        }
        let scattered = plane.blurred(deviation: 0.1 * Double(size))
        let grains = Self.grains(size: size, grain: grain, draws: &draws)
        for place in plane.values.indices {
            let dose = Double(plane.values[place]) * (1 - scatter) + scatter * Double(scattered.values[place])
            let counted = max(dose + noise * dose.squareRoot() * Double(grains.values[place]) * 0.5, 1e-4)
            plane.values[place] = Float(-PortableMath.log(counted))
        }
        setContrast(of: &plane, isLung: isLung)
        addUnevenness(to: &plane)
        if localContrast != 0 { raiseLocalContrast(of: &plane) }
        if equalisation > 0 { equalise(&plane) }
        return plane
    }

    /// Noise of deviation 1; `grain` above 0 makes it coarser.
    private static func grains(size: Int, grain: Double, draws: inout RandomDraws) -> Plane {
        var plane = Plane(size: size)
        for place in plane.values.indices { plane.values[place] = Float(draws.normal()) }
        guard grain > 0.3 else { return plane }
        // A blur of deviation s leaves about 1 / (1 + 3.5 s) of the noise's deviation.
        plane = plane.blurred(deviation: grain)
        let gain = Float(1 + 3.5 * grain)
        for place in plane.values.indices { plane.values[place] *= gain }
        return plane
    }

    private func setContrast(of plane: inout Plane, isLung: [Bool]) {
        let lung = Self.median(zip(plane.values, isLung).filter { $0.1 }.map { $0.0 })
        let body = Self.median(zip(plane.values, isLung).filter { !$0.1 && $0.0 > lung }.map { $0.0 })
        let span = max(body - lung, 1e-3)
        for place in plane.values.indices {
            let level = Double((plane.values[place] - lung) / span)  // 0: lung, 1: body
            plane.values[place] = Float(grey(level: level))
        }
    }

    /// The film's curve: a power between the two set points, a soft knee towards black and white beyond them.
    private func grey(level: Double) -> Double {
        if level > 1 {
            let room = 252 - bodyGrey
            return bodyGrey + room * (1 - PortableMath.exp(-(level - 1) * (bodyGrey - lungGrey) / room))
        }
        if level > 0 { return lungGrey + (bodyGrey - lungGrey) * PortableMath.power(level, gamma) }
        // Air outside the body: between a straight line and a film's toe.
        let toe = lungGrey * PortableMath.exp(level * (bodyGrey - lungGrey) / max(lungGrey, 1))
        let line = max(lungGrey + level * (bodyGrey - lungGrey), 0)
        return shadow * toe + (1 - shadow) * line
    }

    /// The tube's heel effect (one side brighter) and the lines of a scatter grid.
    private func addUnevenness(to plane: inout Plane) {
        let size = plane.size
        for y in 0..<size {
            let lines = grid.map { $0.amount * PortableMath.sin(6.2831 * Double(y) / $0.period) } ?? 0
            for x in 0..<size {
                let slope = heel.x * (Double(x) / Double(size) - 0.5) + heel.y * (Double(y) / Double(size) - 0.5)
                plane.values[y * size + x] = plane.values[y * size + x] * Float(1 + slope) + Float(lines)
            }
        }
    }

    private func raiseLocalContrast(of plane: inout Plane) {
        let around = plane.blurred(deviation: localScale * Double(plane.size))
        for place in plane.values.indices {
            plane.values[place] += Float(localContrast) * 0.6 * (plane.values[place] - around.values[place])
        }
    }

    private func equalise(_ plane: inout Plane) {
        var counts = [Int](repeating: 0, count: 256)
        for value in plane.values { counts[Int(min(max(value, 0), 255))] += 1 }
        var below = 0
        let ranks = counts.map { count -> Float in
            defer { below += count }
            return 255 * (Float(below) + Float(count) / 2) / Float(plane.values.count)
        }
        for place in plane.values.indices {
            let value = plane.values[place]
            plane.values[place] = value + Float(equalisation) * (ranks[Int(min(max(value, 0), 255))] - value)
        }
    }

    private static func median(_ values: [Float]) -> Float {
        values.isEmpty ? 0 : values.sorted()[values.count / 2]
    }
}
