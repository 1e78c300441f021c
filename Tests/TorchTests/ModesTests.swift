import TestSupport
import Testing
import Torch

@Suite struct ModesTests {
    private struct Interruption: Error {}

    private var products: Tensor { get throws { try Tensor.ones([4, 4]).matmul(Tensor.ones([4, 4])) } }

    @Test func autocastIsGivenBackAfterAThrow() throws {
        #expect(throws: TorchError.self) { try autocast(.bfloat16) { throw Interruption() } }
        #expect(try products.dtype == .float32)
        try autocast(.bfloat16) { () throws in
            #expect(throws: TorchError.self) { try autocast(.bfloat16, enabled: false) { throw Interruption() } }
            #expect(try products.dtype == .bfloat16)
        }
    }

    @Test func autocastNestsThreeDeep() throws {
        try autocast(.bfloat16) {
            try autocast(.float16) {
                try autocast(.float16, enabled: false) { () throws in #expect(try products.dtype == .float32) }
                #expect(try products.dtype == .float16)
            }
            #expect(try products.dtype == .bfloat16)
        }
        #expect(try products.dtype == .float32)
    }

    @Test func gradientsThroughAutocastHaveTheWeightsType() throws {
        let weight = try Tensor.ones([4, 4])
        try weight.requireGradient()
        let product = try autocast(.bfloat16) { try Tensor.ones([4, 4]).matmul(weight) }
        try product.to(.float32).sum().backward()
        let gradient = try #require(try weight.gradient)
        #expect(gradient.dtype == .float32)
        #expect(try gradient.array(of: Float.self) == [Float](repeating: 4, count: 16))
    }

    @Test func recordingIsGivenBackAfterNestedScopesAndThrows() throws {
        let x = try Tensor.ones([2])
        try x.requireGradient()
        try noGrad {
            try noGrad { () throws in #expect(try !(x * 2).requiresGradient) }
            #expect(try !(x * 2).requiresGradient)
        }
        #expect(throws: TorchError.self) { try noGrad { throw Interruption() } }
        #expect(try (x * 2).requiresGradient)
    }

    @Test func whatAClosureThrowsIsNamed() {
        #expect { try noGrad { throw Interruption() } } throws: { "\($0)".contains("Interruption") }
        #expect { _ = try noGrad { try Tensor.zeros([3])[5] } } throws: { error in
            guard case .shape? = error as? TorchError else { return false }
            return true
        }
    }
}

@Suite struct AutogradTests {
    @Test func convolutionsGradientIsThatOfDifferences() throws {
        let x = try Golden.noiseTensor([1, 2, 5, 5], stream: 1).to(.float64)
        let weight = try Golden.noiseTensor([3, 2, 3, 3], stream: 2).to(.float64)
        try weight.requireGradient()
        func loss(_ weight: Tensor) throws -> Tensor {
            try x.conv2d(weight, stride: 2, padding: 1).sigmoid().power(2).sum()
        }
        try loss(weight).backward()
        let gradient = try #require(try weight.gradient).array(of: Double.self)
        let start = try weight.array(of: Double.self)
        let step = 1e-5
        let differences = try start.indices.map { i -> Double in
            func value(_ change: Double) throws -> Double {
                var moved = start
                moved[i] += change
                return try loss(Tensor(moved, shape: weight.shape)).item()
            }
            return try (value(step) - value(-step)) / (2 * step)
        }
        #expect(relativeDifference(gradient, differences) < 1e-8)
    }

    @Test func gradientsAddUpUntilTheyAreCleared() throws {
        let x = try Tensor([Float(3)])
        #expect(try x.gradient == nil)
        try x.requireGradient()
        for _ in 0..<2 { try (x * x).sum().backward() }
        #expect(try x.gradient?.item() == 12)
        try x.clearGradient()
        #expect(try x.gradient == nil)
    }

    @Test func detachedTensorsPassNothingBack() throws {
        let x = try Tensor([Float(3)])
        try x.requireGradient()
        try (x * x.detached()).sum().backward()
        #expect(try x.gradient?.item() == 3)
        #expect(throws: TorchError.self) { try x.detached().backward() }
    }

    @Test func aGraphServesOneBackwardPass() throws {
        let x = try Tensor([Float(3)])
        try x.requireGradient()
        let loss = try (x * x).sum()
        try loss.backward()
        #expect(throws: TorchError.self) { try loss.backward() }
    }
}
