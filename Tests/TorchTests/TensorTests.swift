import Testing
import Torch

@Suite struct TensorTests {
    @Test func valuesGoInAndOut() throws {
        let t = try Tensor([Float(1), 2, 3, 4, 5, 6], shape: [2, 3])
        #expect(t.shape == [2, 3] && t.strides == [3, 1] && t.dtype == .float32 && t.device == .cpu)
        #expect(try t[.all, .range(1..<3)].array(of: Int64.self) == [2, 3, 5, 6])
        #expect(try t[1].array(of: Double.self) == [4, 5, 6])
        #expect(try (t * 2 - 1).sum().item() == 36)
        #expect(t.description.contains("[4, 5, 6]"))
    }

    @Test func mistakesAreTypedAndNameBothShapes() throws {
        let a = try Tensor.zeros([3, 4])
        let b = try Tensor.zeros([5, 6])
        do {
            _ = try a + b
            Issue.record("shapes that do not fit were added")
        } catch {
            guard case .failed(let failure) = error else { throw error }
            #expect(failure.operation == "aten::add.Tensor" && failure.shapes == [[3, 4], [5, 6]])
            #expect(!error.description.contains("Exception raised"))
        }
        #expect { _ = try Tensor.zeros([1 << 45]) } throws: { ($0 as? TorchError)?.isOutOfMemory == true }
        #expect(throws: TorchError.self) { _ = try a[7] }
        #expect(throws: TorchError.self) { try a.backward() }
        #expect(throws: TorchError.self) { try Tensor([Float(1)], shape: [2]) }
    }

    @Test func gradientsAreThoseOfTheSquare() throws {
        let x = try Tensor([Float(1), 2, 3])
        try x.requireGradient()
        try (x * x).sum().backward()
        let gradient = try #require(try x.gradient)
        #expect(try gradient.array(of: Float.self) == [2, 4, 6])
        let y = try noGrad { try x * 2 }
        #expect(!y.requiresGradient)
    }

    @Test func autocastComputesInItsTypeAndGivesTheOuterOneBack() throws {
        let a = try Tensor.ones([4, 4])
        try autocast(.bfloat16) {
            #expect(try a.matmul(a).dtype == .bfloat16)
            let inner = try autocast(.bfloat16, enabled: false) { try a.matmul(a).dtype }
            #expect(inner == .float32)
            #expect(try a.matmul(a).dtype == .bfloat16)
        }
        #expect(try a.matmul(a).dtype == .float32)
    }
}
