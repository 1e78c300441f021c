import Foundation
import Imaging
import TestSupport
import Testing

struct RefusedFileTests {
    /// What ITK would read wrongly, or not at all, says what it is and what to do.
    @Test(arguments: [
        ("refused_pages.tif", "it holds 2 pages, Pleura reads one image a file. Save each page as a file."),
        ("refused_float.tif", "its samples are floating-point numbers. Save it as unsigned 8- or 16-bit."),
        ("refused_32bit.tif", "its samples are signed or complex numbers. Save it as unsigned 8- or 16-bit."),
        ("refused_cmyk.jpg", "it is a JPEG of 4 components (CMYK?). Save it as RGB."),
        (
            "refused_jpeg.tif",
            "its compression has the number 7, Pleura reads none, LZW, deflate and PackBits. Save it again with one "
                + "of these, or as PNG."
        ),
        ("refused_palette.tif", "its colours are stored as a palette. Save it as grey or RGB."),
        (
            "refused_tiles16.tif",
            "it is stored in tiles or planes of 16 bits. Save it in strips (most programs' default), or as PNG."
        ),
        (
            "refused_tiles_alpha.tif",
            "it is stored in tiles or planes of 8 bits with alpha. Save it in strips (most programs' default), or as "
                + "PNG."
        ),
        (
            "refused_grey_alpha.tif",
            "it is grey with alpha, which ITK reads wrongly from TIFF. Drop the alpha, or save it as PNG."
        ),
        (
            "refused_orientation.tif",
            "its rows or columns lie reversed (orientation 3). Turn and save it again."
        ),
    ]) func kindsThatAreNotRead(_ name: String, _ reason: String) throws {
        let file = Expected.file(name)
        #expect(throws: ImageError.unsupported(file: file.path, reason: reason)) { try Codec.decode(file) }
    }

    @Test func formatsThatAreNotRead() throws {
        let dicom = [UInt8](repeating: 0, count: 128) + Array("DICM".utf8) + [2, 0]
        let nifti = [UInt8](repeating: 0, count: 344) + Array("n+1\0".utf8)
        let files: [([UInt8], String)] = [
            (dicom, "a DICOM file"), (nifti, "a NIfTI file"), ([0x1F, 0x8B, 8, 0], "a NIfTI file"),
            (Array("GIF89a".utf8), "GIF"), (Array("BM123456".utf8), "BMP"), (Array("%PDF-1.7".utf8), "PDF"),
            (Array("This is a text.\n".utf8), "it holds text"), ([1, 2, 3, 200, 9, 9, 9, 9, 9], "no format"),
        ]
        for (bytes, kind) in files {
            let error = try #require(try failure(of: bytes, name: "film.png"))
            #expect(error.isUnsupported, "\(error)")
            #expect(error.description.contains(kind), "\(error)")
            #expect(error.description.contains("film.png"))
            #expect(error.description.contains("Pleura reads 8- and 16-bit PNG, JPEG and TIFF"))
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
