/// The pieces that a mask falls into, by ITK's `ConnectedComponentImageFilter`.
public struct ConnectedComponents: Equatable, Sendable {
    /// Which pixels belong together.
    public enum Connectivity: Sendable, CaseIterable {
        /// Those that share a side: four neighbours.
        case sides
        /// Those that share a side or a corner: eight neighbours.
        case corners
    }

    /// Pixels along x and along y.
    public let width: Int, height: Int
    /// `width * height` labels, row by row: 0 background, 1 to `count` in the order of each component's first pixel.
    public let labels: [UInt32]
    /// Pixels of each component: of label 1 first.
    public let areas: [Int]
    /// How many components there are.
    public var count: Int { areas.count }

    /// Labels on the calling thread; many threads may label at once.
    ///
    /// - Throws: `ImageError.malformed` where memory does not suffice; `.unavailable` where libpleura-itk is missing.
    public init(of mask: BinaryMask, connectivity: Connectivity) throws(ImageError) {
        (width, height) = (mask.width, mask.height)
        let count: Int
        (labels, count) = try ITK.components(of: mask, diagonal: connectivity == .corners)
        var areas = [Int](repeating: 0, count: count + 1)
        for label in labels { areas[Int(label)] += 1 }
        self.areas = Array(areas.dropFirst())
    }
}
