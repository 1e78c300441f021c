/// Units of length as OME and ImageJ name them.
enum LengthUnit {
    /// Millimetres in a unit; nil for pixels and for names that are not known.
    static func millimetres(in name: String) -> Double? {
        switch name.lowercased() {
        case "m", "meter", "metre": 1000
        case "cm", "centimeter": 10
        case "mm", "millimeter", "millimetre": 1
        case "µm", "μm", "um", "micron", "microns", "micrometer", "micrometre", "\\u00b5m": 0.001
        case "nm", "nanometer", "nanometre": 1e-6
        case "inch", "in", "inches": 25.4
        default: nil
        }
    }
}
