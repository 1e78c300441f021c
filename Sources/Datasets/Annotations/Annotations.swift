import Foundation
import Imaging

/// The annotation files of a set: which of them belongs to which image.
struct Annotations {
    private let tree: PictureTree
    /// Files of annotations by their paths without extension.
    private let notes: [String: PictureTree.File]
    private let names: [String]
    private var coco: [COCOFile] = []

    /// - Throws: `DatasetError.file` for a damaged COCO file.
    init(_ tree: PictureTree) throws(DatasetError) {
        self.tree = tree
        let stems = Set(tree.pictures.map { $0.name.stem })
        notes = Dictionary(
            tree.notes.filter { stems.contains($0.name.stem) }.map { ($0.stemPath, $0) },
            uniquingKeysWith: { first, _ in first })
        names = tree.notes.isEmpty ? [] : YOLOFile.names(in: tree.root)
        for note in tree.notes where note.name.fileExtension == "json" && !stems.contains(note.name.stem) {
            let url = tree.root.appending(path: note.path)
            if COCOFile.isOne(url) { coco.append(try COCOFile(url)) }
        }
    }

    /// Whether anything is there.
    var isEmpty: Bool { notes.isEmpty && coco.isEmpty }

    /// What is to be drawn for an image; nil where no file says.
    /// - Parameters:
    ///   - stem: the image's path within its folder, without extension.
    ///   - folders: of masks, where annotations may lie under the image's path too.
    func mask(of image: PictureTree.File, stem: String, folders: [String]) -> DrawnMask? {
        let url = tree.root.appending(path: image.path)
        for place in [image.stemPath] + folders.map({ $0.isEmpty ? stem : "\($0)/\(stem)" }) {
            guard let note = notes[place] else { continue }
            let file = tree.root.appending(path: note.path)
            if note.name.fileExtension == "json", LabelMeFile.isOne(file) {
                return DrawnMask(file: file, annotated: url, content: .labelMe)
            }
            if note.name.fileExtension == "txt", YOLOFile.isOne(file) {
                return DrawnMask(file: file, annotated: url, content: .yolo(names))
            }
        }
        for file in coco {
            let parts = image.path.split(separator: "/").map(String.init)
            for first in parts.indices {
                guard let found = file.images[parts[first...].joined(separator: "/")] else { continue }
                return DrawnMask(
                    file: file.file, annotated: url, content: .shapes(found.shapes, found.size, labels: file.labels))
            }
        }
        return nil
    }
}

extension DataSet {
    /// The value of masks that does not count, as the set's own description says (nnU-Net's label `ignore`); nil: it says none.
    /// - Throws: `DatasetError.file` where the description does not hold what it must.
    public var ignoredValue: Int? { get throws(DatasetError) { try NNUNetDescription(of: self)?.ignored } }

    /// The names of the classes that the set's own files know, without the background, in their order; empty where they
    /// name none.
    /// - Throws: `DatasetError.badFiles` for annotation files that cannot be read.
    public func labels() throws(DatasetError) -> [String] {
        if let description = try NNUNetDescription(of: self) { return description.labels }
        var labels: [String] = []
        var sorted = false
        var bad: [DatasetError.BadFile] = []
        for case .drawn(let mask) in pairs.flatMap(\.masks) {
            do throws(ImageError) {
                switch mask.content {
                case .labelMe:
                    sorted = true
                    labels += try LabelMeFile.labels(of: mask.file).filter { !labels.contains($0) }
                case .yolo(let names), .shapes(_, _, let names): labels += names.filter { !labels.contains($0) }
                }
            } catch { bad.append(try error.badFile(mask.file)) }
        }
        if !bad.isEmpty { throw .badFiles(bad) }
        let named = labels.filter { !["_background_", "__ignore__", "background"].contains($0) }
        return sorted ? named.sorted { $0.precedesByBytes($1) } : named
    }
}
