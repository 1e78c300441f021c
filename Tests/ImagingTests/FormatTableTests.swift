import Files
import Foundation
import Imaging
import TestSupport
import Testing

/// An image of `Fixtures/make_table.py`, as that format's own Python library reads it.
struct TableEntry: Decodable {
    let file: String
    let width: Int, height: Int
    let channels: Int
    let component: Image.Component
    /// Of the samples, little-endian.
    let sha256: String
    /// The same of the stored samples, where they differ.
    let stored: String?
    let first: [Double]
    let pages: Int
    let page: Int?
    let alpha: Bool
    let names: [String]
    let spacing: [Double]?
    let slice: Double?
    let lossy: Bool?

    var url: URL { Expected.folder.appending(path: "table/\(file)") }

    static func all() throws -> [String: TableEntry] {
        let file = Expected.folder.appending(path: "table/table.json")
        return try JSONDecoder().decode([String: TableEntry].self, from: Data(contentsOf: file))
    }

    static func digest(_ bytes: [UInt8]) -> String {
        var digest = SHA256()
        digest.update(bytes)
        return digest.hexadecimal
    }
}

struct FormatTableTests {
    /// Formats x sample types x channels x compressions, pixel for pixel.
    @Test func samplesEqualTheReferences() throws {
        for (name, expected) in try TableEntry.all().sorted(by: { $0.key < $1.key }) {
            do {
                let image = try Codec.decode(expected.url, page: expected.page)
                #expect(image.width == expected.width && image.height == expected.height, "\(name)")
                #expect(image.channels == expected.channels && image.component == expected.component, "\(name)")
                #expect(
                    TableEntry.digest(image.bytes) == expected.sha256,
                    "\(name): \(image.component) \(Array(image.doubles.prefix(4))), expected \(expected.first)")
                #expect(image.hasAlpha == expected.alpha, "\(name)")
                #expect(image.channelNames == expected.names, "\(name)")
                #expect(Self.isNear(image.spacing, expected.spacing), "\(name): \(image.spacing ?? [])")
                #expect(image.page?.index == (expected.pages > 1 ? expected.page : nil), "\(name)")
                if let slice = expected.slice { #expect(image.page?.spacing == slice, "\(name)") }
            } catch { Issue.record("\(name): \(error)") }
        }
    }

    @Test func storedSamplesEqualTheReferences() throws {
        for (name, expected) in try TableEntry.all().sorted(by: { $0.key < $1.key }) {
            do {
                let pixels = try Codec.decodeStored(expected.url, page: expected.page)
                #expect(TableEntry.digest(pixels.image.bytes) == expected.stored ?? expected.sha256, "\(name)")
                #expect(pixels.isLossy == (expected.lossy ?? false), "\(name)")
                #expect(try pixels.interpreted() == Codec.decode(expected.url, page: expected.page), "\(name)")
            } catch { Issue.record("\(name): \(error)") }
        }
    }

    @Test func headersEqualTheImages() throws {
        for (name, expected) in try TableEntry.all() {
            let header = try Codec.header(of: expected.url, page: expected.page)
            #expect(header.width == expected.width && header.height == expected.height, "\(name)")
            #expect(header.channels == expected.channels && header.component == expected.component, "\(name)")
            #expect(header.hasAlpha == expected.alpha && header.channelNames == expected.names, "\(name)")
            #expect(header.pageCount == expected.pages, "\(name)")
            #expect(Self.isNear(header.spacing, expected.spacing), "\(name)")
            #expect(Codec.format(of: expected.url) == header.format, "\(name)")
        }
    }

    @Test func dicomSaysWhoseItIsAndWhatIsBurnedIn() throws {
        let all = try TableEntry.all()
        let plain = try Codec.header(of: #require(all["dicom_ct"]).url)
        #expect(plain.format == .dicom && plain.hasBurnedInText == nil)
        #expect(plain.patientDigest == TableEntry.digest(Array("PHANTOM 1".utf8)))
        #expect(try Codec.header(of: #require(all["dicom_burned.dcm"]).url).hasBurnedInText == true)
        #expect(try Codec.decodeStored(#require(all["dicom_mono1.dcm"]).url).significantBits == 12)
        #expect(try Codec.decodeStored(#require(all["dicom_mono1.dcm"]).url).photometric == .whiteIsZero)
    }

    @Test func namesAndContentsTellImages() throws {
        for name in ["a.PNG", "b.nii.gz", "c.NII.GZ", "d.dcm", "e.ome.tif", "f.mha"] {
            #expect(Codec.isImageName(name))
        }
        for name in ["a.gz", "b.txt", "png", "c.tar.gz"] { #expect(!Codec.isImageName(name)) }
        #expect(Codec.format(of: Expected.folder.appending(path: "make_table.py")) == nil)
        #expect(Codec.format(of: Expected.folder) == nil)
        #expect(Codec.format(of: Expected.folder.appending(path: "missing")) == nil)
    }

    private static func isNear(_ found: [Double]?, _ expected: [Double]?) -> Bool {
        guard let found, let expected else { return (found == nil) == (expected == nil) }
        return found.count == expected.count && zip(found, expected).allSatisfy { abs($0 - $1) <= 1e-6 * $1 }
    }
}
