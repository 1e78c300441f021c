extension Tensor: CustomStringConvertible {
    /// Shape, type and device, then the values, at most six of each axis: enough to see what is wrong.
    public var description: String {
        let size = shape.map(String.init).joined(separator: ", ")
        let head = "Tensor(\(size)) \(dtype) on \(device)"
        do throws(TorchError) {
            let values = try noGrad { try self.values() }
            return head + (count == 0 ? "" : rank == 0 ? ": \(Self.text(values[0]))" : "\n" + Self.text(values, shape))
        } catch {
            return head + ", whose values cannot be read: \(error)"
        }
    }

    private func values() throws(TorchError) -> [Double] { try array(of: Double.self) }

    private static func text(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
        let scale = 1e4
        let short = (value * scale).rounded() / scale
        return abs(value) >= 1e-3 && abs(value) < 1e6 ? String(short) : String(value)
    }

    private static func text(_ values: [Double], _ shape: [Int], offset: Int = 0, indent: String = "") -> String {
        let shown = shown(shape[0])
        let stride = shape.dropFirst().reduce(1, *)
        let last = shape.count == 1
        let parts = shown.map { i -> String in
            guard let i else { return last ? "..." : indent + " ..." }
            return last
                ? text(values[offset + i])
                : text(values, Array(shape.dropFirst()), offset: offset + i * stride, indent: indent + " ")
        }
        return indent + "["
            + (last ? parts.joined(separator: ", ") : "\n" + parts.joined(separator: "\n") + "\n" + indent)
            + "]"
    }

    /// Positions to show of an axis; nil stands for those left out.
    private static func shown(_ count: Int) -> [Int?] {
        count <= 6 ? Array(0..<count) : [0, 1, 2, nil, count - 3, count - 2, count - 1]
    }
}
