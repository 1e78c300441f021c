import Foundation
import Imaging

/// A test image as a page shows it: the film once, reduced and grey, and for each model the regions in which it is right
/// and wrong. Colours are the page's.
struct PagePicture: Sendable {
    /// Where one model agrees with the truth and where not, as data of SVG paths in the reduced film's pixels.
    struct Regions: Sendable, Equatable {
        let correct: String, falsePositive: String, missed: String
    }

    /// Of the reduced film, in pixels.
    let width: Int, height: Int
    /// A JPEG file.
    let film: [UInt8]
    /// One for each model, in the page's order; nil where a model has no prediction.
    let regions: [Regions?]

    /// - Parameters:
    ///   - truth: a mask of the film's size, as all predictions are.
    ///   - longest: the most pixels a side.
    /// - Throws: `OverlayError` where sizes or channels do not fit.
    init(film: Image, truth: Image, predictions: [Image?], longest: Int) throws(OverlayError) {
        let reduced = try PictureReduction(of: film, longest: longest)
        (width, height) = (reduced.width, reduced.height)
        let small = try reduced.film(film)
        do throws(ImageError) {
            self.film = try Codec.encodeJPEG(small, quality: Self.quality)
        } catch { throw .malformed(error.description) }
        let real = try reduced.mask(truth, what: "truth")
        var regions: [Regions?] = []
        for prediction in predictions {
            guard let prediction else {
                regions.append(nil)
                continue
            }
            let said = try reduced.mask(prediction, what: "prediction")
            regions.append(Regions(truth: real, prediction: said, width: width, height: height))
        }
        self.regions = regions
    }

    private static let quality = 80

    /// The most pixels a side where so many images are shown.
    static func longest(images: Int) -> Int { images <= 60 ? 1024 : 768 }

    /// The length of its text in a page, about.
    var byteCount: Int {
        film.count * 4 / 3
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
    init(truth: [Bool], prediction: [Bool], width: Int, height: Int) {
        func path(_ isInside: (Bool, Bool) -> Bool) -> String {
            RegionPath.data(of: zip(truth, prediction).map { isInside($0, $1) }, width: width, height: height)
        }
        correct = path { $0 && $1 }
        falsePositive = path { !$0 && $1 }
        missed = path { $0 && !$1 }
    }
}
