/// The 44 items of CLAIM 2024, with what a run knows of each and what its author has to write.
enum ClaimChecklist {
    /// In their order.
    static let items = paper + data + partitions + model + evaluation + results

    /// Title, abstract, introduction, study design.
    private static let paper = [
        ClaimItem(
            1, .title,
            Phrase(
                "Named as a study of AI, with its technology", es: "Identificado como estudio de IA, con su técnica"),
            fact: \.technology,
            author: Phrase("say so in the title or the abstract.", es: "dígalo en el título o en el resumen.")),
        ClaimItem(
            2, .abstract,
            Phrase(
                "Summary of design, methods, results, conclusions",
                es: "Resumen de diseño, métodos, resultados y conclusiones"),
            author: Phrase(
                "a structured summary; figures are in the tables above.",
                es: "un resumen estructurado; las cifras están en las tablas de arriba.")),
        ClaimItem(
            3, .introduction, Phrase("Background; intended use and role", es: "Antecedentes; uso previsto y papel"),
            author: Phrase(
                "which question, for whom, and where a segmentation would come in.",
                es: "qué problema, para quién y dónde entraría una segmentación.")),
        ClaimItem(
            4, .introduction, Phrase("Aims, objectives, hypotheses", es: "Fines, objetivos, hipótesis"),
            author: Phrase(
                "what was to be shown, and what was expected before looking.",
                es: "qué se quería mostrar y qué se esperaba antes de mirar.")),
        ClaimItem(
            5, .design, Phrase("Prospective or retrospective", es: "Prospectivo o retrospectivo"),
            author: Phrase(
                "whether the images were taken for this study or were there before.",
                es: "si las imágenes se tomaron para este estudio o ya existían.")),
        ClaimItem(
            6, .design, Phrase("Goal of the study", es: "Objetivo del estudio"),
            author: Phrase(
                "a new model, a comparison, a feasibility study, and so on.",
                es: "un modelo nuevo, una comparación, un estudio de viabilidad, etc.")),
    ]

    /// Data and reference standard.
    private static let data = [
        ClaimItem(
            7, .data, Phrase("Sources of the data", es: "Procedencia de los datos"), fact: \.sources,
            author: Phrase(
                "hospitals, years, devices, licence, and the papers to cite.",
                es: "hospitales, años, aparatos, licencia y los artículos que citar.")),
        ClaimItem(
            8, .data, Phrase("Inclusion and exclusion", es: "Inclusión y exclusión"), fact: \.inclusion,
            author: Phrase(
                "what decided before that which images are in the folders.",
                es: "qué decidió antes qué imágenes hay en las carpetas.")),
        ClaimItem(9, .data, Phrase("Preprocessing", es: "Preprocesamiento"), fact: \.preprocessing),
        ClaimItem(
            10, .data, Phrase("Selection of parts of the data", es: "Selección de partes de los datos"),
            fact: \.selection,
            author: Phrase(
                "any selection made before Pleura saw the images.",
                es: "cualquier selección hecha antes de que Pleura viera las imágenes.")),
        ClaimItem(
            11, .data, Phrase("De-identification", es: "Desidentificación"),
            author: Phrase(
                "how names and numbers were removed, from pixels too, and who checked.",
                es: "cómo se quitaron nombres y números, también de los píxeles, y quién lo comprobó.")),
        ClaimItem(12, .data, Phrase("Missing data", es: "Datos ausentes"), fact: \.missing),
        ClaimItem(
            13, .data, Phrase("How images were acquired", es: "Cómo se adquirieron las imágenes"),
            author: Phrase(
                "modality, devices, projection, settings, resolution.",
                es: "modalidad, aparatos, proyección, parámetros, resolución.")),
        ClaimItem(
            14, .reference,
            Phrase("How the reference standard was obtained", es: "Cómo se obtuvo el patrón de referencia"),
            fact: \.masks,
            author: Phrase(
                "how the masks were drawn, by which rules.", es: "cómo se dibujaron las máscaras y con qué reglas.")),
        ClaimItem(
            15, .reference, Phrase("Why this reference standard", es: "Por qué este patrón de referencia"),
            author: Phrase("why these masks count as true.", es: "por qué estas máscaras se toman por ciertas.")),
        ClaimItem(
            16, .reference, Phrase("Who annotated", es: "Quién anotó"),
            author: Phrase(
                "how many people, their training, with which tools.",
                es: "cuántas personas, su formación y con qué herramientas.")),
        ClaimItem(
            17, .reference, Phrase("Annotation of the test set", es: "Anotación del conjunto de prueba"),
            author: Phrase(
                "whether the test masks were made as the others, and blind to the model.",
                es: "si las máscaras de prueba se hicieron como las demás y sin conocer el modelo.")),
        ClaimItem(
            18, .reference, Phrase("Variability of the annotators", es: "Variabilidad de los anotadores"),
            author: Phrase(
                "agreement between annotators, and of each with themselves; without it nobody knows the best Dice possible.",
                es: "acuerdo entre anotadores y de cada uno consigo mismo; sin él nadie sabe el mejor Dice posible.")),
    ]

