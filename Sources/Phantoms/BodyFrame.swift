import Files

/// Where the body stands on the film: the way between the body's own coordinates and pixels.
///
/// Body coordinates: `x` is 0 at the spine and about -1 and 1 at the widest place of the lungs (negative: the
/// patient's right, which is the film's left); `y` is 0 at the top of the lungs and about 1 at their lowest point.
/// A bend of the spine moves rows sideways, and a tilt of the shoulders moves columns up or down, before the whole is
/// scaled, turned and shifted: so straight parts come out slightly curved, and the way back is exact.
struct BodyFrame: Sendable {
    /// Pixels of one unit of x and of y.
    let scale: Point
    private let centre: Point
    private let turn: Point
    private let bend: Profile
    private let tilt: Profile

    /// - Parameter size: pixels a side of the film.
    init(size: Int, draws: inout RandomDraws) {
        let side = Double(size)
        let halfWidth = draws.around(0.372, 0.042)
        let height = min(max(draws.around(0.68, 0.09) + 0.35 * (halfWidth - 0.372), 0.44), 0.9)
        let top = draws.around(0.108, 0.05)
        scale = Point(halfWidth * side, height * side)
        centre = Point(side * draws.around(0.493, 0.022), side * (top + height / 2))
        let angle = draws.around(0, 0.035)
        turn = Point(PortableMath.cos(angle), PortableMath.sin(angle))
        let spine = draws.wobble(amplitude: 0.02)
        bend = Profile(-1...2) { spine(($0 + 1) / 3) }
        let shoulders = draws.wobble(amplitude: 0.012)
        tilt = Profile(-2...2) { shoulders(($0 + 2) / 4) }
    }

    /// The pixel coordinates of a place in the body.
    func pixel(_ place: Point) -> Point {
        let x = (place.x + bend(place.y)) * scale.x
        let y = (place.y + tilt(place.x + bend(place.y)) - 0.5) * scale.y
        return Point(centre.x + x * turn.x - y * turn.y, centre.y + x * turn.y + y * turn.x)
    }

    /// The place in the body that a pixel shows.
    func body(_ pixel: Point) -> Point {
        let away = pixel - centre
        let x = (away.x * turn.x + away.y * turn.y) / scale.x
        let y = (away.y * turn.x - away.x * turn.y) / scale.y + 0.5
        let unbent = y - tilt(x)
        return Point(x - bend(unbent), unbent)
    }
}
