import Foundation
import Imaging
import TestSupport
import Testing

struct RefusedFileTests {
    @Test func severalImagesAreNotOne() throws {
        let file = Expected.file("refused_pages.tif")
        let reason =
            "it holds 2 pages, Pleura takes one image a file here. Save the one that is meant as a file."
        #expect(throws: ImageError.unsupported(file: file.path, reason: reason)) { try Codec.decode(file) }
        #expect(try Codec.decode(file, page: 1) == Codec.decode(Expected.file("grey.png")).paged(1, of: 2))
        #expect(throws: ImageError.self) { try Codec.decode(file, page: 2) }
        #expect(throws: ImageError.self) { try Codec.decode(file, page: -1) }
    }

    @Test func formatsThatAreNotRead() throws {
        let nifti = [UInt8](repeating: 0, count: 344) + Array("ni1\0".utf8)
        let webp = Array("RIFF\0\0\0\0WEBPVP8 ".utf8)
        let files: [([UInt8], String)] = [
            (nifti, "a NIfTI header without its pixels"), (webp, "WebP"), ([0x93] + Array("NUMPY".utf8), "NumPy"),
            (Array("%PDF-1.7".utf8), "PDF"), (Array("This is a text.\n".utf8), "it holds text"),
            ([1, 2, 3, 200, 9, 9, 9, 9, 9], "no format"),
        ]
        for (bytes, kind) in files {
            let error = try #require(try failure(of: bytes, name: "film.png"))
            #expect(error.isUnsupported, "\(error)")
            #expect(error.description.contains(kind), "\(error)")
            #expect(error.description.contains("film.png"))
            #expect(
                error.description.contains("Pleura reads PNG, JPEG, TIFF, BMP, GIF, DICOM, NIfTI, NRRD and MetaImage"))
        }
    }

    @Test func theContentDecidesNotTheName() throws {
        try withTemporaryFolder { folder in
            for (source, name) in [("grey.png", "a.jpg"), ("rgb.jpg", "b.tif"), ("rgb_lzw.tif", "c.png")] {
                let file = folder.appending(path: name)
                try FileManager.default.copyItem(at: Expected.file(source), to: file)
                #expect(try Codec.decode(file) == Codec.decode(Expected.file(source)))
            }
        }
    }

    @Test func whatIsNoFileSaysSo() throws {
        try withTemporaryFolder { folder in
            let empty = folder.appending(path: "empty.png")
            try Data().write(to: empty)
            #expect(throws: ImageError.truncated(file: empty.path, reason: "it is empty")) { try Codec.decode(empty) }
            let missing = folder.appending(path: "missing.png")
            #expect(
                throws: ImageError.unreadable(
                    file: missing.path, reason: "there is no such file or folder; check the path.")
            ) { try Codec.header(of: missing) }
            #expect(
                throws: ImageError.unreadable(file: folder.path, reason: "it is a folder. Name the files in it.")
            ) { try Codec.decode(folder) }
            let pipe = folder.appending(path: "pipe.png")
            #expect(mkfifo(pipe.path, 0o600) == 0)
            #expect(throws: ImageError.unreadable(file: pipe.path, reason: "it is not a regular file.")) {
                try Codec.decode(pipe)
            }
        }
    }

    /// In a process of its own, because root reads everything until it is root no more.
    @Test func withoutPermission() async {
        await #expect(processExitsWith: .success) {
            try withTemporaryFolder { folder in
                let file = folder.appending(path: "secret.png")
                try Data([1]).write(to: file)
                try #require(chmod(file.path, 0) == 0 && chmod(folder.path, 0o755) == 0)
                if getuid() == 0 { try #require(seteuid(65534) == 0) }
                let reason = "permission denied; check who may read and write there."
                #expect(throws: ImageError.unreadable(file: file.path, reason: reason)) { try Codec.decode(file) }
                if getuid() == 0 { try #require(seteuid(0) == 0) }
            }
        }
    }
}

extension Image {
    fileprivate func paged(_ index: Int, of count: Int) -> Image {
        var image = self
        image.page = Page(index: index, count: count)
        return image
    }
}
