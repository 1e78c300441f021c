/// One value that an operator takes, as its schema tells values apart.
public enum ArgumentValue {
    /// Nothing, for an optional argument.
    case none
    case tensor(Tensor)
    case tensors([Tensor])
    case int(Int)
    case ints([Int])
    case double(Double)
    case doubles([Double])
    case bool(Bool)
    case bools([Bool])
    case string(String)
    case dtype(DType)
    case device(Device)
    case memoryFormat(MemoryFormat)
}

/// A Swift type that an operator can be given: numbers, texts, tensors, lists and optionals of them.
public protocol OperatorArgument {
    /// The value as the door takes it.
    var argumentValue: ArgumentValue { get }
}

extension Tensor: OperatorArgument { public var argumentValue: ArgumentValue { .tensor(self) } }
extension Int: OperatorArgument { public var argumentValue: ArgumentValue { .int(self) } }
extension Double: OperatorArgument { public var argumentValue: ArgumentValue { .double(self) } }
extension Bool: OperatorArgument { public var argumentValue: ArgumentValue { .bool(self) } }
extension String: OperatorArgument { public var argumentValue: ArgumentValue { .string(self) } }
extension DType: OperatorArgument { public var argumentValue: ArgumentValue { .dtype(self) } }
extension Device: OperatorArgument { public var argumentValue: ArgumentValue { .device(self) } }
extension MemoryFormat: OperatorArgument { public var argumentValue: ArgumentValue { .memoryFormat(self) } }

extension Optional: OperatorArgument where Wrapped: OperatorArgument {
    /// The wrapped value, or `.none`.
    public var argumentValue: ArgumentValue { self?.argumentValue ?? .none }
}

/// A type whose lists are arguments too.
public protocol ArgumentListElement {
    /// The list as the door takes it.
    static func argumentValue(of list: [Self]) -> ArgumentValue
}

extension Tensor: ArgumentListElement {
    /// The list as the door takes it.
    public static func argumentValue(of list: [Tensor]) -> ArgumentValue { .tensors(list) }
}
extension Int: ArgumentListElement {
    /// The list as the door takes it.
    public static func argumentValue(of list: [Int]) -> ArgumentValue { .ints(list) }
}
extension Double: ArgumentListElement {
    /// The list as the door takes it.
    public static func argumentValue(of list: [Double]) -> ArgumentValue { .doubles(list) }
}
extension Bool: ArgumentListElement {
    /// The list as the door takes it.
    public static func argumentValue(of list: [Bool]) -> ArgumentValue { .bools(list) }
}

extension Array: OperatorArgument where Element: ArgumentListElement {
    /// The list as the door takes it.
    public var argumentValue: ArgumentValue { Element.argumentValue(of: self) }
}

extension ArgumentValue {
    /// 64-bit words that the value needs beside its tagged field.
    var words: Int {
        switch self {
        case .tensors(let list): list.count
        case .ints(let list): list.count
        case .doubles(let list): list.count
        case .bools(let list): list.count
        case .string(let text): text.utf8.count / 8 + 1
        default: 0
        }
    }

    /// The shapes of the tensors in it, for messages.
    var shapes: [[Int]] {
        switch self {
        case .tensor(let tensor): [tensor.shape]
        case .tensors(let list): list.prefix(4).map(\.shape)
        default: []
        }
    }
}
