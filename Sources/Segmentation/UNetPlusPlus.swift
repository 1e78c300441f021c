import Torch

/// U-Net++'s decoder as in SMP: nodes at every size, each fed by the coarser size and by all nodes before it at its own.
///
/// Node x_i_j is the one of the j-th size from the deepest, i steps from the last of its size: x_j_j upsamples the
/// encoder's feature, x_0_j is what U-Net has in this place.
final class UNetPlusPlusDecoder: Module, Decoder {
    let blocks: ModuleDictionary
    /// The same by row: `rows[j][i]` is x_i_j. The last row, of the image's own size, is one block without skips.
    private let rows: [[DecoderBlock]]

    init(encoderChannels: [Int], _ options: DecoderOptions) throws(TorchError) {
        // ResNet-34, row 1: x_0_1 is 256 + 2 * 128 -> 128, x_1_1 is 256 + 128 -> 128.
        let deepestFirst = Array(encoderChannels.dropFirst().reversed())
        let widths = options.widths
        var named: [(name: String, module: Module)] = []
        var rows: [[DecoderBlock]] = []
        for (j, skip) in deepestFirst.dropFirst().enumerated() {
            var row: [DecoderBlock] = []
            for i in 0...j {
                let coarser = i == 0 && j > 0 ? widths[j - 1] : deepestFirst[j]
                let output = i == 0 ? widths[j] : skip
                row.append(try DecoderBlock(coarser, skip: skip * (j + 1 - i), output, options))
                named.append(("x_\(i)_\(j)", row[i]))
            }
            rows.append(row)
        }
        let depth = rows.count
        let last = try DecoderBlock(widths[depth - 1], skip: 0, widths[depth], options)
        named.append(("x_0_\(depth)", last))
        (blocks, self.rows) = (ModuleDictionary(named), rows + [[last]])
        super.init()
    }

    func callAsFunction(_ features: [Tensor]) throws(TorchError) -> Tensor {
        let deepestFirst = Array(features.dropFirst().reversed())
        // Inputs of the next row: x_0_j ... x_j_j and the encoder's feature behind them.
        var coarser = [deepestFirst[0]]
        for (j, row) in rows.dropLast().enumerated() {
            var skips = [deepestFirst[j + 1]]
            for i in (0...j).reversed() {
                skips.insert(try row[i](coarser[i], skips: skips), at: 0)
            }
            coarser = skips
        }
        return try rows[rows.count - 1][0](coarser[0], skips: [])
    }

    func multiplyAdds(on image: Grid) -> Int {
        let last = rows.count - 1
        return rows.enumerated().reduce(0) { sum, row in
            let grid = image.halved(last - row.offset)
            return row.element.reduce(sum) { $0 + $1.multiplyAdds(on: grid, hasSkips: row.offset < last) }
        }
    }
}

/// U-Net++ (Zhou et al. 2018) as segmentation_models_pytorch builds it: any encoder, nested decoder nodes with dense
/// connections, one 3 x 3 head, no deep supervision. Keys and numbers are SMP's.
public final class UNetPlusPlus: EncoderDecoder {
    init(_ entry: EncoderEntry, _ description: NetworkDescription) throws(TorchError) {
        try super.init(entry, description) { channels, options throws(TorchError) in
            try UNetPlusPlusDecoder(encoderChannels: channels, options)
        }
    }
}
