/// A DICOM file's transfer syntax: how elements and pixels are coded (PS3.5, section 10 and annex A).
struct DICOMSyntax: Equatable {
    enum Coding: Equatable {
        case plain, runs, jpeg
        /// Read by GDCM: lossless JPEG and JPEG of 12 bits, JPEG-LS, JPEG 2000.
        case other
    }

    let uid: String
    let coding: Coding

    /// - Throws: `FileFault.unsupported` for syntaxes that are not read.
    init(uid: String) throws(FileFault) {
        self.uid = uid
        let prefix = "1.2.840.10008.1.2"
        switch uid {
        case prefix, prefix + ".1", prefix + ".2": coding = .plain
        case prefix + ".5": coding = .runs
        case prefix + ".4.50", prefix + ".4.51": coding = .jpeg
        case prefix + ".4.57", prefix + ".4.70", prefix + ".4.80", prefix + ".4.81", prefix + ".4.90", prefix + ".4.91":
            coding = .other
        default:
            throw .unsupported(
                "its pixels are coded as \(uid.isEmpty ? "it does not say" : uid); plain, RLE, JPEG, JPEG-LS and JPEG 2000 "
                    + "are read. Save it uncompressed.")
        }
    }

    var isExplicit: Bool { uid != "1.2.840.10008.1.2" }
    var isBigEndian: Bool { uid == "1.2.840.10008.1.2.2" }
    /// Whether the coding changes samples, whatever the file says.
    var isLossy: Bool { coding == .jpeg }
}
