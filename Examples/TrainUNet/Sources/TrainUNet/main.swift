// Trains a U-Net on a folder of images and masks and tests it: TrainUNet [FOLDER]. Without a folder it draws chest films.
import Datasets
import Files
import Foundation
import Phantoms
import Segmentation
import Torch

let work = FileManager.default.temporaryDirectory.appending(path: "TrainUNet-\(UUID().uuidString)")
try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
let phantoms = work.appending(path: "phantoms")
let folder = CommandLine.arguments.dropFirst().first.map { URL(filePath: $0) } ?? phantoms
if folder == phantoms { try PhantomWriter.write(count: 40, size: 128, seed: 0, to: phantoms) }

// Which images there are, which of them test; all decoded once, at the size that the network sees.
let pairs = try Inventory([folder]).pairs
let split = try Split(of: pairs, seed: 0, test: 0.2, validation: 0)
let preprocessing = try Preprocessing(size: PixelSize(height: 64, width: 64))
let store = try ImageStore(loading: pairs, preprocessing: preprocessing)
let train = BatchSource(
    store, indices: try split.indices(of: .train, in: pairs), batchSize: 4, seed: 0, augmentation: .flips, device: .cpu
)
let test = BatchSource(
    store, indices: try split.indices(of: .test, in: pairs), batchSize: 4, seed: nil, device: .cpu)

let model = try NetworkDescription(architecture: "unet", encoder: "resnet34").makeNetwork()
try model.initialise(seed: 0)
try model.to(.cpu, .float32, .channelsLast)
let optimiser = try Adam(model, learningRate: 1e-3)

for epoch in 1...6 {
    for indices in train.batches(epoch: epoch) {
        let batch = try train.batch(of: indices, epoch: epoch)
        let loss = try diceLoss(logits: model(batch.images), target: batch.masks)
        try optimiser.clearGradients()
        try loss.backward()
        try optimiser.step()
    }
    let dice = try model.evaluating { () throws in
        try test.batches(epoch: 0).flatMap { indices in
            let batch = try test.batch(of: indices, epoch: 0)
            return try imageDice(logits: noGrad { try model(batch.images) }, target: batch.masks)
        }
    }
    print("Epoch \(epoch): Dice \(dice.reduce(0, +) / Double(dice.count)) of \(dice.count) test images")
}

// Python's `safetensors` reads this file, and smp.Unet("resnet34", classes=1) takes it as its state dictionary.
let file = work.appending(path: "model.safetensors")
try AtomicFile.write(Safetensors.encoded(model.state()), to: file)
print("Weights: \(file.path)")
