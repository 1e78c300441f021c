import Foundation
import TestSupport
import Testing
import Torch

/// `logits.json`: whole logits of SMP's, and projections of logits and features, by the names of the forward files.
struct WholeLogits: Decodable {
    struct Output: Decodable {
        let shape: [Int]
        let logits: WholeTensor?
        let logitsProjections: [Double]
        let featureProjections: [[Double]]
    }
    let cases: [String: [Output]]
}

/// `projections.json`: SMP's trainings in float64, and how far its float32 trainings go from them.
struct TrainingProjections: Decodable {
    struct Tensor: Decodable {
        let norm: Double
        let projections: [Double]
        /// The largest relative difference of SMP's own float32 trainings, in norm.
        let float32: Double
    }
    struct Case: Decodable {
        /// Of each step's loss, likewise.
        let lossesFloat32: [Double]
        let gradientsStep1, stateAfter: [String: Tensor]
    }
    let cases: [String: Case]
}

/// Every value of a tensor: base64 of float32, little-endian, row-major.
struct WholeTensor: Decodable {
    let values: [Double]

    init(from decoder: any Decoder) throws {
        let bytes = try decoder.singleValueContainer().decode(Data.self)
        values = stride(from: 0, to: bytes.count - 3, by: 4).map { i in
            let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[i + $1]) << (8 * UInt32($1)) }
            return Double(Float(bitPattern: bits))
        }
    }
}

/// The two streams of noise that tensors are projected on.
struct Directions {
    private let streams: [Tensor]

    /// - Parameter count: of the largest tensor's elements.
    init(count: Int) throws { streams = try [8888, 8889].map { try noise(count: count, stream: $0) } }

    /// A value that changes or moves anywhere in the tensor changes both.
    func projections(of tensor: Tensor) throws -> [Double] {
        let flat = try tensor.detached().to(.float64).contiguous().flattened()
        return try streams.map { try (flat * $0.narrowed(axis: 0, start: 0, length: flat.count)).sum().item() }
    }

    /// Compares norm and projections; `tolerance` is relative to the norm.
    func expectClose(
        _ tensor: Tensor, _ expected: [Double], norm: Double, _ tolerance: Double, _ what: @autoclosure () -> String
    ) throws {
        let found = try projections(of: tensor)
        let foundNorm = try tensor.detached().to(.float64).norm().item()
        #expect(abs(foundNorm - norm) <= tolerance * norm, "\(what()): norm \(foundNorm), SMP's \(norm)")
        let worst = zip(found, expected).map { abs($0 - $1) }.max() ?? .infinity
        #expect(
            found.count == expected.count && worst <= tolerance * norm,
            "\(what()): projections differ by \(worst / norm) of the norm, allowed are \(tolerance)")
    }
}
