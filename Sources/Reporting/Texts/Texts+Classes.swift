/// What the report says where there are several classes.
enum ClassTexts: String, FixedText {
    static let section = "classes"

    case byClass, className, images, meanDice, median, lowest, meanIoU, whereItIs, reading, agreement, severalClasses
    case definition
}
