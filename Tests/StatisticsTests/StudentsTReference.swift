import Foundation
import TestSupport

/// `Fixtures/students_t.json`: numbers of SciPy and NumPy (`make_students_t.py`).
struct StudentsTReference: Decodable {
    struct Probability: Decodable {
        let degrees, t, p: Double
    }

    struct Difference: Decodable {
        let name: String
        /// Of each seed, group and image.
        let values: [[[Double]]]
        let mean, p: Double
        /// Variance and degrees of freedom of groups, and of seeds and both where there are several seeds.
        let parts: [[Double]]
        let interval: [Double]
    }

    let distribution, quantiles: [Probability]
    let differences: [Difference]

    static func read() throws -> StudentsTReference {
        let file = Fixtures.tests.appending(path: "StatisticsTests/Fixtures/students_t.json")
        return try JSONDecoder().decode(StudentsTReference.self, from: Data(contentsOf: file))
    }
}
