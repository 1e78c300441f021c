/// Runs of background and foreground in turn, column by column, as COCO has them.
enum RunLengths {
    /// The pixels, row by row; nil where the runs do not fill the image exactly.
    static func pixels(_ runs: [Int], _ size: PixelSize) -> [Bool]? {
        let count = size.height * size.width
        var result = [Bool](repeating: false, count: count)
        var (place, isInside) = (0, false)
        for run in runs {
            guard run >= 0, run <= count - place else { return nil }
            if isInside {
                for i in place..<place + run { result[i % size.height * size.width + i / size.height] = true }
            }
            place += run
            isInside.toggle()
        }
        return place == count ? result : nil
    }

    /// The runs that COCO's compressed text stands for: five bits a character from "0" on, the lowest first, a sixth where
    /// more follow, the fifth of the last being the sign; from the fourth run on the difference to the run two before.
    /// Nil for other characters.
    static func runs(compressed text: String) -> [Int]? {
        var (runs, value, shift) = ([Int](), 0, 0)
        for byte in text.utf8 {
            let bits = Int(byte) - 48
            guard (0..<64).contains(bits), shift < 60 else { return nil }
            value |= (bits & 31) << shift
            shift += 5
            guard bits & 32 == 0 else { continue }
            if bits & 16 != 0 { value |= -1 << shift }
            if runs.count > 2 { value += runs[runs.count - 2] }
            guard (0...Int(UInt32.max)).contains(value) else { return nil }
            runs.append(value)
            (value, shift) = (0, 0)
        }
        return shift == 0 ? runs : nil
    }
}
