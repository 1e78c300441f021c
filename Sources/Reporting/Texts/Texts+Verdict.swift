import Evaluation
import Statistics

/// Sentences about two arms. Numbers come as text, written as the language writes them.
enum VerdictTexts: String, FixedText {
    static let section = "verdicts"

    case untuned, unseen, remark

    /// Two arms, by their names.
    typealias Names = (first: String, second: String)

    static func metric(_ metric: ComparedMetric) -> Phrase {
        switch metric {
        case .dice: Phrase("mean Dice", es: "Dice medio")
        case .areaOutsideTwoLargest:
            Phrase(
                "mean false area outside the two largest components",
                es: "área falsa media fuera de los dos componentes mayores")
        case .components:
            Phrase("mean number of spurious components", es: "número medio de componentes espurios")
        case .hd95: Phrase("mean HD95", es: "HD95 media")
        case .assd: Phrase("mean ASSD", es: "ASSD media")
        }
    }

    // MARK: - What a verdict is about

    /// The beginning of a sentence, up to its colon.
    static func subject(_ scope: Scope, _ names: Names, set: String?) -> Phrase {
        let (a, b) = names
        let (of, de) = set.map { (", set \($0)", ", conjunto \($0)") } ?? ("", "")
        switch scope {
        case .trainedModels(let seeds) where seeds < 2:
            return Phrase(
                "These two trained models, \(a) and \(b)\(of)", es: "Estos dos modelos entrenados, \(a) y \(b)\(de)")
        case .trainedModels(let seeds):
            return Phrase(
                "These trained models, \(seeds) of \(a) and \(seeds) of \(b)\(of)",
                es: "Estos modelos entrenados, \(seeds) de \(a) y \(seeds) de \(b)\(de)")
        case .settings(let seeds):
            return Phrase(
                "\(a) and \(b), each trained with \(seeds) seeds\(of)",
                es: "\(a) y \(b), cada uno entrenado con \(seeds) semillas\(de)")
        }
    }

    static func images(_ count: Int) -> Phrase {
        count == 1
            ? Phrase("this 1 image", es: "esta única imagen")
            : Phrase("these \(count) images", es: "estas \(count) imágenes")
    }

    // MARK: - Verdicts

    static func better(_ arm: String, _ difference: String, _ metric: ComparedMetric, on images: Phrase) -> Phrase {
        Phrase(
            "\(arm) is better on \(images(.english)), by \(difference) in \(Self.metric(metric)(.english))",
            es: "\(arm) es mejor en \(images(.spanish)), por \(difference) de \(Self.metric(metric)(.spanish))")
    }

    static func equivalent(within margin: String, on images: Phrase) -> Phrase {
        Phrase(
            "equivalent within \(margin) Dice on \(images(.english))",
            es: "equivalentes con un margen de \(margin) de Dice en \(images(.spanish))")
    }

    static func favouring(_ arm: String) -> Phrase {
        Phrase(
            "The difference is significant nevertheless: \(arm) is better, by less than the margin.",
            es: "Aun así, la diferencia es significativa: \(arm) es mejor, por menos que el margen.")
    }

    static func undecided(on images: Phrase, _ metric: ComparedMetric) -> Phrase {
        Phrase(
            "undecided on \(images(.english)) (\(Self.metric(metric)(.english)))",
            es: "sin decidir con \(images(.spanish)) (\(Self.metric(metric)(.spanish)))")
    }

    static func obstacle(_ obstacle: Verdict.Obstacle, _ metric: ComparedMetric, _ unit: SamplingUnit) -> Phrase {
        let (name, nombre) = (Self.metric(metric)(.english), Self.metric(metric)(.spanish))
        return switch obstacle {
        case .noValues:
            Phrase(
                "no verdict on \(name), because no image has a value for both",
                es: "sin conclusión sobre \(nombre), porque ninguna imagen tiene valor para ambos")
        case .tooFewGroups(let found):
            tooFewGroups(found, (name, nombre), unit)
        case .mixedUnits(let units):
            Phrase(
                "no verdict on \(name), because distances in \(units.joined(separator: " and ")) cannot be averaged",
                es:
                    "sin conclusión sobre \(nombre), porque las distancias en \(units.joined(separator: " y ")) no se pueden "
                    + "promediar")
        case .noCommonSeed:
            Phrase(
                "no verdict on \(name), because they have no seed in common",
                es: "sin conclusión sobre \(nombre), porque no tienen ninguna semilla en común")
        }
    }

    private static func tooFewGroups(_ found: Int, _ metric: (String, String), _ unit: SamplingUnit) -> Phrase {
        let needed = Self.units(unit)
        return Phrase(
            "no verdict on \(metric.0), because at least \(Comparison.fewestGroups) \(needed(.english)) are needed; there "
                + "\(found == 1 ? "is" : "are") \(found)",
            es:
                "sin conclusión sobre \(metric.1), porque se necesitan al menos \(Comparison.fewestGroups) "
                + "\(needed(.spanish)); hay \(found)")
    }

    // MARK: - What is counted

    private static func units(_ unit: SamplingUnit) -> Phrase {
        switch unit {
        case .image: Phrase("images", es: "imágenes")
        case .group: Phrase("patients (or groups)", es: "pacientes (o grupos)")
        }
    }

    /// "40 images", "1 patient (or group)", "12 patients (or groups) and 3 seeds".
    static func counted(_ count: Int, _ unit: SamplingUnit, _ scope: Scope) -> Phrase {
        let groups =
            switch (count, unit) {
            case (1, .image): Phrase("1 image", es: "1 imagen")
            case (1, .group): Phrase("1 patient (or group)", es: "1 paciente (o grupo)")
            default: Phrase("\(count) \(units(unit)(.english))", es: "\(count) \(units(unit)(.spanish))")
            }
        guard case .settings(let seeds) = scope else { return groups }
        return Phrase("\(groups(.english)) and \(seeds) seeds", es: "\(groups(.spanish)) y \(seeds) semillas")
    }

