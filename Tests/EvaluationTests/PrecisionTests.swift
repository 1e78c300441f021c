import Evaluation
import Models
import Testing
import Torch

@Suite struct PrecisionTests {
    @Test func tf32IsRefusedByNameWhereItIsNot() throws {
        #expect(Precision(rawValue: "tf32") == .tf32)
        for device in [Device.cpu, .mps] {
            let error = #expect(throws: TorchError.self) { try Precision.tf32.resolved(on: device) }
            let text =
                "not supported: precision tf32: it is for NVIDIA GPUs, and the device is \(device); fp32 works there"
            #expect(error?.description == text)
        }
    }

    @Test func whatIsAskedForIsTaken() throws {
        for precision in [Precision.fp32, .bf16] {
            let (taken, reason) = try precision.resolved(on: .cpu)
            #expect(taken == precision && reason == "as asked")
        }
        #expect([.fp32, .bf16].contains(try Precision.auto.resolved(on: .cpu).precision))
    }
}
