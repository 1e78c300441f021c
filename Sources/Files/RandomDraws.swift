/// Random numbers that are a function of (seed, purpose, epoch, index), and of how many were drawn before: no state is
/// shared, so a resumed, re-threaded or sharded run draws the same.
///
/// Make one where numbers are wanted, draw, and let it go:
///
///     var draws = RandomDraws(seed: 0, purpose: "flip", epoch: 3, index: 17)
///     let flipped = draws.chance(0.5)
///
/// Draw `i` is the splitmix64 finaliser (Steele, Lea and Flood, 2014) of a key plus `i` golden steps. All
/// arithmetic is on integers or is addition, multiplication, division and square root of doubles, which IEEE 754
/// fixes to the bit; so the draws are the same on every machine.
public struct RandomDraws: Sendable {
    private var state: UInt64

    /// - Parameters:
    ///   - seed: the run's seed.
    ///   - purpose: what the numbers are for, a short fixed name; two purposes never share draws.
    ///   - epoch: the epoch, from 0, where the numbers change with it.
    ///   - index: which image (or other thing) the numbers are for, from 0.
    public init(seed: UInt64, purpose: String, epoch: Int = 0, index: Int = 0) {
        var key = BitMixing.splitmix(seed &+ Self.golden)
        for word in [BitMixing.fnv1a(purpose), UInt64(bitPattern: Int64(epoch)), UInt64(bitPattern: Int64(index))] {
            key = BitMixing.splitmix((key ^ word) &+ Self.golden)
        }
        state = key
    }

    private static let golden: UInt64 = 0x9E37_79B9_7F4A_7C15

    /// The next 64 random bits.
    public mutating func bits() -> UInt64 {
        state &+= Self.golden
        return BitMixing.splitmix(state)
    }

    /// A number of [0, 1), in steps of 2^-53.
    public mutating func uniform() -> Double { Double(bits() >> 11) * 0x1p-53 }

    /// A number of [range.lowerBound, range.upperBound), evenly distributed.
    public mutating func uniform(_ range: ClosedRange<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * uniform()
    }

    /// True with the given probability (0 or less: never; 1 or more: always).
    public mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

    /// A number from 0 to `bound - 1`; 0 where `bound` is below 1. The bias is below `bound` / 2^64.
    public mutating func integer(below bound: Int) -> Int {
        let random = bits()
        return bound < 1 ? 0 : Int(UInt64(bound).multipliedFullWidth(by: random).high)
    }

    /// A normally distributed number of mean 0 and deviation 1 (Marsaglia's polar method; one of each pair is used).
    public mutating func normal() -> Double {
        while true {
            let x = 2 * uniform() - 1
            let y = 2 * uniform() - 1
            let square = x * x + y * y
            if square > 0, square < 1 { return x * (-2 * PortableMath.log(square) / square).squareRoot() }
        }
    }

    /// Puts the elements in random order (Fisher and Yates); every order is equally likely.
    public mutating func shuffle<Element>(_ elements: inout [Element]) {
        for last in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(last, integer(below: last + 1))
        }
    }

    /// The elements in random order.
    public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var result = elements
        shuffle(&result)
        return result
    }
}
