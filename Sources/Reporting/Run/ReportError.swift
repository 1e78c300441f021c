import Datasets
import Evaluation
import Files
import Imaging
import Overlays

/// What can stop a report. A report without charts or without a picture is no error: see ``ReportNote``.
public enum ReportError: Error, Equatable, Sendable, CustomStringConvertible {
    /// A table of the run folder that is absent or damaged.
    case table(CSVError)
    /// A picture that could not be made into a PNG file.
    case picture(ImageError)
    /// Image, reference and prediction that do not belong together.
    case overlay(image: String, OverlayError)
    /// `recipe.yaml` that is no recipe.
    case badRecipe(file: String, reason: String)
    /// `summary.json` that does not say what it should.
    case badSummary(SummaryError)
    /// `split.csv` that is absent or damaged.
    case badSplit(DatasetError)
    /// A file of the run folder that cannot be read.
    case unreadable(file: String, reason: String)
    /// A file that could not be written (a full disk, no permission); nothing is left half-written.
    case unwritable(file: String, reason: String)
    /// A folder that is no run.
    case noRun(String)
    /// Two files of a run that contradict each other.
    case damaged(file: String, reason: String)
    /// The images of a run are not where its recipe says.
    case dataMissing(run: String, reason: String)
    /// A fault of Pleura's own page template.
    case template(String)

    /// The message for people: the file, what is wrong, and the way out.
    public var description: String {
        switch self {
        case .table(let error): error.description
        case .picture(let error): error.description
        case .overlay(let image, let error): "\(image): \(error)"
        case .badRecipe(let file, let reason): "\(file) is not a recipe: \(reason)"
        case .badSummary(let error): error.description
        case .badSplit(let error): error.description
        case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
        case .unwritable(let file, let reason): "\(file) cannot be written: \(reason)"
        case .noRun(let folder): "\(folder) is no run folder: it has no recipe.yaml"
        case .damaged(let file, let reason): "\(file) is damaged: \(reason)"
        case .dataMissing(let run, let reason):
            "the images that the report of \(run) shows are not where its recipe.yaml says: \(reason). Bring them back, "
                + "or say --no-pictures"
        case .template(let reason): "Pleura's page template is at fault: \(reason)"
        }
    }
}
