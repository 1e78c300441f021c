import ArgumentParser
import Datasets
import Foundation
import Training

/// What masks tell apart.
struct ClassOptions: ParsableArguments {
    @Option(
        help: .recipe(
            """
            Classes that masks tell apart, the background counted: above 1 a mask's values are their indices, from 0 (the \
            background), and 255 for ignored pixels; 1: foreground against background.
            """, \.model.classes))
    var classes: Int?
    @Option(
        help: """
            For masks in colours: a file with a line a class, name,#rrggbb or name,r,g,b, the background first; a line \
            'ignored' gives the colour of the pixels to ignore. It says the number of classes too.
            """)
    var classColours: String?
    @Option(help: "The classes' names, the background first: background,left,right. Default: their indices.")
    var classNames: String?

    /// The flags with the keys of the recipe that they set.
    var flags: [RecipeFlag] {
        [
            RecipeFlag("--classes", "model.classes", isGiven: classes != nil),
            RecipeFlag("--class-colours", "data.class_colours", isGiven: classColours != nil),
            RecipeFlag("--class-names", "data.class_names", isGiven: classNames != nil),
        ]
    }

    func validate() throws {
        if classColours != nil, classNames != nil {
            throw ValidationError("--class-names and --class-colours do not go together: the file names the classes.")
        }
        if let classes, !Classes.possible.contains(classes) {
            throw ValidationError("--classes is \(classes); 1 to 255 are wanted.")
        }
    }

    /// - Throws: `ValidationError` where flags contradict each other, `DatasetError` for a file that is no table.
    func apply(to recipe: inout Recipe) throws {
        if let classColours {
            let table = try Classes(colourTable: URL(filePath: classColours))
            try require(table.count, "\(classColours) has \(table.count)")
            recipe.set(table)
        } else if let classNames {
            let names = classNames.split(separator: ",", omittingEmptySubsequences: false).map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            try require(names.count, "--class-names has \(names.count)")
            let table: Classes
            do { table = try Classes(count: names.count, names: names) } catch {
                throw ValidationError("--class-names: \(error)")
            }
            recipe.set(table)
        } else if let classes, classes != recipe.model.classes {
            // Names and colours of a recipe were of another number.
            (recipe.data.classNames, recipe.data.classColours, recipe.data.ignoredColour) = (nil, nil, nil)
            recipe.model.classes = classes
        }
    }

    private func require(_ count: Int, _ found: String) throws {
        if let classes, classes != count {
            throw ValidationError(
                "--classes is \(classes), but \(found) classes; name one for each, or leave --classes out.")
        }
    }
}
