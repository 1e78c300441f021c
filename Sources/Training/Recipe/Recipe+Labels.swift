import Datasets

extension Recipe {
    /// Takes over the classes that the sets' own files name (`dataset.json` of nnU-Net, labels of annotations), and the value
    /// that does not count.
    ///
    /// Nothing is taken where one set or more names none, or where there is one label: foreground against background.
    /// - Returns: what was taken, for the terminal; nil for nothing.
    /// - Throws: `DatasetError.classes` where the sets name different classes; what keeps their files from being read.
    public mutating func takeClasses(of inventory: Inventory) throws(DatasetError) -> String? {
        var known: [(set: String, labels: [String])] = []
        for set in inventory.sets {
            if let ignored = try set.ignoredValue, data.ignore == .auto, let choice = IgnoreChoice("\(ignored)") {
                data.ignore = choice
            }
            known.append((set.name, try set.labels()))
        }
        guard let first = known.first, !known.contains(where: \.labels.isEmpty) else { return nil }
        for other in known.dropFirst() where other.labels != first.labels {
            throw .classes(
                "\(first.set) has the classes \(first.labels.joined(separator: ", ")), and \(other.set) "
                    + "\(other.labels.joined(separator: ", ")); say which count with --class-names background,..., or "
                    + "--classes 1 for foreground against background")
        }
        guard first.labels.count > 1 else { return nil }
        let classes = try Classes(count: first.labels.count + 1, names: ["background"] + first.labels)
        set(classes)
        return
            "classes: background, \(first.labels.joined(separator: ", ")); as the data name them (--classes 1: foreground "
            + "against background)"
    }
}
