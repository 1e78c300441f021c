import Imaging

/// The pieces of a prediction, and which of them are false.
///
/// Pixels that share a side or a corner belong to one component; a hole is closed by such a component, so that background
/// pixels belong together by their sides alone (SciPy's `label`, with the full structure and with the cross).
public struct ComponentFigures: Equatable, Sendable {
    /// Connected components of the prediction.
    public let components: Int
    /// Components of the prediction that hold no pixel of the reference.
    public let spurious: Int
    /// Pieces of background that the prediction encloses; background at the image's border is open.
    public let holes: Int
    /// False positive pixels in all components but the two largest ones: lungs come in pairs. Of components of one size
    /// the one that begins higher, then farther left, counts as larger.
    public let areaOutsideTwoLargest: Int

    /// - Parameter truth: of the prediction's size.
    /// - Throws: `ImageError.malformed` where the sizes differ; `.unavailable` where libpleura-itk is missing.
    public init(prediction: BinaryMask, truth: BinaryMask) throws(ImageError) {
        guard prediction.width == truth.width, prediction.height == truth.height else {
            throw .malformed("prediction and truth have different sizes")
        }
        guard let box = prediction.box else {
            (components, spurious, holes, areaOutsideTwoLargest) = (0, 0, 0, 0)
            return
        }
        let predicted = prediction.framed(box)
        let reference = truth.framed(box)
        let parts = try ConnectedComponents(of: predicted, connectivity: .corners)
        var hits = [Int](repeating: 0, count: parts.count + 1)
        for (label, pixel) in zip(parts.labels, reference.pixels) where pixel != 0 { hits[Int(label)] += 1 }
        hits.removeFirst()
        components = parts.count
        spurious = hits.count { $0 == 0 }
        // The frame is background in one piece, with all that is open to it.
        holes = try ConnectedComponents(of: predicted.inverted, connectivity: .sides).count - 1
        let bySize = parts.areas.indices.sorted { (parts.areas[$1], $0) < (parts.areas[$0], $1) }
        areaOutsideTwoLargest = bySize.dropFirst(2).reduce(0) { $0 + parts.areas[$1] - hits[$1] }
    }
}
