import Files
import Foundation
import Imaging
import Torch

/// Images and masks of several data sets in memory: decoded once, at the size that the network takes, packed.
///
/// An image's index is its place in `pairs`: subsets, batches and draws know it by that.
public struct ImageStore: Sendable {
    /// The files, in the order of the store.
    public let pairs: [Pair]
    /// How the images were prepared.
    public internal(set) var preprocessing: Preprocessing
    /// One for each pair.
    public let images: [StoredImage]
    /// What the masks tell apart.
    public let classes: Classes
    /// One for each pair, at its image's size in the network's input; masks of one class are not yet cut.
    public let truths: [Truth]
    /// What pixels of the masks, at their own size, hold, 255 among it; empty for one class.
    public let occurringLabels: Set<UInt8>
    /// One for each pair: whether its mask has foreground at its own size. At the network's size small foreground may be
    /// gone (`Truth.hasForeground` of `truths`).
    public let hasForeground: [Bool]
    /// Of each set, by its name: the full scale of its masks, for the run folder. Empty for several classes.
    public let scales: [String: MaskScale]

    /// Reads and checks every file, decoding on several threads.
    ///
    /// Nothing is read twice and nothing is trained before everything was read, so all bad files come out together.
    ///
    /// - Parameters:
    ///   - classes: what the masks tell apart.
    ///   - storage: keeps images at this size instead of the network's.
    ///   - threads: that decode; tensors are made on the calling thread.
    ///   - isInterrupted: asked on the calling thread every few pairs; true stops the reading.
    ///   - progress: is told, on the calling thread, how many of how many pairs are done.
    /// - Throws: `DatasetError.badFiles` with every file that cannot be used and why; `.interrupted`; `.image` or `.torch`
    ///   where not the files are at fault.
    public init(
        loading pairs: [Pair], preprocessing: Preprocessing, classes: Classes = .one, storage: PixelSize? = nil,
        threads: Int = Processors.current.count,
        progress: ((_ done: Int, _ total: Int) -> Void)? = nil,
        isInterrupted: () -> Bool = { false }
    ) throws(DatasetError) {
        var images: [StoredImage] = []
        var truths: [Truth] = []
        var hasForeground: [Bool] = []
        (scales, occurringLabels) = try Self.read(
            pairs, preprocessing, classes, threads: threads, isInterrupted: isInterrupted, progress: progress
        ) { image, truth throws(DatasetError) in
            hasForeground.append(truth.hasForeground)
            images.append(try preprocessing.stored(image, at: storage))
            truths.append(try preprocessing.stored(truth, at: storage))
        }
        (self.pairs, self.preprocessing, self.classes) = (pairs, preprocessing, classes)
        (self.images, self.truths, self.hasForeground) = (images, truths, hasForeground)
        // Images at their own size take many times what is kept of them.
        giveBackFreedMemory()
    }

    /// Classes that no pixel of any mask has; none for one class.
    public var absentClasses: [Int] {
        classes.count == 1 ? [] : (0..<classes.count).filter { !occurringLabels.contains(UInt8($0)) }
    }

    /// Training needs foreground: from empty masks a network learns to predict nothing.
    /// - Throws: `DatasetError.noForeground` where no mask has a foreground pixel; `.classes` as `requireOwnClasses`.
    public func requireForeground() throws(DatasetError) {
        try requireOwnClasses()
        guard !pairs.isEmpty, !hasForeground.contains(true) else { return }
        let held =
            classes.count == 1
            ? "none of the \(pairs.count) masks has a foreground pixel: every pixel of them is 0 (black)"
            : Self.noForeground(in: pairs.count)
        throw .noForeground(
            "\(held). There is nothing to learn; check the mask files (\(firstMasks)): \(foregroundRule)")
    }

    /// Up to three mask files, for messages.
    private var firstMasks: String {
        let files = pairs.flatMap(\.maskFiles)
        return files.prefix(3).map(\.path).joined(separator: ", ") + (files.count > 3 ? ", ..." : "")
    }

    /// How masks store foreground, for messages.
    private var foregroundRule: String {
        if classes.count == 1 { return "foreground is stored as a value above 0, usually 255" }
        return classes.colours == nil
            ? "classes are stored as values from 1 to \(classes.count - 1)"
            : "classes are stored in the colours of the table, the background in the first"
    }

    /// Masks of 0 and 255 are masks of one class: read for several they would hold nothing to find.
    /// - Throws: `DatasetError.classes` where the masks have no class above 0, and 255.
    public func requireOwnClasses() throws(DatasetError) {
        try Self.requireOwnClasses(occurringLabels, classes, of: pairs.count)
    }

    private static func requireOwnClasses(
        _ labels: Set<UInt8>, _ classes: Classes, of count: Int
    ) throws(DatasetError) {
        guard classes.count > 1, labels.contains(LabelMask.ignored), labels.isSubset(of: [0, LabelMask.ignored]) else {
            return
        }
        throw .classes(
            noForeground(in: count)
                + "; they hold 255, which counts for nothing where there are several classes. Masks of 0 and 255 are "
                + "masks of one class: leave --classes out")
    }

    private static func noForeground(in count: Int) -> String {
        "in none of the \(count) masks is there a class above 0, the background"
    }

