/// What distances between outlines are counted in.
public enum DistanceUnit: String, Codable, Sendable, CaseIterable {
    /// Pixels of the size at which prediction and truth are compared.
    case pixels = "px"
    /// Millimetres in the body, where the file states its spacing (`Image.spacing`).
    case millimetres = "mm"
}