    private static let partitions = [
        ClaimItem(
            19, .partitions, Phrase("Assignment to subsets", es: "Asignación a subconjuntos"), fact: \.assignment),
        ClaimItem(
            20, .partitions,
            Phrase("Level at which subsets are apart", es: "Nivel en que los subconjuntos son disjuntos"),
            fact: \.disjointness,
            author: Phrase(
                "whether groups are patients, and whether a patient is in two sets.",
                es: "si los grupos son pacientes y si algún paciente está en dos conjuntos.")),
        ClaimItem(
            21, .testing, Phrase("Intended size of the test", es: "Tamaño previsto de la prueba"), fact: \.testSize,
            author: Phrase(
                "how many images were planned, and why so many.", es: "cuántas imágenes se planearon y por qué tantas.")
        ),
    ]

    private static let model = [
        ClaimItem(22, .model, Phrase("The model in detail", es: "El modelo en detalle"), fact: \.model),
        ClaimItem(23, .model, Phrase("Software", es: "Software"), fact: \.software),
        ClaimItem(
            24, .model, Phrase("First values of the parameters", es: "Valores iniciales de los parámetros"),
            fact: \.start),
        ClaimItem(25, .training, Phrase("How it was trained", es: "Cómo se entrenó"), fact: \.training),
        ClaimItem(26, .training, Phrase("Choice of the final model", es: "Elección del modelo final"), fact: \.choice),
        ClaimItem(27, .training, Phrase("Ensembles", es: "Conjuntos de modelos"), fact: \.ensemble),
    ]

    private static let evaluation = [
        ClaimItem(28, .evaluation, Phrase("Metrics", es: "Métricas"), fact: \.metrics),
        ClaimItem(
            29, .evaluation, Phrase("Significance and uncertainty", es: "Significación e incertidumbre"),
            fact: \.uncertainty),
        ClaimItem(
            30, .evaluation, Phrase("Robustness or sensitivity", es: "Robustez o sensibilidad"),
            author: Phrase(
                "other seeds and settings: pleura study trains and compares them.",
                es: "otras semillas y ajustes: pleura study los entrena y compara.")),
        ClaimItem(
            31, .evaluation, Phrase("Explainability or interpretability", es: "Explicabilidad o interpretabilidad"),
            author: Phrase(
                "say if a method was used; overlays show results, they explain nothing.",
                es: "diga si se usó algún método; las superposiciones muestran resultados, no explican nada.")),
        ClaimItem(
            32, .evaluation, Phrase("Evaluation on internal data", es: "Evaluación con datos internos"),
            fact: \.internalTest),
        ClaimItem(
            33, .evaluation, Phrase("Test on external data", es: "Prueba con datos externos"), fact: \.externalTest,
            author: Phrase(
                "results on images from elsewhere: pleura evaluate makes them.",
                es: "resultados con imágenes de otros lugares: pleura evaluate los obtiene.")),
        ClaimItem(
            34, .evaluation, Phrase("Registration of a clinical trial", es: "Registro de un ensayo clínico"),
            author: Phrase(
                "registry and number, or that it is no trial.", es: "registro y número, o que no es un ensayo.")),
    ]

