import Testing

@testable import Experiments
@testable import Reporting

struct StudySentencesTests {
    /// The constant texts stand in Reporting's tables, whose own test leaves them to this one.
    @Test(arguments: Language.allCases) func everyConstantTextIsInTheTable(language: Language) throws {
        let table = try TextTable(yaml: TextTable.source(language)).sections[StudySentences.section] ?? [:]
        #expect(Set(table.keys) == Set(StudySentences.allCases.map(\.rawValue)))
        for key in StudySentences.allCases { #expect(key(language) == table[key.rawValue]) }
    }

    @Test func theSearchSaysByHowManyImagesItChose() {
        let phrase = StudySentences.howSearched(images: 68, of: 225)
        #expect(
            phrase(.english)
                == "Chosen by the validation Dice on 68 of the 225 images that are not tested (30 %), the same for every "
                + "arm; the test images were not read.")
        #expect(
            phrase(.spanish)
                == "Elegida por el Dice de validación en 68 de las 225 imágenes que no se evalúan (30 %), las mismas para "
                + "todos los brazos; las imágenes de prueba no se leyeron.")
    }

    @Test func theLeadCounts() {
        #expect(
            StudySentences.lead(arms: 2, runs: 6, images: 71, folds: 0, size: "128 x 128")(.english)
                == "2 arms in 6 training runs, each a process of its own, on one split; the network's input is 128 x 128 "
                + "pixels. All were tested on the same 71 images, which took no part in any training.")
        #expect(
            StudySentences.lead(arms: 1, runs: 1, images: 1, folds: 0, size: "32 x 32")(.spanish)
                == "1 brazo en 1 entrenamiento, cada uno en su propio proceso, sobre una misma partición; la entrada de la "
                + "red es de 32 x 32 píxeles. Todos se evaluaron con la misma imagen, que no participó en ningún entrenamiento."
        )
        #expect(
            StudySentences.lead(arms: 2, runs: 6, images: 12, folds: 3, size: "32 x 32")(.english)
                == "2 arms in 6 training runs, each a process of its own, in 3 folds; the network's input is 32 x 32 "
                + "pixels. Each of the 12 images was tested once per arm and seed, by the run of the fold that did not "
                + "train on it.")
    }

    @Test func fewSeedsAreToldOncePerArmOrFold() {
        #expect(StudySentences.fewSeeds(1, folds: 0)(.english).hasPrefix("Each arm was trained once. "))
        #expect(StudySentences.fewSeeds(2, folds: 5)(.english).hasPrefix("Each arm was trained 2 times in each fold. "))
        #expect(
            StudySentences.fewSeeds(1, folds: 5)(.spanish).hasPrefix("Cada brazo se entrenó una vez en cada pliegue. "))
        #expect(
            StudySentences.unfinished(3, of: 5)(.english)
                == "3 of 5 training runs finished; the report is about those.")
    }

    @Test func marginsAreWrittenAsTheLanguageDoes() {
        #expect(StudySentences.equivalent(0.01)(.english) == "equivalent within 0.01")
        #expect(StudySentences.equivalent(0.01)(.spanish) == "equivalentes dentro de 0,01")
    }
}
