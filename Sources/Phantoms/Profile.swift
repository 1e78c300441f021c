import Files

/// A curve held as evenly spaced samples with straight lines between them: an outline, or a thickness, along one axis.
struct Profile: Sendable {
    let range: ClosedRange<Double>
    private let samples: [Double]
    private let samplesPerUnit: Double

    /// Samples `curve` at `count` places from one end of `range` to the other.
    init(_ range: ClosedRange<Double>, count: Int = 256, _ curve: (Double) -> Double) {
        self.range = range
        let step = (range.upperBound - range.lowerBound) / Double(count - 1)
        samples = (0..<count).map { curve(range.lowerBound + Double($0) * step) }
        samplesPerUnit = 1 / step
    }

    /// The curve at `x`; beyond its ends the value at the end.
    func callAsFunction(_ x: Double) -> Double {
        let place = min(max((x - range.lowerBound) * samplesPerUnit, 0), Double(samples.count - 1))
        let index = min(Int(place), samples.count - 2)
        return samples[index] + (samples[index + 1] - samples[index]) * (place - Double(index))
    }
}

extension RandomDraws {
    /// A smooth random curve over [0, 1] that swings about 0 with the given amplitude: five waves of random phase.
    mutating func wobble(amplitude: Double) -> (Double) -> Double {
        let waves = (1...5).map { wave in
            (frequency: Double(wave) * uniform(0.7...1.4), phase: uniform(0...6.2831), height: normal() / Double(wave))
        }
        return { x in
            amplitude * waves.reduce(0) { $0 + $1.height * PortableMath.sin(6.2831 * $1.frequency * x + $1.phase) }
        }
    }

    /// A normally distributed number, cut at two deviations from the mean.
    mutating func around(_ mean: Double, _ deviation: Double) -> Double {
        mean + deviation * min(max(normal(), -2), 2)
    }
}
