import Testing

@testable import Statistics

struct StudentsTTests {
    private static func tolerance(_ degrees: Double) -> Double { degrees <= 10_000 ? 1e-11 : 1e-8 }

    @Test func probabilitiesAreSciPys() throws {
        let reference = try StudentsTReference.read().distribution
        #expect(reference.count == 99)
        for value in reference {
            let p = StudentsT(degreesOfFreedom: value.degrees).twoSidedP(value.t)
            #expect(abs(p - value.p) <= Self.tolerance(value.degrees) * value.p, "\(value): \(p)")
            #expect(StudentsT(degreesOfFreedom: value.degrees).twoSidedP(-value.t) == p)
        }
    }

    @Test func quantilesAreSciPys() throws {
        for value in try StudentsTReference.read().quantiles {
            let t = StudentsT(degreesOfFreedom: value.degrees).quantile(twoSided: value.p)
            #expect(abs(t - value.t) <= 1e-10 * value.t, "\(value): \(t)")
        }
    }

    @Test func edges() {
        let t = StudentsT(degreesOfFreedom: 3)
        #expect(t.twoSidedP(0) == 1)
        #expect(t.twoSidedP(.infinity) == 0)
        #expect(t.twoSidedP(1e200) == 0)
        #expect(t.quantile(twoSided: 1) == 0)
        // One degree of freedom: Cauchy's distribution.
        #expect(abs(StudentsT(degreesOfFreedom: 1).twoSidedP(1) - 0.5) < 1e-15)
    }
}
