import Files
import Foundation

/// What `dataset.json` of nnU-Net's raw data says of the labels.
struct NNUNetDescription {
    private struct Content: Decodable {
        let labels: [String: JSONValue]
    }

    /// The names of the foreground classes, in the order of their values, which go from 1 without a gap.
    let labels: [String]
    /// The value that does not count: the label `ignore`.
    let ignored: Int?

    /// Nil for a set of another layout.
    /// - Throws: `DatasetError.file` where the file does not hold what it must.
    init?(of set: DataSet) throws(DatasetError) {
        guard set.layout == .nnUNet else { return nil }
        let file = set.root.appending(path: "dataset.json")
        func wrong(_ reason: String) -> DatasetError { .file(file.path, reason: reason) }
        let content: Content
        do { content = try JSONDecoder().decode(Content.self, from: try FileContents.data(of: file)) } catch {
            throw wrong("is not nnU-Net's: \((error as? FileError)?.reason ?? decodingFault(error))")
        }
        var (values, ignored): ([Int: String], Int?) = ([:], nil)
        for (name, value) in content.labels {
            guard case .integer(let number) = value, let number = Int(exactly: number), (0...255).contains(number)
            else {
                throw wrong("the label \(name) is no value from 0 to 255; regions of several values are not read")
            }
            if name == "ignore" { ignored = number } else { values[number] = name }
        }
        guard values.keys.sorted() == Array(0..<values.count), values.count >= 2 else {
            throw wrong("the labels have the values \(values.keys.sorted()); 0 (background), 1, 2 ... are wanted")
        }
        labels = (1..<values.count).compactMap { values[$0] }
        self.ignored = ignored
    }
}
