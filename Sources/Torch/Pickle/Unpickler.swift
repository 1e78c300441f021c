/// Reads one pickle: a small stack machine without any way to run code, which makes a value out of numbers, texts,
/// containers and the handful of `PickleConstructor`s.
///
/// Time and memory are bounded: an instruction takes a byte at least and makes one value at most, texts are no longer
/// than the file, and one pickle has at most `longest` instructions.
struct Unpickler {
    /// Instructions of one pickle. A network of a thousand tensors needs some forty thousand.
    static let longest = 1_000_000

    private var cursor: ByteCursor
    private var heap: PickleHeap
    private var stack: [PickleValue] = []
    /// Where in the stack the containers begin that are being filled.
    private var marks: [Int] = []
    private var memo: [Int: PickleValue] = [:]

    private init(_ cursor: ByteCursor, _ heap: PickleHeap) { (self.cursor, self.heap) = (cursor, heap) }

    /// The value of the pickle at `cursor`, which moves behind it. Containers and tensors go into `heap`.
    static func value(at cursor: inout ByteCursor, into heap: inout PickleHeap) throws(PickleFault) -> PickleValue {
        var machine = Unpickler(cursor, heap)
        heap = PickleHeap()  // one owner at a time: the machine's changes must not copy
        defer { (cursor, heap) = (machine.cursor, machine.heap) }
        for _ in 0..<longest {
            let position = machine.cursor.position
            let instruction = try PickleInstruction(byte: try machine.cursor.byte(), at: position)
            if instruction == .stop { return try machine.result() }
            try machine.perform(instruction)
        }
        throw .refused("its pickle has more than \(longest) instructions")
    }

    private func result() throws(PickleFault) -> PickleValue {
        guard stack.count == 1, marks.isEmpty else { throw .damaged("a pickle ends with \(stack.count) values") }
        return stack[0]
    }

    private mutating func perform(_ instruction: PickleInstruction) throws(PickleFault) {
        switch instruction {
        case .proto:
            let version = try cursor.byte()
            guard (2...5).contains(version) else { throw .refused("its pickle is of protocol \(version), not 2 to 5") }
        case .frame:
            guard try cursor.count(8) <= cursor.left else { throw .damaged("a frame of its pickle is cut off") }
        case .stop: break  // ends the loop that calls this
        case .mark:
            guard marks.count < PickleHeap.deepest else {
                throw .refused("its values nest more than \(PickleHeap.deepest) deep, which no file of tensors does")
            }
            marks.append(stack.count)
        case .none, .newTrue, .newFalse, .binInt, .binInt1, .binInt2, .long1, .binFloat, .binUnicode, .shortBinUnicode,
            .binString, .shortBinString, .binBytes, .shortBinBytes:
            stack.append(try plain(instruction))
        case .emptyTuple, .tuple, .tuple1, .tuple2, .tuple3, .emptyList, .append, .appends, .emptyDict, .setItem,
            .setItems:
            try fill(instruction)
        case .binPut: memo[try cursor.count(1)] = try top()
        case .longBinPut: memo[try cursor.count(4)] = try top()
        case .memoize: memo[memo.count] = try top()
        case .binGet: stack.append(try remembered(try cursor.count(1)))
        case .longBinGet: stack.append(try remembered(try cursor.count(4)))
        case .global, .stackGlobal, .reduce, .newObject, .build, .binPersistentID: try construct(instruction)
        }
    }

    // MARK: - The stack

    private func top() throws(PickleFault) -> PickleValue {
        guard let last = stack.last, marks.last.map({ $0 < stack.count }) ?? true else { throw tooFew() }
        return last
    }

    private func tooFew() -> PickleFault { .damaged("its pickle lacks values, before byte \(cursor.position)") }

    /// Takes the last `count` values off the stack.
    private mutating func pop(_ count: Int) throws(PickleFault) -> [PickleValue] {
        guard stack.count - (marks.last ?? 0) >= count else { throw tooFew() }
        let values = Array(stack.suffix(count))  // a slice would share the stack, and removing copy all of it
        stack.removeLast(count)
        return values
    }

    private mutating func pop() throws(PickleFault) -> PickleValue {
        let value = try top()
        stack.removeLast()
        return value
    }

    /// Takes what came since the last mark off the stack, and the mark.
    private mutating func popToMark() throws(PickleFault) -> [PickleValue] {
        guard let mark = marks.popLast() else {
            throw .damaged("its pickle lacks a mark, before byte \(cursor.position)")
        }
        return try pop(stack.count - mark)
    }

    private func remembered(_ number: Int) throws(PickleFault) -> PickleValue {
        guard let value = memo[number] else { throw .damaged("its pickle recalls value \(number) before it is there") }
        return value
    }

    // MARK: - Numbers and texts

