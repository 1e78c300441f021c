/// A tensor that training changes. It stays the same object when its value moves to another device or type.
public final class Parameter {
    /// The numbers; their gradient is `value.gradient`.
    public private(set) var value: Tensor

    /// A parameter of these numbers, from now on recorded for gradients.
    public init(_ value: Tensor) throws(TorchError) {
        self.value = value
        try value.requireGradient()
    }

    fileprivate func replace(_ convert: (Tensor) throws -> Tensor) throws(TorchError) {
        value = try noGrad { try convert(value).detached() }
        try value.requireGradient()
    }
}

/// State that is saved but not trained, such as a running mean.
public final class Buffer {
    /// The numbers.
    public private(set) var value: Tensor

    /// A buffer of these numbers.
    public init(_ value: Tensor) { self.value = value }

    fileprivate func replace(_ convert: (Tensor) throws -> Tensor) throws(TorchError) {
        value = try noGrad { try convert(value).detached() }
    }
}

/// A part of a network.
///
/// Its parameters, buffers and parts are its stored properties of types `Parameter`, `Buffer`, `Module`, `[Module]`
/// and `ModuleDictionary`; each is named after its property, in snake_case: so a network's keys are those of
/// PyTorch where the properties are named and ordered as there. Anything else is scratch and is never saved.
/// Properties that are walked are plain stored ones: no `lazy`, no wrapper.
open class Module {
    /// Whether BatchNorm and its like use and move the batch's statistics. Fresh modules train.
    public final private(set) var isTraining = true

    /// A module in training mode.
    public init() {}

    /// The module's function of one tensor. Modules that take something else have a method of their own.
    open func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor { x }

    /// Switches this module and its parts to training or to evaluation.
    public final func train(_ on: Bool = true) {
        isTraining = on
        for (_, child) in children { child.train(on) }
    }

    /// Runs `body` in evaluation mode and gives every part its own mode back.
    public final func evaluating<R, E>(_ body: () throws(E) -> R) throws(E) -> R {
        let modes = modules.map { ($0, $0.isTraining) }
        train(false)
        defer { for (module, mode) in modes { module.isTraining = mode } }
        return try body()
    }
}

/// Modules under names of their own, in the order they were put in: for names that Swift cannot hold.
public struct ModuleDictionary {
    /// Names and modules, in order.
    public private(set) var entries: [(name: String, module: Module)]

    /// A dictionary of these modules; names are unique and hold no full stop.
    public init(_ entries: [(name: String, module: Module)] = []) { self.entries = entries }

    /// The module of that name; nil where there is none.
    public subscript(name: String) -> Module? { entries.first { $0.name == name }?.module }
}

// MARK: - The walk

extension Module {
    /// Stored properties, those of superclasses first.
    private var members: [(name: String, value: Any)] {
        var levels: [Mirror] = []
        var mirror: Mirror? = Mirror(reflecting: self)
        while let level = mirror {
            levels.append(level)
            mirror = level.superclassMirror
        }
        return levels.reversed().flatMap { $0.children.map { (($0.label ?? "").snakeCased, Self.unwrapped($0.value)) } }
    }

    /// The value inside an optional, which Mirror shows as it is.
    private static func unwrapped(_ value: Any) -> Any {
        let mirror = Mirror(reflecting: value)
        return mirror.displayStyle == .optional ? mirror.children.first?.value ?? value : value
    }

    /// The parts directly below, named as in a state dictionary.
    public final var children: [(name: String, module: Module)] {
        members.flatMap { member -> [(String, Module)] in
            switch member.value {
            case let module as Module: [(member.name, module)]
            case let list as [Module]: list.enumerated().map { ("\(member.name).\($0)", $1) }
            case let table as ModuleDictionary: table.entries.map { ("\(member.name).\($0.name)", $0.module) }
            default: []
            }
        }
    }

    /// This module and all below it.
    public final var modules: [Module] { [self] + children.flatMap { $0.module.modules } }

    /// Parameters with their keys, in PyTorch's order.
    public final func namedParameters(under prefix: String = "") -> [(name: String, parameter: Parameter)] {
        members.compactMap { member in (member.value as? Parameter).map { (prefix + member.name, $0) } }
            + children.flatMap { $0.module.namedParameters(under: prefix + $0.name + ".") }
    }

