import CTorch

/// A tensor of libtorch: one reference to it, given back in `deinit`.
///
/// Raw handles appear in this file alone. Swift may release an object after its last use, which can be before a C
/// call that was given its raw handle returns: so every call keeps the objects alive until it is over.
///
/// Not Sendable: gradient mode, autocast and the thread team belong to one thread, which computes from start to end.
public final class Tensor {
    private let handle: pt_tensor
    /// False once another object has taken the reference over.
    private var isOwner = true

    private init(owning handle: pt_tensor) { self.handle = handle }

    deinit {
        // The table exists, since this tensor does.
        if isOwner { pleura_torch()?.pointee.release(handle) }
    }
}

// MARK: - Metadata, which never throws

extension Tensor {
    private func read<R>(_ body: (pt_info) -> R) -> R {
        withExtendedLifetime(self) {
            var info = pt_info()
            pleura_torch()?.pointee.info(handle, &info)
            return body(info)
        }
    }

    /// Elements along each axis.
    public var shape: [Int] { read { info in (0..<Int(info.rank)).map { Int(info.sizes[$0]) } } }
    /// Elements between neighbours along each axis.
    public var strides: [Int] { read { info in (0..<Int(info.rank)).map { Int(info.strides[$0]) } } }
    /// How many axes.
    public var rank: Int { read { Int($0.rank) } }
    /// Elements in all.
    public var count: Int { read { Int($0.count) } }
    /// The number type; float32 stands for the exotic ones (complex, quantised) that Pleura never makes.
    public var dtype: DType { read { DType(rawValue: $0.dtype) ?? .float32 } }
    /// Where the elements lie.
    public var device: Device { read { Device(type: $0.device, index: $0.index) ?? .cpu } }
    /// Whether the elements lie row-major, without gaps.
    public var isContiguous: Bool { read { $0.contiguous != 0 } }
    /// Whether operators on this tensor are recorded for `backward()`.
    public var requiresGradient: Bool { read { $0.requires_grad != 0 } }
}

// MARK: - Memory in and out

extension Tensor {
    /// A tensor of `bytes`, laid out row-major.
    /// - Throws: `TorchError` where the bytes are not exactly those of the shape.
    public convenience init(bytes: UnsafeRawBufferPointer, dtype: DType, shape: [Int], on device: Device = .cpu)
        throws(TorchError)
    {
        let sizes = shape.map(Int64.init)
        var handle: pt_tensor?
        let status = try Library.table.from_memory(
            bytes.baseAddress, bytes.count, sizes, Int32(sizes.count), dtype.rawValue, &handle)
        try Library.check(status, "making a tensor", shapes: [shape])
        guard let handle else { throw .failed(.init(operation: "making a tensor", message: "nothing was made")) }
        let made = Tensor(owning: handle)
        self.init(taking: device == .cpu ? made : try made.to(device))
    }

    /// A tensor of these values, row-major.
    /// - Parameter shape: nil: one axis.
    /// - Throws: `TorchError` where the values are not as many as the shape has elements.
    public convenience init<T: TensorElement>(_ values: [T], shape: [Int]? = nil, on device: Device = .cpu)
        throws(TorchError)
    {
        let made = values.withUnsafeBytes { bytes in
            Result { () throws(TorchError) in
                try Tensor(bytes: bytes, dtype: T.dtype, shape: shape ?? [values.count], on: device)
            }
        }
        self.init(taking: try made.get())
    }

    /// The only reference of a tensor that nobody else holds.
    private convenience init(taking other: Tensor) {
        self.init(owning: other.handle)
        other.isOwner = false
    }

    /// Copies the elements, row-major, into `bytes`, which must have exactly their size. Waits for the device.
    public func copy(to bytes: UnsafeMutableRawBufferPointer) throws(TorchError) {
        let status = try Library.table.to_memory(handle, bytes.baseAddress, bytes.count)
        try Library.check(status, "reading a tensor", shapes: [shape])
        withExtendedLifetime(self) {}
    }

