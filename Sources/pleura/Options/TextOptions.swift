import ArgumentParser
import Reporting

extension Language: ExpressibleByArgument {}

/// What people read: no setting of a training, so no recipe holds it.
struct TextOptions: ParsableArguments {
    @Option(help: "The report's language: en or es.") var language = Language.english
}
