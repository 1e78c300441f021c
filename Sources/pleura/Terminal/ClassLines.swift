import Datasets
import Files
import Foundation
import Overlays
import Reporting

/// What is printed of the classes of overlays.
enum ClassLines {
    /// Which colour stands for which class in overlays, and where their legend is; nothing for one class.
    static func colours(of classes: Classes, in folder: OutputFolder) -> [String] {
        guard classes.count > 1 else { return [] }
        return ClassLegend(classes).entries.map { "  \($0.words)" }
            + ["legend: \(folder.url.appending(path: "overlays/legend.svg").path)"]
    }
}
