/// The place and the fault of a JSON or YAML text that does not decode, in one line.
public func decodingFault(_ error: any Error) -> String {
    func path(_ context: DecodingError.Context) -> String {
        context.codingPath.map(\.stringValue).joined(separator: ".")
    }
    func kind(_ type: any Any.Type) -> String {
        switch "\(type)" {
        case "Int", "UInt64", "Int64": "whole number"
        case "Double": "number"
        case "String": "text"
        case "Bool": "true or false"
        default: "\(type)"
        }
    }
    return switch error {
    case DecodingError.keyNotFound(let key, let context):
        "\((context.codingPath.map(\.stringValue) + [key.stringValue]).joined(separator: ".")) is missing"
    case DecodingError.typeMismatch(let type, let context), DecodingError.valueNotFound(let type, let context):
        "\(path(context)) is no \(kind(type))"
    case DecodingError.dataCorrupted(let context):
        context.codingPath.isEmpty
            ? context.debugDescription : "\(path(context)): \(context.debugDescription)"
    default: "\(error)"
    }
}