    /// Results, discussion, other information.
    private static let results = [
        ClaimItem(
            35, .included,
            Phrase("Patients or examinations in and out", es: "Pacientes o exploraciones incluidos y excluidos"),
            fact: \.included,
            author: Phrase(
                "those that were left out before, for a flow diagram.",
                es: "los excluidos antes, para un diagrama de flujo.")),
        ClaimItem(
            36, .included,
            Phrase("Demography and disease in each subset", es: "Demografía y enfermedad en cada subconjunto"),
            author: Phrase(
                "age, sex, findings of each subset; image files do not tell.",
                es: "edad, sexo y hallazgos de cada subconjunto; los ficheros de imagen no lo dicen.")),
        ClaimItem(
            37, .performance, Phrase("Performance with its uncertainty", es: "Rendimiento con su incertidumbre"),
            fact: \.performance),
        ClaimItem(
            38, .performance, Phrase("Diagnostic performance", es: "Rendimiento diagnóstico"),
            author: Phrase(
                "a segmentation makes no diagnosis: not applicable, unless one is derived from it.",
                es: "una segmentación no diagnostica: no procede, salvo que se derive de ella un diagnóstico.")),
        ClaimItem(
            39, .performance, Phrase("Analysis of failures", es: "Análisis de los fallos"), fact: \.failures,
            author: Phrase("look at them and say what they share.", es: "mírelas y diga qué tienen en común.")),
        ClaimItem(
            40, .discussion, Phrase("Limitations", es: "Limitaciones"), fact: \.limits,
            author: Phrase("those of the study as a whole.", es: "las del estudio en su conjunto.")),
        ClaimItem(
            41, .discussion, Phrase("Implications for practice", es: "Implicaciones para la práctica"),
            author: Phrase(
                "what follows and what does not; this card grants no clinical use.",
                es: "qué se sigue y qué no; esta ficha no autoriza ningún uso clínico.")),
        ClaimItem(
            42, .other, Phrase("Protocol and technical details", es: "Protocolo y detalles técnicos"),
            fact: \.protocolFile,
            author: Phrase(
                "where protocol and files can be read.", es: "dónde se pueden leer el protocolo y los ficheros.")),
        ClaimItem(
            43, .other,
            Phrase("Availability of software, model, data", es: "Disponibilidad de software, modelo y datos"),
            fact: \.availability,
            author: Phrase(
                "where model and data can be had, under which terms.",
                es: "dónde se pueden obtener el modelo y los datos, y en qué condiciones.")),
        ClaimItem(
            44, .other, Phrase("Funding, and the funders' role", es: "Financiación y papel de los financiadores"),
            author: Phrase("who paid, and what they decided.", es: "quién pagó y qué decidió.")),
    ]

    static func heading(_ section: ClaimItem.Section) -> Phrase {
        switch section {
        case .title: Phrase("Title", es: "Título")
        case .abstract: Phrase("Abstract", es: "Resumen")
        case .introduction: Phrase("Introduction", es: "Introducción")
        case .design: Phrase("Methods: study design", es: "Métodos: diseño del estudio")
        case .data: Phrase("Methods: data", es: "Métodos: datos")
        case .reference: Phrase("Methods: reference standard", es: "Métodos: patrón de referencia")
        case .partitions: Phrase("Methods: data partitions", es: "Métodos: partición de los datos")
        case .testing: Phrase("Methods: testing data", es: "Métodos: datos de prueba")
        case .model: Phrase("Methods: model", es: "Métodos: modelo")
        case .training: Phrase("Methods: training", es: "Métodos: entrenamiento")
        case .evaluation: Phrase("Methods: evaluation", es: "Métodos: evaluación")
        case .included: Phrase("Results: data", es: "Resultados: datos")
        case .performance: Phrase("Results: model performance", es: "Resultados: rendimiento del modelo")
        case .discussion: Phrase("Discussion", es: "Discusión")
        case .other: Phrase("Other information", es: "Otra información")
        }
    }

    static let title = Phrase("CLAIM checklist, 2024 update", es: "Lista CLAIM, actualización de 2024")
    static let source = Phrase(
        "The Checklist for Artificial Intelligence in Medical Imaging has 44 items (Tejani and others, Radiology: Artificial "
            + "Intelligence 2024; 6(4):e240300, doi 10.1148/ryai.240300). Here in short, in Pleura's words.",
        es: "La lista de comprobación CLAIM tiene 44 puntos (Tejani y otros, Radiology: Artificial Intelligence 2024; "
            + "6(4):e240300, doi 10.1148/ryai.240300). Aquí abreviada, en palabras de Pleura.")
    static let number = Phrase("No.", es: "N.º")
    static let topic = Phrase("Item", es: "Punto")
    static let answer = Phrase("Answer", es: "Respuesta")
}
