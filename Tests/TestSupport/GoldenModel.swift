import Foundation
import Torch

/// The tensors that the golden files are computed with.
public enum Golden {
    public static func noiseTensor(_ shape: [Int], stream k: Int, scale: Double = 1) throws -> Tensor {
        try (noise(count: shape.reduce(1, *), stream: k) * scale).to(.float32).reshaped(shape)
    }

    public static func input(_ shape: [Int]) throws -> Tensor { try noiseTensor(shape, stream: 9999) }

    public static func target(_ shape: [Int]) throws -> Tensor {
        let count = shape.reduce(1, *)
        return try Tensor((0..<count).map { noise($0, stream: 7777) > 0.25 ? Float(1) : 0 }, shape: shape)
    }

    public static func discs(count: Int, side: Int) throws -> Tensor {
        var values: [Float] = []
        let s = Double(side)
        for n in 0..<count {
            for row in 0..<side {
                for column in 0..<side {
                    let x = Double(column) - s * (0.35 + 0.08 * Double(n))
                    let y = Double(row) - s * 0.5
                    values.append(x * x + y * y < (0.3 * s) * (0.3 * s) ? 1 : 0)
                }
            }
        }
        return try Tensor(values, shape: [count, 1, side, side])
    }

    /// Fills a model by the fill rule of `make_golden.py`.
    public static func fill(_ model: Module) throws {
        let state = model.state().filter { $0.tensor.dtype.isFloatingPoint }
        let sorted = state.sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
        for (k, (key, tensor)) in sorted.enumerated() {
            let shape = tensor.shape
            let fan = Double(tensor.count / max(1, shape.first ?? 1))
            let v = try noise(count: tensor.count, stream: k)
            let filled = try filling(key, isMatrix: shape.count >= 2, fan: fan, v)
            try noGrad { try tensor.copy(from: filled.reshaped(shape)) }
        }
    }

    private static func filling(_ key: String, isMatrix: Bool, fan: Double, _ v: Tensor) throws -> Tensor {
        if key.hasSuffix("running_mean") { return try 0.1 * v }
        if key.hasSuffix("running_var") { return try 1 + 0.5 * v.absolute() }
        if isMatrix { return try (6 / fan).squareRoot() * v }
        return key.hasSuffix("weight") ? try 1 + 0.1 * v : try 0.1 * v
    }

    /// Reads the golden files, whose fields are in snake_case.
    public static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }

    public static func json(_ name: String) throws -> Data { try Data(contentsOf: Fixtures.golden(name)) }
}

/// |a - b| / |b| in norm.
public func relativeDifference(_ a: [Double], _ b: [Double]) -> Double {
    guard a.count == b.count else { return .infinity }
    let difference = zip(a, b).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return (difference / max(b.reduce(0) { $0 + $1 * $1 }, 1e-300)).squareRoot()
}
