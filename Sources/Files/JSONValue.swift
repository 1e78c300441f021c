/// Any JSON value, kept as it is: what a model's metadata hold for readers that know its shape.
public indirect enum JSONValue: Codable, Equatable, Sendable {
    /// `null`.
    case null
    /// True or false.
    case bool(Bool)
    /// A whole number that 64 bits with a sign hold.
    case integer(Int64)
    /// Any other number.
    case number(Double)
    /// A string.
    case text(String)
    /// An array, in its order.
    case list([JSONValue])
    /// An object; the order of its keys is not kept.
    case object([String: JSONValue])

    /// The value of an object's key; nil for other kinds, and where there is no such key.
    public subscript(key: String) -> JSONValue? {
        if case .object(let values) = self { values[key] } else { nil }
    }

    /// Takes the first kind that the value decodes as, in the order of the cases.
    /// - Throws: `DecodingError` where the value is of no kind.
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let bool = try? value.decode(Bool.self) {  // fails: it is of another kind; so below
            self = .bool(bool)
        } else if let integer = try? value.decode(Int64.self) {  // as above
            self = .integer(integer)
        } else if let number = try? value.decode(Double.self) {  // as above
            self = .number(number)
        } else if let text = try? value.decode(String.self) {  // as above
            self = .text(text)
        } else if let list = try? value.decode([JSONValue].self) {  // as above
            self = .list(list)
        } else {
            self = .object(try value.decode([String: JSONValue].self))
        }
    }

    /// Writes the value that the case holds, without a word about its kind.
    public func encode(to encoder: any Encoder) throws {
        var value = encoder.singleValueContainer()
        switch self {
        case .null: try value.encodeNil()
        case .bool(let bool): try value.encode(bool)
        case .integer(let integer): try value.encode(integer)
        case .number(let number): try value.encode(number)
        case .text(let text): try value.encode(text)
        case .list(let list): try value.encode(list)
        case .object(let object): try value.encode(object)
        }
    }
}
