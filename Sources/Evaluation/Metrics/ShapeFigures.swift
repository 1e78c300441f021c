import Imaging

/// How the shape of a prediction differs from the truth's: outlines, areas, pieces.
public struct ShapeFigures: Equatable, Sendable {
    /// The tolerance of surface Dice where none is said, in the unit of the distances: two pixels, or 2 mm.
    public static let defaultTolerance = 2.0

    /// What `hd95`, `assd` and the tolerance are counted in.
    public let unit: DistanceUnit
    /// ``SurfaceDistances/hd95``, 0 or more; nil where a mask is empty.
    public let hd95: Double?
    /// ``SurfaceDistances/assd``, 0 or more; nil where a mask is empty.
    public let assd: Double?
    /// ``SurfaceDistances/surfaceDice(tolerance:)``, in [0, 1]; 1 where both masks are empty, 0 where one is.
    public let surfaceDice: Double
    /// The relative volume difference, signed: (predicted - true) / true foreground pixels, -1 or more, positive where
    /// too much is predicted. 0 where both masks are empty, nil where the truth alone is.
    public let volumeDifference: Double?
    /// The prediction's pieces.
    public let pieces: ComponentFigures

    /// - Parameters:
    ///   - truth: of the prediction's size.
    ///   - spacing: between pixel centres along x and y in millimetres, as `Image.spacing`; nil where it is not known.
    ///   - tolerance: of surface Dice, in millimetres where the spacing is known, else in pixels; 0 or more.
    /// - Throws: `ImageError.malformed` where the sizes differ or the spacing is not above 0; `.unavailable` where
    ///   libpleura-itk is missing.
    public init(
        prediction: BinaryMask, truth: BinaryMask, spacing: [Double]? = nil, tolerance: Double = defaultTolerance
    ) throws(ImageError) {
        let distances = try SurfaceDistances(prediction: prediction, truth: truth, spacing: spacing ?? [1, 1])
        unit = spacing == nil ? .pixels : .millimetres
        (hd95, assd) = (distances.hd95, distances.assd)
        surfaceDice = distances.surfaceDice(tolerance: tolerance)
        volumeDifference = Self.volumeDifference(predicted: prediction.area, true: truth.area)
        pieces = try ComponentFigures(prediction: prediction, truth: truth)
    }

    private static func volumeDifference(predicted: Int, true real: Int) -> Double? {
        if real == 0 { return predicted == 0 ? 0 : nil }
        return Double(predicted - real) / Double(real)
    }
}
