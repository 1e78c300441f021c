import Foundation
import Imaging
import Overlays

/// A test image as a page shows it: the image once, reduced and grey, and for each model the regions in which it is right
/// and wrong. Colours are the page's.
struct PagePicture: Sendable {
    /// Where one model agrees with the reference and where not, as data of SVG paths in the reduced image's pixels.
    struct Regions: Sendable, Equatable {
        let correct: String, falsePositive: String, missed: String
    }

    /// Of the reduced image, in pixels.
    let width: Int, height: Int
    /// The image as a JPEG file.
    let jpeg: [UInt8]
    /// One for each model, in the page's order; nil where a model has no prediction.
    let regions: [Regions?]

    /// - Parameter longest: the most pixels a side.
    /// - Throws: `OverlayError` where sizes or channels do not fit.
    init(of picture: SegmentedImage, longest: Int) throws(OverlayError) {
        let reduced = PictureReduction(of: picture.image, longest: longest)
        (width, height) = (reduced.width, reduced.height)
        let grey = try reduced.grey()
        do throws(ImageError) {
            jpeg = try Codec.encodeJPEG(grey, quality: Self.quality)
        } catch { throw .malformed(error.description) }
        let reference = try reduced.mask(picture.reference, what: "reference")
        var regions: [Regions?] = []
        for prediction in picture.predictions {
            guard let prediction else {
                regions.append(nil)
                continue
            }
            let predicted = try reduced.mask(prediction, what: "prediction")
            regions.append(Regions(reference: reference, prediction: predicted, width: width, height: height))
        }
        self.regions = regions
    }

    /// Pictures of all images, at a size at which they fit into a page together.
    /// - Returns: the pictures, and the most pixels a side that they have.
    /// - Throws: `ReportError.overlay` where image and masks do not belong together.
    static func all(
        of images: [ScoredImage.ID: SegmentedImage]
    ) throws(ReportError) -> (pictures: [ScoredImage.ID: PagePicture], longest: Int) {
        try fitting(longest: longest(images: images.count)) { longest throws(ReportError) in
            var pictures: [ScoredImage.ID: PagePicture] = [:]
            for (id, image) in images {
                do throws(OverlayError) {
                    pictures[id] = try PagePicture(of: image, longest: longest)
                } catch { throw .overlay(image: id.image, error) }
            }
            return pictures
        }
    }

    private static let quality = 80

    /// The most pixels a side where so many images are shown.
    static func longest(images: Int) -> Int { images <= 60 ? 1024 : 768 }

    /// The length of its text in a page, about.
    var byteCount: Int {
        jpeg.count * 4 / 3
            + regions.reduce(0) { sum, regions in
                sum + (regions.map { $0.correct.utf8.count + $0.falsePositive.utf8.count + $0.missed.utf8.count } ?? 0)
            }
    }

    /// The most that all pictures of a page take, in bytes: the page stays below 40 MB with them.
    static let budget = 32_000_000

    /// Pictures that fit together: made at the first size and, where they take too much, at smaller ones.
    /// - Parameters:
    ///   - longest: the size to begin with.
    ///   - make: makes all pictures with at most so many pixels a side.
    /// - Returns: the pictures, and the size that they were made at.
    static func fitting<ID, Failure: Error>(
        longest: Int, budget: Int = budget, _ make: (Int) throws(Failure) -> [ID: PagePicture]
    ) throws(Failure) -> (pictures: [ID: PagePicture], longest: Int) {
        var longest = longest
        while true {
            let pictures = try make(longest)
            let bytes = pictures.values.reduce(0) { $0 + $1.byteCount }
            if bytes <= budget || longest <= 64 { return (pictures, longest) }
            // Bytes go down with the sides' square or less.
            let share = (Double(budget) / Double(bytes)).squareRoot()
            longest = max(64, min(longest * 9 / 10, Int(Double(longest) * share)))
        }
    }
}

extension PagePicture.Regions {
    init(reference: [Bool], prediction: [Bool], width: Int, height: Int) {
        func path(_ isInside: (Bool, Bool) -> Bool) -> String {
            RegionPath.data(of: zip(reference, prediction).map { isInside($0, $1) }, width: width, height: height)
        }
        correct = path { $0 && $1 }
        falsePositive = path { !$0 && $1 }
        missed = path { $0 && !$1 }
    }
}
