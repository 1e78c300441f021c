import Testing

@testable import Torch

@Suite struct DeviceChoiceTests {
    private static let broken = TorchError.unsupported(
        .init(operation: "loading libtorch's CUDA library", message: "libcudart.so.13: cannot open shared object file"))

    private static func automatic(
        driver: Bool = false, mps: Bool = false, gpus: Int = 0, broken: Bool = false
    ) throws(TorchError) -> String {
        let (device, reason) = try Device.automatic(
            hasDriver: driver, hasMPS: mps, load: { () throws(TorchError) in if broken { throw Self.broken } },
            count: { () throws(TorchError) in gpus })
        return "\(device): \(reason)"
    }

    @Test func autoTakesWhatWasTried() throws {
        #expect(try Self.automatic() == "cpu: no GPU driver is found")
        #expect(try Self.automatic(driver: true, gpus: 2) == "cuda:0: the first of 2 NVIDIA GPUs")
        let mps = try Self.automatic(mps: true)
        #expect(mps == "cpu: Pleura was not tried on Apple GPUs yet; --device mps uses this one")
    }

    @Test func aCUDALibraryThatDoesNotLoadIsNamedWithItsReason() throws {
        #expect(
            try Self.automatic(driver: true, broken: true)
                == "cpu: an NVIDIA driver is found, but libtorch's CUDA library does not load: libcudart.so.13: cannot "
                + "open shared object file. 'rm -r .deps/torch' and 'make setup CUDA=yes' fetch a libtorch with CUDA")
        #expect(try Self.automatic(driver: true).contains("CUDA finds no GPU"))
    }

    @Test func anExplicitChoiceNeverFallsBack() throws {
        for (text, part) in [("gpu", "there is no such device"), ("mps", "no Apple GPU"), ("cuda:99", "CUDA")] {
            if text == "mps", try Device.count(.mps) > 0 { continue }
            let error = #expect(throws: TorchError.self) { try Device.choose(text) }
            guard case .device(let failure)? = error else { throw try #require(error) }
            #expect(failure.operation == "--device \(text)" && failure.message.contains(part), "\(failure)")
        }
        #expect(try Device.choose("cpu").device == .cpu)
    }
}
