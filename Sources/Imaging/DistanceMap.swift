/// How far each pixel of a mask is from the foreground: the exact Euclidean distance transform.
///
/// By ITK's `SignedMaurerDistanceMapImageFilter` (Maurer, Qi and Raghavan, IEEE TPAMI 25(2), 2003), in double precision;
/// equals SciPy's `distance_transform_edt` of the background to a few units in the last place.
public struct DistanceMap: Equatable, Sendable {
    /// Pixels along x and along y.
    public let width: Int, height: Int
    /// `width * height` distances, row by row, from a pixel's centre to that of the nearest foreground pixel, in the unit
    /// of the spacing. 0 in the foreground; infinity everywhere where the mask has none.
    public let distances: [Double]

    /// Measures on the calling thread; many threads may measure at once.
    ///
    /// - Parameter spacing: between pixel centres along x and y: two finite numbers above 0. The default counts in pixels.
    /// - Throws: `ImageError.malformed` for another spacing and where memory does not suffice; `.unavailable` where
    ///   libpleura-itk is missing.
    public init(to mask: BinaryMask, spacing: [Double] = [1, 1]) throws(ImageError) {
        guard spacing.count == 2, spacing.allSatisfy({ $0 > 0 && $0.isFinite }) else {
            throw .malformed("a spacing of \(spacing); two numbers above 0, along x and y, are wanted")
        }
        (width, height) = (mask.width, mask.height)
        distances = try ITK.distances(to: mask, spacing: spacing)
    }
}
