import Files
import Imaging

/// Patients by the PatientID of DICOM files. What is written down is a digest of it, never the identity itself.
enum DICOMPatients {
    /// The start of the digest, 16 hexadecimal digits; nil for files of other formats, and for those that name no patient.
    static func groups(of pairs: [Pair]) -> [String?] {
        parallelMap(pairs, threads: Processors.current.count) { pair in
            let ending = pair.image.lastPathComponent.fileExtension
            // Other endings than these are of formats without patients: the file need not be opened.
            let mayBe =
                ImageFormat.dicom.extensions.contains(ending) || !PictureName.isRead(pair.image.lastPathComponent)
            // A file that cannot be read is named when it is decoded.
            guard mayBe, let digest = try? pair.header().patientDigest else { return nil }
            return String(digest.prefix(16))
        }
    }
}