    /// The parameters of this module and all below it, in PyTorch's order.
    public final var parameters: [Parameter] { namedParameters().map(\.parameter) }

    /// The tensors of a state dictionary, in PyTorch's order: a module's parameters, its buffers, its parts.
    public final func state(under prefix: String = "") -> [(name: String, tensor: Tensor)] {
        let own = members
        let parameters = own.compactMap { m in (m.value as? Parameter).map { (prefix + m.name, $0.value) } }
        let buffers = own.compactMap { m in (m.value as? Buffer).map { (prefix + m.name, $0.value) } }
        return parameters + buffers + children.flatMap { $0.module.state(under: prefix + $0.name + ".") }
    }
}

// MARK: - Conversion and loading

/// Why a state does not fit a module.
public enum StateError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Tensors of the model that the state lacks.
    case missing(keys: [String])
    /// Tensors of the state that the model does not have.
    case unexpected(keys: [String])
    /// A tensor of another shape than the model needs.
    case shape(key: String, expected: [Int], actual: [Int])
    /// Copying failed.
    case torch(TorchError)

    /// What is wrong, of a sentence whose subject is the file: "it lacks ...".
    public var description: String {
        switch self {
        case .missing(let keys): "it lacks \(Self.listed(keys)), which the model has"
        case .unexpected(let keys): "it holds \(Self.listed(keys)), which the model does not have"
        case .shape(let key, let expected, let actual): "\(key) has shape \(actual), the model needs \(expected)"
        case .torch(let error): error.description
        }
    }

    private static func listed(_ keys: [String]) -> String {
        keys.prefix(3).joined(separator: ", ") + (keys.count > 3 ? " and \(keys.count - 3) more tensors" : "")
    }
}

extension Module {
    /// Moves parameters and buffers; floating-point ones also change type where one is given.
    public final func to(_ device: Device? = nil, _ type: DType? = nil, _ format: MemoryFormat? = nil)
        throws(TorchError)
    {
        func convert(_ tensor: Tensor) throws(TorchError) -> Tensor {
            let wanted = tensor.dtype.isFloatingPoint ? type ?? tensor.dtype : tensor.dtype
            let moved = try tensor.to(device ?? tensor.device, wanted)
            guard let format, tensor.rank == 4 else { return moved }
            return try moved.contiguous(format)
        }
        for module in modules {
            for (_, value) in module.members {
                if let parameter = value as? Parameter { try parameter.replace(convert) }
                if let buffer = value as? Buffer { try buffer.replace(convert) }
            }
        }
    }

    /// Overwrites every parameter and buffer. Strict: keys and shapes must be exactly the module's, and nothing is
    /// overwritten where they are not.
    public final func load(_ tensors: [String: Tensor]) throws(StateError) {
        let own = state()
        let missing = own.map(\.name).filter { tensors[$0] == nil }
        guard missing.isEmpty else { throw .missing(keys: missing) }
        let known = Set(own.map(\.name))
        let unexpected = tensors.keys.filter { !known.contains($0) }.sorted()
        guard unexpected.isEmpty else { throw .unexpected(keys: unexpected) }
        for (name, tensor) in own {
            if let given = tensors[name], given.shape != tensor.shape {
                throw .shape(key: name, expected: tensor.shape, actual: given.shape)
            }
        }
        do throws(TorchError) {
            try noGrad { for (name, tensor) in own { if let given = tensors[name] { try tensor.copy(from: given) } } }
        } catch { throw .torch(error) }
    }
}

extension [Module] {
    /// One after the other.
    public func callAsFunction(_ x: Tensor) throws(TorchError) -> Tensor {
        var x = x
        for module in self { x = try module(x) }
        return x
    }
}

extension String {
    /// numBatchesTracked -> num_batches_tracked
    fileprivate var snakeCased: String {
        var result = ""
        for c in self {
            if c.isUppercase { result += "_" + c.lowercased() } else { result.append(c) }
        }
        return result
    }
}
