import Foundation
import Segmentation
import Testing

@testable import Hub

@Suite struct HubSettingsTests {
    @Test func defaultsAreThoseOfPython() {
        let settings = HubSettings(environment: ["HOME": "/people/ada"])
        #expect(settings.endpoint == "https://huggingface.co")
        #expect(settings.home.path == "/people/ada/.cache/huggingface")
        #expect(settings.pythonCache.path == "/people/ada/.cache/huggingface/hub")
        #expect(!settings.isOffline && settings.token == nil)
    }

    @Test func variablesAreRespected() {
        let settings = HubSettings(environment: [
            "HOME": "/people/ada", "HF_ENDPOINT": "https://mirror.example/hf//", "HF_HOME": "~/weights",
            "HF_TOKEN": " hf_x\n", "HF_HUB_OFFLINE": "yes", "XDG_CACHE_HOME": "/ignored",
        ])
        #expect(settings.endpoint == "https://mirror.example/hf")
        #expect(settings.home.path == "/people/ada/weights")
        #expect(settings.pythonCache.path == "/people/ada/weights/hub")
        #expect(settings.isOffline && settings.token == "hf_x")
        #expect(HubSettings(environment: ["XDG_CACHE_HOME": "/c"]).home.path == "/c/huggingface")
        let cache = HubSettings(environment: ["HF_HOME": "/h", "HF_HUB_CACHE": "/shared/hub"])
        #expect(cache.home.path == "/h" && cache.pythonCache.path == "/shared/hub")
    }

    @Test(arguments: [("1", true), ("ON", true), ("true", true), ("0", false), ("no", false), ("", false)])
    func offlineIsWhatPythonTakesForIt(_ value: String, _ isOffline: Bool) {
        #expect(HubSettings(environment: ["HF_HUB_OFFLINE": value]).isOffline == isOffline)
    }

    @Test func addressIsTheHubs() throws {
        let encoder = try EncoderEntry.named("resnet34")
        let url = try WeightsDownload(settings: HubSettings(environment: [:])).url(of: #require(encoder.weights))
        #expect(
            url.absoluteString == "https://huggingface.co/smp-hub/resnet34.imagenet/resolve/"
                + "7a57b34f723329ff020b3f8bc41771163c519d0c/model.safetensors")
    }
}
