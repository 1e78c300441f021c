import Files

/// What both lungs and the rest of the chest share: how wide the middle is, how large the heart, how deep the breath.
struct ChestShape: Sendable {
    /// Distance of the lungs' inner edges from the spine above the heart.
    let mediastinalWidth: Double
    /// Distance from the spine to the heart's right and left border where it is widest.
    let heartRight: Double
    let heartLeft: Double
    /// Height of the right dome of the diaphragm (0 top of the lungs, 1 their lowest point).
    let dome: Double
    /// 1: an ordinary breath; more air above, less below.
    let inflation: Double
    /// Half-width of the trunk at the lungs' widest place, and of the shoulders.
    let trunk: Double
    let shoulders: Double
    /// Half-width of the neck.
    let neck: Double
    /// Height of the shoulders' upper edge at their outer end.
    let shoulderHeight: Double
    /// Depth of the belly, in chest depths.
    let belly: Double
    /// How the arms hang: their outer end's distance from the spine at the height of the diaphragm.
    let arms: Double

    init(draws: inout RandomDraws) {
        inflation = draws.around(1, 0.09)
        mediastinalWidth = draws.around(0.165, 0.035)
        heartRight = mediastinalWidth + draws.uniform(0.0...0.14)
        heartLeft = draws.around(0.47, 0.1)
        dome = draws.around(0.81, 0.045)
        trunk = draws.around(1.17, 0.08)
        shoulders = draws.around(1.42, 0.14)
        neck = draws.around(0.33, 0.06)
        shoulderHeight = draws.around(0.06, 0.09)
        belly = draws.around(1.25, 0.15)
        arms = draws.uniform(1.35...2.2)
    }
}