    // MARK: - Figures

    static func figures(
        _ names: Names, _ first: String, _ second: String, _ difference: String, _ interval: (String, String),
        confidence: String, groups: Phrase
    ) -> Phrase {
        let (low, high) = interval
        return Phrase(
            "\(names.first) \(first), \(names.second) \(second); difference \(difference), \(confidence) % interval "
                + "\(low) to \(high), from \(groups(.english)).",
            es: "\(names.first) \(first), \(names.second) \(second); diferencia \(difference), intervalo del "
                + "\(confidence) % de \(low) a \(high), de \(groups(.spanish)).")
    }

    /// - Parameters:
    ///   - p: after the correction.
    ///   - pairs: how many pairs of arms it is over.
    static func test(_ p: String, pairs: Int) -> Phrase {
        pairs == 1
            ? Phrase("Student's t test: \(p).", es: "Prueba t de Student: \(p).")
            : Phrase(
                "Student's t test: \(p) after Holm's correction for \(pairs) pairs of arms.",
                es: "Prueba t de Student: \(p) tras la corrección de Holm para \(pairs) pares de brazos.")
    }

    /// - Parameter p: before the correction.
    static func undoneByCorrection(_ p: String, pairs: Int) -> Phrase {
        Phrase(
            "For this pair alone the interval excludes 0 (\(p)); among \(pairs) pairs that is not significant.",
            es: "Para este par por sí solo el intervalo excluye el 0 (\(p)); entre \(pairs) pares no es significativo.")
    }

    static func wilcoxon(_ p: String, _ method: WilcoxonTest.Method) -> Phrase {
        let (by, por) =
            switch method {
            case .exact: ("exact", "exacta")
            case .permutation: ("exact, with ties and zeros", "exacta, con empates y ceros")
            case .normal: ("normal approximation", "aproximación normal")
            case .allZero: ("every difference is 0", "todas las diferencias son 0")
            }
        return Phrase(
            "For comparison only, Wilcoxon's signed-rank test without correction: \(p) (\(by)).",
            es: "Solo como referencia, la prueba de los rangos con signo de Wilcoxon, sin corrección: \(p) (\(por)).")
    }

    // MARK: - Reservations

    static func modelsAlone(_ seeds: Int) -> Phrase {
        Phrase(
            "With \(seeds) \(seeds == 1 ? "seed" : "seeds") this says nothing about architectures or optimisers: another "
                + "training run could reverse it. At least \(Comparison.fewestSeeds) seeds are needed.",
            es: "Con \(seeds) \(seeds == 1 ? "semilla" : "semillas") esto no dice nada de arquitecturas ni de "
                + "optimizadores: otro entrenamiento podría invertirlo. Se necesitan al menos \(Comparison.fewestSeeds) "
                + "semillas.")
    }

    static func tunedAlone(_ tuned: String, _ other: String) -> Phrase {
        Phrase(
            "The learning rate was tuned for \(tuned) but not for \(other): this compares these settings, not the "
                + "best of each.",
            es:
                "La tasa de aprendizaje se buscó para \(tuned) y no para \(other): se comparan estos ajustes, no lo mejor "
                + "de cada uno.")
    }

    static func undefined(_ count: Int, _ metric: ComparedMetric) -> Phrase {
        let why =
            metric.isDistance
            ? (" (a mask is empty)", " (una máscara está vacía)")
            : metric == .dice ? (" (both masks are empty)", " (ambas máscaras están vacías)") : ("", "")
        return count == 1
            ? Phrase(
                "1 further image has no value in one of them or both\(why.0); it is left out.",
                es: "1 imagen más no tiene valor en uno de ellos o en ambos\(why.1); queda fuera.")
            : Phrase(
                "\(count) further images have no value in one of them or both\(why.0); they are left out.",
                es: "\(count) imágenes más no tienen valor en uno de ellos o en ambos\(why.1); quedan fuera.")
    }

    static func unpaired(_ count: Int) -> Phrase {
        count == 1
            ? Phrase(
                "1 image was tested in only some of the training runs; it is left out.",
                es: "1 imagen solo se evaluó en algunos de los entrenamientos; queda fuera.")
            : Phrase(
                "\(count) images were tested in only some of the training runs; they are left out.",
                es: "\(count) imágenes solo se evaluaron en algunos de los entrenamientos; quedan fuera.")
    }

    // MARK: - The author's remark

    /// What these numbers say of it.
    enum Answer { case agrees, contradicts, open }

    static func answer(_ answer: Answer, _ metric: ComparedMetric, plain: String, nested: String, _ interval: String)
        -> Phrase
    {
        let (says, dice) =
            switch answer {
            case .agrees: ("agrees with that", "coincide con ello")
            case .contradicts: ("contradicts it", "lo contradice")
            case .open: ("leaves it open", "lo deja abierto")
            }
        return Phrase(
            "Here the \(Self.metric(metric)(.english)) \(says): \(nested) with U-Net++, \(plain) with U-Net\(interval).",
            es: "Aquí la medida «\(Self.metric(metric)(.spanish))» \(dice): \(nested) con U-Net++, \(plain) con "
                + "U-Net\(interval).")
    }

    static func remarkInterval(_ difference: String, _ low: String, _ high: String, confidence: String) -> Phrase {
        Phrase(
            " (difference \(difference), \(confidence) % interval \(low) to \(high))",
            es: " (diferencia \(difference), intervalo del \(confidence) % de \(low) a \(high))")
    }
}
