extension PickledTensor {
    /// Whether the elements lie row-major and without gaps.
    var isContiguous: Bool { count == 0 || leadingAxes == 0 }

    /// The axes, from the first on, that have to be walked: what the others have lies side by side.
    private var leadingAxes: Int { contiguousTail.leading }

    private var contiguousTail: (leading: Int, run: Int) {
        var (leading, run) = (shape.count, 1)
        while leading > 0, shape[leading - 1] == 1 || strides[leading - 1] == run {
            run *= shape[leading - 1]
            leading -= 1
        }
        return (leading, run)
    }

    /// Copies the elements row-major into `target`, which has exactly their size, out of their whole storage.
    func gather(from storage: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer) {
        guard count > 0 else { return }
        let (leading, run) = contiguousTail
        let bytes = run * dtype.size
        var (index, element, at) = (Array(repeating: 0, count: leading), offset, 0)
        while true {
            let start = element * dtype.size
            target[at..<at + bytes].copyBytes(from: storage[start..<start + bytes])
            at += bytes
            var axis = leading - 1
            while axis >= 0 {
                index[axis] += 1
                element += strides[axis]
                if index[axis] < shape[axis] { break }
                element -= shape[axis] * strides[axis]
                index[axis] = 0
                axis -= 1
            }
            if axis < 0 { return }
        }
    }
}
