/// Headings and fixed texts of an inspection's sheet.
enum InspectionTexts: String, FixedText {
    static let section = "inspection"

    case kicker, sets, findings, none, pictures, outlines, error, warning, note, files, layout, images, groups
    case eachAPatient, partners, sizes, depths, channels, spacings, notStated, values, reading, empty, foreground, mean
    case deviation
}
