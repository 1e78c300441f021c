import Files
import Testing

struct OneLineTests {
    @Test func lineEndsAndMarksOfDirectionGoAndJoinersStay() {
        #expect(OneLine.of("می\u{200C}خواهم\u{202E}") == "می\u{200C}خواهم", "the joiner stays, the turn goes")
        #expect(OneLine.of(" a\tb\n\u{2028} c\u{7}d\u{E000} ") == "a b c d")
        #expect(OneLine.of("") == "")
    }
}
