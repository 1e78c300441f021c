import Foundation
import Testing

@testable import Files

@Suite struct RandomDrawsTests {
    private func firstBits(seed: UInt64 = 1, purpose: String = "order", epoch: Int = 0, index: Int = 0) -> UInt64 {
        var draws = RandomDraws(seed: seed, purpose: purpose, epoch: epoch, index: index)
        return draws.bits()
    }

    @Test func drawsAreAFunctionOfAllFourArguments() {
        let base = firstBits()
        #expect(firstBits() == base)
        #expect(firstBits(seed: 2) != base)
        #expect(firstBits(purpose: "flip") != base)
        #expect(firstBits(epoch: 1) != base)
        #expect(firstBits(index: 1) != base)
        #expect(firstBits(epoch: 1, index: 0) != firstBits(epoch: 0, index: 1))
    }

    @Test func momentsOfTheDistributions() {
        var draws = RandomDraws(seed: 7, purpose: "moments")
        let count = 20_000
        let uniform = (0..<count).map { _ in draws.uniform() }
        let normal = (0..<count).map { _ in draws.normal() }
        let mean: ([Double]) -> Double = { $0.reduce(0, +) / Double($0.count) }
        #expect(uniform.allSatisfy { $0 >= 0 && $0 < 1 })
        #expect(abs(mean(uniform) - 0.5) < 0.01)
        #expect(abs(mean(uniform.map { $0 * $0 }) - 1.0 / 3) < 0.01)
        #expect(abs(mean(normal)) < 0.03)
        #expect(abs(mean(normal.map { $0 * $0 }) - 1) < 0.05)
        #expect(abs(mean(normal.map { $0 * $0 * $0 * $0 }) - 3) < 0.3)
    }

    @Test func integersCoverTheirRangeEvenly() {
        var draws = RandomDraws(seed: 3, purpose: "integers")
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<7000 { counts[draws.integer(below: 7)] += 1 }
        #expect(counts.allSatisfy { abs($0 - 1000) < 150 })
        #expect(draws.integer(below: 1) == 0)
        #expect(draws.integer(below: 0) == 0)
    }

    @Test func shufflingKeepsTheElementsAndMovesThem() {
        var draws = RandomDraws(seed: 5, purpose: "shuffle")
        let shuffled = draws.shuffled(Array(0..<100))
        #expect(shuffled != Array(0..<100))
        #expect(shuffled.sorted() == Array(0..<100))
    }

    @Test func portableFunctionsAgreeWithTheCLibrary() {
        for step in -700...700 {
            let x = Double(step) / 7 + 0.0123
            #expect(abs(PortableMath.sin(x) - sin(x)) < 1e-13)
            #expect(abs(PortableMath.cos(x) - cos(x)) < 1e-13)
            #expect(abs(PortableMath.exp(x) / exp(x) - 1) < 1e-13)
            let positive = exp(x)
            #expect(abs(PortableMath.log(positive) - log(positive)) < 1e-12)
        }
        #expect(PortableMath.log(0) == -.infinity)
        #expect(PortableMath.exp(-800) == 0)
        #expect(PortableMath.exp(800) == .infinity)
        #expect(abs(PortableMath.power(2, 0.5) - 2.0.squareRoot()) < 1e-15)
    }
}
