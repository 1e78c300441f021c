import Imaging

/// How the shape of a prediction differs from the reference's (the truth's): outlines, areas, pieces.
public struct ShapeFigures: Equatable, Sendable {
    /// The default tolerance of surface Dice, in the unit of the distances: two pixels, or 2 mm.
    public static let defaultTolerance = 2.0

    /// What `hd95`, `assd` and the tolerance are counted in.
    public let unit: DistanceUnit
    /// ``SurfaceDistances/hd95``, 0 or more; nil where a mask is empty.
    public let hd95: Double?
    /// ``SurfaceDistances/assd``, 0 or more; nil where a mask is empty.
    public let assd: Double?
    /// ``SurfaceDistances/surfaceDice(tolerance:)``, in [0, 1]; nil if both masks are empty, 0 if one is.
    public let surfaceDice: Double?
    /// The relative volume difference, signed: (predicted - reference) / reference foreground pixels, -1 or more,
    /// positive where too much is predicted. Nil if the reference is empty.
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
        volumeDifference =
            truth.isEmpty ? nil : Double(prediction.area - truth.area) / Double(truth.area)
        pieces = try ComponentFigures(prediction: prediction, truth: truth)
    }
}
