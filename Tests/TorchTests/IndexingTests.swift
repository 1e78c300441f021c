import Testing
import Torch

@Suite struct IndexingTests {
    private let x: Tensor

    init() throws { x = try Tensor((0..<24).map(Float.init), shape: [2, 3, 4]) }

    private func values(_ tensor: Tensor) throws -> [Int64] { try tensor.array() }

    @Test func positionsTakeTheirAxisAway() throws {
        #expect(try x[.at(1)].shape == [3, 4])
        #expect(try x[.at(-1), .at(-1), .at(-1)].item() == 23)
        #expect(try x[.at(0), .all, .at(2)].shape == [3])
        #expect(try values(x[.at(0), .all, .at(2)]) == [2, 6, 10])
        #expect(try values(x[1][2]) == [20, 21, 22, 23])
    }

    @Test func rangesKeepTheirAxis() throws {
        let part = try x[.all, .range(1..<3), .range(0..<1)]
        #expect(part.shape == [2, 2, 1])
        #expect(try values(part) == [4, 8, 16, 20])
        #expect(try x[.range(1..<1)].shape == [0, 3, 4])
    }

    @Test func newAxesHaveSizeOne() throws {
        #expect(try x[.newAxis, .all, .newAxis].shape == [1, 2, 1, 3, 4])
        #expect(try x[.at(0), .newAxis].shape == [1, 3, 4])
    }

    @Test func aPartIsAView() throws {
        try x[.all, .at(1)].fill(-1)
        #expect(try values(x[0]) == [0, 1, 2, 3, -1, -1, -1, -1, 8, 9, 10, 11])
    }

    @Test func whatLiesOutsideIsAShapeError() throws {
        let wrong: [() throws -> Tensor] = [
            { try x[.at(2)] }, { try x[.at(-3)] }, { try x[.range(1..<4)] }, { try x[.range(-3..<1)] },
            { try x[.all, .all, .all, .at(0)] }, { try x[0][0][0][0] },
        ]
        for part in wrong {
            #expect {
                _ = try part()
            } throws: { error in
                guard case .shape? = error as? TorchError else { return false }
                return true
            }
        }
    }
}

@Suite struct PrintingTests {
    @Test func smallTensorsArePrintedWhole() throws {
        #expect(
            try Tensor([Float(1), 2.5, -3, 0.125], shape: [2, 2]).description == """
                Tensor(2, 2) float32 on cpu
                [
                 [1, 2.5]
                 [-3, 0.125]
                ]
                """)
        #expect(try Tensor([Int64(7)], shape: []).description == "Tensor() int64 on cpu: 7")
        #expect(try Tensor.zeros([0, 3]).description == "Tensor(0, 3) float32 on cpu")
    }

    @Test func longAxesAreShortened() throws {
        #expect(try Tensor.range(100).description == "Tensor(100) int64 on cpu\n[0, 1, 2, ..., 97, 98, 99]")
        let text = try Tensor.zeros([40, 40, 40]).description
        #expect(text.count < 2_000 && text.contains("..."))
    }

    @Test func valuesThatAreNoNumbersArePrinted() throws {
        let text = try Tensor([Double.nan, .infinity, 1e-9, 1e20]).description
        #expect(text == "Tensor(4) float64 on cpu\n[nan, inf, 1e-09, 1e+20]")
        #expect(try Tensor([true, false]).description.contains("[1, 0]"))
        #expect(try Tensor.ones([2]).to(.bfloat16).description.contains("bfloat16"))
    }

    @Test func aTensorThatIsTrainedIsPrinted() throws {
        let x = try Tensor.ones([2])
        try x.requireGradient()
        #expect(x.description.contains("[1, 1]"))
    }
}