    /// The elements, row-major, converted to `T` where the tensor's type is another.
    public func array<T: TensorElement>(of type: T.Type = T.self) throws(TorchError) -> [T] {
        // Converted on the CPU: Apple's GPUs have no float64.
        let source = dtype == T.dtype ? self : try detached().to(.cpu).to(T.dtype)
        var failure: TorchError?
        let values = [T](unsafeUninitializedCapacity: source.count) { buffer, filled in
            do throws(TorchError) {
                try source.copy(to: UnsafeMutableRawBufferPointer(buffer))
                filled = buffer.count
            } catch { failure = error }
        }
        if let failure { throw failure }
        return values
    }

    /// The only element of a tensor that has one.
    public func item() throws(TorchError) -> Double {
        guard count == 1 else {
            throw .shape(.init(operation: "item", shapes: [shape], message: "one element is wanted, not \(count)"))
        }
        return try array(of: Double.self)[0]
    }
}

// MARK: - Autograd

extension Tensor {
    /// Asks for gradients with respect to this tensor, which must be made by no recorded operator.
    public func requireGradient(_ on: Bool = true) throws(TorchError) {
        try Library.check(Library.table.set_requires_grad(handle, on ? 1 : 0), "requireGradient", shapes: [shape])
        withExtendedLifetime(self) {}
    }

    /// Adds the gradients of this scalar to those of all tensors that it came from and that require them.
    public func backward() throws(TorchError) {
        try Library.check(Library.table.backward(handle), "backward", shapes: [shape])
        withExtendedLifetime(self) {}
    }

    /// What `backward` has summed up so far.
    public var gradient: Tensor? {
        get throws(TorchError) {
            var found: pt_tensor?
            try Library.check(Library.table.grad(handle, &found), "gradient", shapes: [shape])
            withExtendedLifetime(self) {}
            return found.map(Tensor.init(owning:))
        }
    }

    /// Forgets the gradient: the next `backward` starts from nothing.
    public func clearGradient() throws(TorchError) {
        try Library.check(Library.table.clear_grad(handle), "clearGradient", shapes: [shape])
        withExtendedLifetime(self) {}
    }
}

// MARK: - The door to the operators

extension ArgumentValue {
    /// Fills `value`; a list goes into `words`, which moves on.
    fileprivate func write(to value: inout pt_value, words: inout UnsafeMutablePointer<Int64>) {
        switch self {
        case .none: value.tag = Int32(PT_NONE.rawValue)
        case .tensor(let tensor):
            value.tag = Int32(PT_TENSOR.rawValue)
            value.tensor = tensor.handleForCall
        case .tensors(let list):
            value.setList(PT_TENSORS, list.lazy.map { Int64(Int(bitPattern: $0.handleForCall)) }, &words)
        case .int(let integer): value.set(PT_INT, Int64(integer))
        case .ints(let list): value.setList(PT_INTS, list.lazy.map(Int64.init), &words)
        case .double(let real):
            value.tag = Int32(PT_DOUBLE.rawValue)
            value.real = real
        case .doubles(let list):
            value.setList(PT_DOUBLES, list.lazy.map { Int64(bitPattern: $0.bitPattern) }, &words)
        case .bool(let bool): value.set(PT_BOOL, bool ? 1 : 0)
        case .bools(let list): value.setList(PT_BOOLS, list.lazy.map { $0 ? 1 : 0 }, &words)
        case .string(let text):
            value.tag = Int32(PT_STRING.rawValue)
            value.list = UnsafeRawPointer(words)
            value.count = Int32(text.utf8.count)
            UnsafeMutableRawBufferPointer(start: words, count: text.utf8.count).copyBytes(from: text.utf8)
            words += self.words
        case .dtype(let type): value.set(PT_DTYPE, Int64(type.rawValue))
        case .device(let device):
            value.set(PT_DEVICE, Int64(device.kind.rawValue))
            value.count = device.torchIndex
        case .memoryFormat(let format): value.set(PT_FORMAT, format.rawValue)
        }
    }
}

extension Tensor {
    /// The handle, for the length of a call that keeps this object alive.
    fileprivate var handleForCall: pt_tensor { handle }
}