    /// Reads and checks every file as the store does, and keeps none: for images that are used at their own size, one by
    /// one.
    /// - Returns: the images' own sizes, one for each pair.
    /// - Throws: As `init`.
    public static func check(
        _ pairs: [Pair], preprocessing: Preprocessing, classes: Classes = .one,
        threads: Int = Processors.current.count,
        progress: ((_ done: Int, _ total: Int) -> Void)? = nil,
        isInterrupted: () -> Bool = { false }
    ) throws(DatasetError) -> [PixelSize] {
        var sizes: [PixelSize] = []
        let (_, labels) = try read(
            pairs, preprocessing, classes, threads: threads, isInterrupted: isInterrupted, progress: progress
        ) { image, _ in sizes.append(image.own) }
        try requireOwnClasses(labels, classes, of: pairs.count)
        return sizes
    }

    /// Hands over pair after pair at its own size, until the first bad file; then the rest is only checked.
    private static func read(
        _ pairs: [Pair], _ preprocessing: Preprocessing, _ classes: Classes, threads: Int, isInterrupted: () -> Bool,
        progress: ((Int, Int) -> Void)?, keep: (StoredImage, Truth) throws(DatasetError) -> Void
    ) throws(DatasetError) -> (scales: [String: MaskScale], labels: Set<UInt8>) {
        var labels: Set<UInt8> = []
        var files: [(set: String, file: MaskFiles.File)] = []
        var bad: [DatasetError.BadFile] = []
        // A chunk is what lies in memory at its own size at once.
        let chunk = 2 * max(threads, 1)
        for start in stride(from: 0, to: pairs.count, by: chunk) {
            if isInterrupted() { throw .interrupted }
            let part = Array(pairs[start..<min(start + chunk, pairs.count)])
            let decoded = parallelMap(part, threads: threads) { pair in
                Swift.Result { () throws(DatasetError) in try DecodedPair(pair, preprocessing, classes) }
            }
            for result in decoded {
                let pair = try result.get()
                bad += pair.bad
                files += pair.maskFiles.map { (pair.set, $0) }
                guard bad.isEmpty, let image = pair.image, let truth = pair.truth else { continue }
                if case .labels(let mask) = truth { labels.formUnion(mask.labels) }
                try keep(image, truth)
            }
            progress?(start + part.count, pairs.count)
        }
        // The scale is the rule's for one class.
        let (scales, outOfScale) = Self.scales(classes.count == 1 ? files : [])
        bad += outOfScale
        if !bad.isEmpty { throw .badFiles(bad) }
        return (scales, labels)
    }

    /// The full scale of each set, and the masks that were smoothed on a smaller one.
    private static func scales(
        _ files: [(set: String, file: MaskFiles.File)]
    ) -> (scales: [String: MaskScale], bad: [DatasetError.BadFile]) {
        let scales = Dictionary(grouping: files, by: \.set).mapValues { files in
            MaskScale(maximum: files.map(\.file.maximum).max() ?? 0)
        }
        let bad = files.compactMap { set, file -> DatasetError.BadFile? in
            guard let own = file.smoothedScale, let scale = scales[set], own < scale else { return nil }
            return .init(
                file: file.path,
                reason: "is a mask with smoothed edges up to \(file.maximum) in a set whose masks reach "
                    + "\(scale.rawValue); bring the masks of a set to one scale, or name them as two sets")
        }
        return (scales, bad)
    }

    /// Bytes in memory.
    public var byteCount: Int { images.reduce(0) { $0 + $1.byteCount } + truths.reduce(0) { $0 + $1.byteCount } }

    /// Bytes that the store of these pairs will take, by the files' headers alone. Files that cannot be read count as
    /// nothing: loading names them.
    public static func estimatedBytes(
        of pairs: [Pair], preprocessing: Preprocessing,
        threads: Int = Processors.current.count
    ) -> Int {
        parallelMap(pairs, threads: threads) { pair -> Int in
            // An unreadable header is no error here.
            guard let header = try? pair.header() else { return 0 }
            let own = PixelSize(height: header.height, width: header.width)
            let content = preprocessing.placement(of: own).content
            let channels =
                [1, 3].contains(preprocessing.channels)
                ? min(header.channels < 3 ? 1 : 3, preprocessing.channels) : preprocessing.channels
            // Bytes stay bytes, deeper samples are kept as float16.
            return [content.width, channels * min(header.component.size, 2) + 1].reduce(
                content.height, saturatedProduct)
        }
        .reduce(0) { sum, bytes in
            let (total, overflows) = sum.addingReportingOverflow(bytes)
            return overflows ? .max : total
        }
    }
}

/// A header may claim any size.
private func saturatedProduct(_ a: Int, _ b: Int) -> Int {
    let (product, overflows) = a.multipliedReportingOverflow(by: b)
    return overflows ? .max : product
}

/// One pair, decoded and checked, at its own size.
private struct DecodedPair: Sendable {
    let set: String
    let image: StoredImage?
    let truth: Truth?
    let maskFiles: [MaskFiles.File]
    let bad: [DatasetError.BadFile]

    init(_ pair: Pair, _ preprocessing: Preprocessing, _ classes: Classes) throws(DatasetError) {
        set = pair.set
        let read = try MaskFiles(pair.masks, classes)
        var bad: [DatasetError.BadFile] = []
        var image: StoredImage?
        do {
            image = try preprocessing.prepared(pair.decode())
        } catch {
            bad.append(try error.badFile(pair.image))
        }
        if let image {
            for file in read.files where file.size != image.own {
                bad.append(
                    .init(
                        file: file.path,
                        reason: "is \(file.size) pixels, its image \(pair.name) is \(image.own); a mask has its "
                            + "image's size"))
            }
        }
        self.image = image
        truth = read.truth
        maskFiles = read.files
        self.bad = bad + read.bad
    }
}
