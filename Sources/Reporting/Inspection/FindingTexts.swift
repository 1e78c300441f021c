import Datasets

extension Finding.Severity {
    /// "Warning"
    var text: InspectionTexts {
        switch self {
        case .error: .error
        case .warning: .warning
        case .note: .note
        }
    }
}

extension Finding.Kind {
    /// What was found, in a few words.
    var titleText: Phrase { Phrase(title, es: spanish.title) }
    /// What it means or what to do.
    var adviceText: Phrase { Phrase(advice, es: spanish.advice) }

    private var spanish: (title: String, advice: String) {
        switch self {
        case .unreadable: ("Archivos que no se pueden leer", "Sustitúyalos o elimínelos.")
        case .truncated: ("Archivos dañados o cortados", "Vuelva a obtenerlos o a guardarlos.")
        case .missingPartner: ("Archivos sin pareja", "Se omiten; --strict los rechaza.")
        case .unusedPicture:
            ("Imágenes que no son ni imagen ni máscara del conjunto", "No se usan; --strict los rechaza.")
        case .sizeMismatch:
            (
                "Máscaras de otro tamaño que su imagen",
                "Use --resize-masks para llevarlas al tamaño de su imagen, salvo que pertenezcan a otra."
            )
        case .maskValues:
            ("Máscaras cuyos valores no se pueden leer", "Guárdelas de nuevo o indique cómo se leen.")
        case .noForeground: ("Ninguna máscara tiene primer plano", "No hay nada que aprender; compruebe las máscaras.")
        case .notInSplit: ("Imágenes que no están en la partición", "Añada una línea para cada una.")
        case .emptyMask: ("Máscaras sin primer plano", "Si deberían contener algo, compruebe los archivos.")
        case .fullMask: ("Máscaras con solo primer plano", "De ellas no se aprende ningún borde.")
        case .invertedMask:
            (
                "Máscaras que parecen invertidas",
                "Fondo y primer plano parecen intercambiados, comparadas con las demás."
            )
        case .touchesBorders:
            ("Máscaras que tocan los cuatro bordes, como pocas", "Así es una máscara invertida o con marco.")
        case .foregroundOnBorders:
            (
                "En casi todas las máscaras la mayor parte de los bordes es primer plano",
                "Si el primer plano y el fondo están intercambiados, use --invert-mask."
            )
        case .lossyMask:
            ("Máscaras en archivos JPEG", "JPEG cambia los valores en los bordes. Guarde las máscaras como PNG.")
        case .strayValues:
            ("Máscaras con valores que otras no tienen", "Unos píxeles erróneos u otro significado de los valores.")
        case .constantImage: ("Imágenes de un solo valor", "No muestran nada.")
        case .exactDuplicate: ("Imágenes iguales", "Cuentan dos veces; conserve una de cada.")
        case .nearDuplicate: ("Imágenes casi iguales", "Pueden ser una misma imagen, guardada dos veces.")
        case .leakage:
            (
                "Imágenes iguales o casi iguales en subconjuntos distintos",
                "La prueba conoce imágenes del entrenamiento. Póngalas en un mismo subconjunto."
            )
        case .orientation:
            (
                "Imágenes con etiqueta de orientación",
                "Se enderezan, y sus máscaras según indican los tamaños y las etiquetas."
            )
        case .undecidedOrientation:
            (
                "Imágenes con etiqueta de orientación cuyas máscaras pueden estar giradas",
                "Los tamaños no lo indican: mírelas y use --orientation apply o ignore."
            )
        case .mixedSpacing: ("Los espaciados de píxel difieren", "Un mismo objeto mide distinto en píxeles.")
        case .mixedDepth: ("Los tipos numéricos difieren", "Las intensidades pueden no ser comparables.")
        case .mixedChannels: ("El número de canales difiere", "Todas pasan a los canales de la red.")
        case .shiftedMask:
            ("Máscaras que parecen desplazadas", "Los contornos encajan mejor con los bordes en otro lugar.")
        case .maskOfAnother:
            (
                "Máscaras que parecen pertenecer a otra imagen",
                "Los contornos encajan con los bordes de la otra imagen, no con los de la suya."
            )
        case .burnedInLabel:
            (
                "Imágenes con rótulos brillantes",
                "Texto o marcas a escala completa: una red puede aprenderlos, y pueden nombrar a un paciente."
            )
        }
    }
}

extension Finding.Detail {
    /// The detail as the page writes it.
    func text(_ language: Language) -> String {
        let numerals = Numerals(language)
        func percent(_ share: Double, digits: Int) -> String { numerals.text(100 * share, digits: digits) }
        switch self {
        case .reason, .values, .depth, .channels: return words.replacing("values", with: Self.values(language))
        case .sizes(let mask, let image):
            let relation = Self.relation(SizeRelation(mask: mask, image: image), numerals)(language)
            return Phrase("mask \(mask), image \(image)", es: "máscara \(mask), imagen \(image)")(language) + relation
        case .share(let share):
            let number = percent(share, digits: 1)
            return Phrase("\(number) % of the pixels", es: "\(number) % de los píxeles")(language)
        case .shift(let x, let y):
            let (across, down) = (percent(abs(x), digits: 0), percent(abs(y), digits: 0))
            return Phrase(
                "about \(across) % \(x < 0 ? "to the left" : "to the right"), \(down) % \(y < 0 ? "up" : "down")",
                es:
                    "unos \(across) % a la \(x < 0 ? "izquierda" : "derecha"), \(down) % hacia \(y < 0 ? "arriba" : "abajo")"
            )(
                language)
        case .fits(let image): return Phrase("fits \(image)", es: "encaja en \(image)")(language)
        case .equals(let other): return Phrase("equals \(other)", es: "igual a \(other)")(language)
        case .isLike(let other, let correlation):
            let number = numerals.text(correlation, digits: 3)
            return Phrase(
                "like \(other), correlation \(number)", es: "parecida a \(other), correlación \(number)")(language)
        case .subsets(let own, let other, let otherSubset):
            return Phrase(
                "\(own.rawValue); \(other) is \(otherSubset.rawValue)",
                es: "\(own.rawValue); \(other) es \(otherSubset.rawValue)")(language)
        case .orientation(let tag): return Phrase("orientation \(tag)", es: "orientación \(tag)")(language)
        case .spacing(let spacing):
            guard let spacing else { return InspectionTexts.notStated(language) }
            return spacing.map { numerals.brief(($0 * 1e4).rounded() / 1e4) }.joined(separator: " x ") + " mm"
        }
    }

    private static func values(_ language: Language) -> String { Phrase("values", es: "valores")(language) }

    private static func relation(_ relation: SizeRelation, _ numerals: Numerals) -> Phrase {
        switch relation {
        case .transposed: Phrase(", transposed", es: ", transpuesta")
        case .scaled(let factor):
            Phrase(
                ", resized by \(numerals.brief((1e3 / factor).rounded() / 1e3))",
                es: ", redimensionada por \(numerals.brief((1e3 / factor).rounded() / 1e3))")
        case .unrelated: Phrase("", es: "")
        }
    }
}
