import Models

/// What a reader of a run's results must know of how it was trained: forced changes, and a model that it started from.
enum ConditionTexts {
    /// Below the results, a sentence each; none for an ordinary run.
    static func remarks(_ forced: [ForcedChange], _ warmStart: WarmStartOverlap?) -> [Phrase] {
        (forced.isEmpty ? [] : [self.forced(forced)]) + (warmStart.map(self.warmStart) ?? [])
    }

    private static func forced(_ changes: [ForcedChange]) -> Phrase {
        // The values of these are digests, which tell a reader nothing.
        let digests = ["data", "split.csv"]
        let list = changes.map { digests.contains($0.name) ? $0.name : "\($0.name) (\($0.old) → \($0.new))" }
            .joined(separator: ", ")
        return Phrase(
            "Resumed with --force although this had changed: \(list). The result is not that of an uninterrupted run.",
            es: "Se reanudó con --force aunque había cambiado: \(list). El resultado no es el de un entrenamiento sin "
                + "interrupciones.")
    }

    private static func warmStart(_ overlap: WarmStartOverlap) -> [Phrase] {
        let way =
            overlap.comparedBy == .name
            ? Phrase("by name", es: "por su nombre") : Phrase("by content", es: "por su contenido")
        let found = Phrase(
            "Test images that had trained or validated the model that this run started from: \(overlap.images) (compared "
                + "\(way(.english))). The test results are too optimistic.",
            es:
                "Imágenes de prueba con las que ya se había entrenado o validado el modelo del que parte este "
                + "entrenamiento: \(overlap.images) (comparadas \(way(.spanish))). Los resultados de prueba son demasiado "
                + "optimistas.")
        let none = Phrase(
            "No test image had trained or validated the model that this run started from (compared \(way(.english))).",
            es: "Ninguna imagen de prueba había servido para entrenar o validar el modelo del que parte este "
                + "entrenamiento (comparadas \(way(.spanish))).")
        let unknown = Phrase(
            "It is not known with which images the model that this run started from was trained. If test images are among "
                + "them, the test results are too optimistic.",
            es:
                "No se sabe con qué imágenes se entrenó el modelo del que parte este entrenamiento. Si hay imágenes de "
                + "prueba entre ellas, los resultados de prueba son demasiado optimistas.")
        guard overlap.comparedBy == .unknown else { return [overlap.images > 0 ? found : none] }
        return (overlap.images > 0 ? [found] : []) + [unknown]
    }
}
