import Foundation
import TestSupport

/// `Fixtures/statistics.json`: numbers of SciPy, statsmodels and NumPy (`make_statistics.py`).
struct StatisticsReference: Decodable {
    struct Test: Decodable {
        let name: String
        let differences: [Double]
        let statistic, p: Double?
    }

    struct Family: Decodable {
        let p, corrected: [Double]
    }

    struct Resampled: Decodable {
        let single: [Double]
        let groups: [[Double]]
        let singleInterval, groupsInterval: [Double]

        enum CodingKeys: String, CodingKey {
            case single, groups
            case singleInterval = "single_interval"
            case groupsInterval = "groups_interval"
        }
    }

    let wilcoxon: [Test]
    let holm: [Family]
    let bootstrap: Resampled

    static func read() throws -> StatisticsReference {
        let file = Fixtures.tests.appending(path: "StatisticsTests/Fixtures/statistics.json")
        return try JSONDecoder().decode(StatisticsReference.self, from: Data(contentsOf: file))
    }
}