    private mutating func plain(_ instruction: PickleInstruction) throws(PickleFault) -> PickleValue {
        switch instruction {
        case .newTrue: .bool(true)
        case .newFalse: .bool(false)
        case .binInt: .integer(Int(Int32(truncatingIfNeeded: try cursor.unsigned(4))))
        case .binInt1: .integer(try cursor.count(1))
        case .binInt2: .integer(try cursor.count(2))
        case .long1: try long()
        case .binFloat: .real(Double(bitPattern: try cursor.unsigned(8).byteSwapped))
        case .binUnicode, .binString: .text(try cursor.text(try cursor.count(4)))
        case .shortBinUnicode, .shortBinString: .text(try cursor.text(try cursor.count(1)))
        case .binBytes: try skipped(4)
        case .shortBinBytes: try skipped(1)
        default: .none
        }
    }

    /// Bytes, which no tensor is made of. Their length has `size` bytes.
    private mutating func skipped(_ size: Int) throws(PickleFault) -> PickleValue {
        _ = try cursor.take(try cursor.count(size))
        return .bytes
    }

    /// A whole number in two's complement, least byte first; no byte at all is 0.
    private mutating func long() throws(PickleFault) -> PickleValue {
        let bytes = try cursor.bytes(try cursor.count(1))
        guard bytes.count <= 8 else { return .long(bytes) }
        let bits = bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let unused = 64 - 8 * bytes.count
        return .integer(unused == 64 ? 0 : Int(Int64(bitPattern: bits << UInt64(unused)) >> Int64(unused)))
    }

    // MARK: - Containers

    private mutating func fill(_ instruction: PickleInstruction) throws(PickleFault) {
        switch instruction {
        case .emptyTuple: stack.append(try heap.makeTuple([]))
        case .tuple1: stack.append(try heap.makeTuple(try pop(1)))
        case .tuple2: stack.append(try heap.makeTuple(try pop(2)))
        case .tuple3: stack.append(try heap.makeTuple(try pop(3)))
        case .tuple: stack.append(try heap.makeTuple(try popToMark()))
        case .emptyList: stack.append(heap.makeList())
        case .append: try heap.append(try pop(1), to: try top())
        case .appends: try heap.append(try popToMark(), to: try top())
        case .emptyDict: stack.append(heap.makeDictionary())
        case .setItem: try heap.set(try pop(2), in: try top())
        case .setItems: try heap.set(try popToMark(), in: try top())
        default: break
        }
    }

    // MARK: - Constructors

    private mutating func construct(_ instruction: PickleInstruction) throws(PickleFault) {
        switch instruction {
        case .global:
            let module = try cursor.line()
            stack.append(.constructor(try PickleConstructor(module: module, name: try cursor.line())))
        case .stackGlobal:
            let names = try pop(2)
            guard case .text(let module) = names[0], case .text(let name) = names[1] else {
                throw .damaged("it names a constructor by \(names[0].kind) and \(names[1].kind)")
            }
            stack.append(.constructor(try PickleConstructor(module: module, name: name)))
        case .reduce, .newObject:
            let arguments = try pop()
            let function = try pop()
            guard case .constructor(let constructor) = function else { throw .damaged("it calls \(function.kind)") }
            guard case .tuple(let k) = arguments else { throw .damaged("it calls with \(arguments.kind)") }
            stack.append(try constructor.make(heap.tuples[k].items, in: &heap))
        case .build:
            // Attributes from Python: an OrderedDict's `_metadata`, a Parameter's hooks. None of them is a tensor.
            let state = try pop()
            switch (try top(), state) {
            case (.dictionary, .dictionary), (.tensor, .dictionary), (.tensor, .tuple): break
            case (let built, _): throw .refused("it sets attributes of \(built.kind), which no file of tensors does")
            }
        case .binPersistentID: stack.append(try storage(try pop()))
        default: break
        }
    }

    /// Torch's "persistent identity" of a storage: ("storage", kind, key, device, elements), in the older form with a
    /// sixth item that torch has left empty since 2017.
    private mutating func storage(_ identity: PickleValue) throws(PickleFault) -> PickleValue {
        guard case .tuple(let k) = identity, let first = heap.tuples[k].items.first, first == .text("storage") else {
            throw .refused("it speaks of an outside object that is no storage, which no file of tensors does")
        }
        let items = heap.tuples[k].items
        guard (5...6).contains(items.count), case .constructor(let kind) = items[1], let dtype = kind.storageType,
            case .text(let key) = items[2], case .text = items[3], case .integer(let count) = items[4]
        else { throw .damaged("it tells of a storage as (\(items.prefix(8).map(\.kind).joined(separator: ", ")))") }
        guard items.count == 5 || items[5] == .none else {
            throw .refused("its storages are views of each other, which torch has not written since 2017")
        }
        let size = count.multipliedReportingOverflow(by: dtype.size)
        guard count >= 0, !size.overflow else {
            throw .damaged("storage \(PickleFault.printable(key)) is said to have \(count) elements")
        }
        return try heap.add(PickledStorage(key: key, dtype: dtype, count: count))
    }
}