extension pt_value {
    fileprivate mutating func set(_ tag: pt_tag, _ integer: Int64) {
        self.tag = Int32(tag.rawValue)
        self.integer = integer
    }

    fileprivate mutating func setList(
        _ tag: pt_tag, _ list: some Sequence<Int64>, _ words: inout UnsafeMutablePointer<Int64>
    ) {
        self.tag = Int32(tag.rawValue)
        self.list = UnsafeRawPointer(words)
        count = 0
        for word in list {
            words.initialize(to: word)
            words += 1
            count += 1
        }
    }
}

/// What an operator handed back. A list lies flat, in order.
private struct Results {
    var tensors: [Tensor?] = []
    var integers: [Int] = []
}

private func perform(_ name: StaticString, _ arguments: [ArgumentValue]) throws(TorchError) -> Results {
    let table = try Library.table
    let words = arguments.reduce(0) { $0 + $1.words }
    var found = Results()
    let status = withExtendedLifetime(arguments) {
        withUnsafeTemporaryAllocation(of: pt_value.self, capacity: arguments.count) { values in
            withUnsafeTemporaryAllocation(of: Int64.self, capacity: words + 1) { space -> Int32 in
                guard var next = space.baseAddress else { return Int32(PT_OTHER.rawValue) }
                for (i, argument) in arguments.enumerated() {
                    values.initializeElement(at: i, to: pt_value())
                    argument.write(to: &values[i], words: &next)
                }
                var results = pt_results()
                let status = table.call(
                    name.utf8Start, name.utf8CodeUnitCount, values.baseAddress, Int32(arguments.count), &results)
                if status == 0 { found = Tensor.collect(results) }
                return status
            }
        }
    }
    if status != 0 { throw Library.error(status, name.description, shapes: arguments.flatMap(\.shapes)) }
    return found
}

extension Tensor {
    fileprivate static func collect(_ results: pt_results) -> Results {
        var found = Results()
        for i in 0..<Int(results.count) {
            let value = results.values[i]
            switch UInt32(bitPattern: value.tag) {
            case PT_TENSOR.rawValue: found.tensors.append(value.tensor.map(Tensor.init(owning:)))
            case PT_TENSORS.rawValue: break  // the header of the tensors that follow
            case PT_INT.rawValue, PT_BOOL.rawValue: found.integers.append(Int(value.integer))
            default: found.tensors.append(nil)
            }
        }
        return found
    }
}

/// Calls the operator `name`, its schema name and overload ("aten::add.Tensor"), and hands back its first result.
/// Arguments left out at the end take the schema's defaults.
public func call<each A: OperatorArgument>(_ name: StaticString, _ arguments: repeat each A) throws(TorchError)
    -> Tensor
{
    guard case let tensor?? = try perform(name, values(repeat each arguments)).tensors.first else {
        throw .failed(.init(operation: name.description, message: "it hands back no tensor"))
    }
    return tensor
}

/// All tensors that an operator hands back, one after the other or as a list.
public func callForList<each A: OperatorArgument>(_ name: StaticString, _ arguments: repeat each A)
    throws(TorchError) -> [Tensor]
{
    try perform(name, values(repeat each arguments)).tensors.compactMap { $0 }
}

/// An operator that hands back a whole number or a truth value (0, 1).
public func callForInt<each A: OperatorArgument>(_ name: StaticString, _ arguments: repeat each A) throws(TorchError)
    -> Int
{
    guard let integer = try perform(name, values(repeat each arguments)).integers.first else {
        throw .failed(.init(operation: name.description, message: "its result is not a number"))
    }
    return integer
}

/// An operator called for what it does to its arguments.
public func callInPlace<each A: OperatorArgument>(_ name: StaticString, _ arguments: repeat each A) throws(TorchError) {
    _ = try perform(name, values(repeat each arguments))
}

private func values<each A: OperatorArgument>(_ arguments: repeat each A) -> [ArgumentValue] {
    var list: [ArgumentValue] = []
    for argument in repeat each arguments { list.append(argument.argumentValue) }
    return list
}
