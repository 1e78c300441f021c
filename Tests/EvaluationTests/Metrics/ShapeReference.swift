import Foundation
import Imaging
import TestSupport
import Testing

/// One pair of masks with MONAI's and SciPy's numbers, of `Fixtures/shapes.json`.
struct ShapeReference: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let width: Int, height: Int
    let spacing: [Double]
    private let prediction: Data
    private let truth: Data
    let hd95: Double?
    let assd: Double?
    /// By the tolerance.
    let surfaceDice: [String: Double?]
    let components: Int, componentsBySides: Int, spurious: Int, holes: Int
    let areaOutsideTwoLargest: Int
    /// Nil where there are many.
    let areas: [Int]?

    var testDescription: String { name }

    var masks: (prediction: BinaryMask, truth: BinaryMask) {
        get throws { (try mask(prediction), try mask(truth)) }
    }

    private func mask(_ packed: Data) throws -> BinaryMask {
        let bits = packed.flatMap { byte in (0..<8).map { (byte >> (7 - $0)) & 1 } }
        return try BinaryMask(Array(bits.prefix(width * height)), width: width, height: height)
    }

    static func all() throws -> [ShapeReference] {
        let file = Fixtures.tests.appending(path: "EvaluationTests/Fixtures/shapes.json")
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode([ShapeReference].self, from: Data(contentsOf: file))
    }
}
