import Datasets
import Foundation

extension Recipe.Data {
    /// How the sets are read, as far as their folders are concerned.
    public var rules: DataRules {
        DataRules(layout: layout, maskSuffix: maskSuffix, groupBy: groupBy, groups: groups.map { URL(filePath: $0) })
    }

    /// The sets that `sources` name. Nothing is read but names of files and tables.
    /// - Throws: `DatasetError` as `Inventory` does.
    public func inventory() throws(DatasetError) -> Inventory {
        try Inventory(sources.map { URL(filePath: $0) }, rules)
    }

    /// The same with absolute paths, so that they hold in any working directory.
    public var withAbsolutePaths: Recipe.Data {
        func absolute(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }
        var data = self
        data.sources = sources.map(absolute)
        data.groups = groups.map(absolute)
        return data
    }
}
