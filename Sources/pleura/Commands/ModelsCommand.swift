import ArgumentParser
import Foundation
import Hub
import Segmentation

/// `pleura models`
struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "List the networks: parameters, multiply-adds, and whether the encoder's weights are on this machine."
    )

    @Option(help: "Height and width that multiply-adds are counted at, S or HxW, multiples of 32.")
    var size = SizeArgument(side: 256)

    func validate() throws { try size.check() }

    func run() throws {
        let (height, width) = (size.size.height, size.size.width)
        let store = WeightsStore()
        say("architecture,encoder,parameters,multiply_adds_at_\(height)x\(width),imagenet_weights")
        for architecture in ArchitectureEntry.all {
            for encoder in EncoderEntry.all {
                let network = NetworkDescription(architecture: architecture.name, encoder: encoder.name)
                let weights = store.path(of: encoder) != nil ? "here" : encoder.weights != nil ? "to fetch" : "none"
                say(
                    "\(architecture.name),\(encoder.name),\(try network.parameterCount()),"
                        + "\(try network.multiplyAdds(height: height, width: width)),\(weights)")
            }
        }
    }
}
