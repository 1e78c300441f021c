import Training

extension StudyPlan {
    /// The presets of studies: `pleura study --preset NAME`.
    public static let presets = ["experiment"]

    /// Whether this is the experiment that Pleura was written for: its author's numbers and remark, and what lungs are judged
    /// by, belong to it alone.
    public var isExperiment: Bool { preset == "experiment" }

    /// The experiment that Pleura was written for: {U-Net, U-Net++} x {Adam 1e-3, SGD 1e-3 without momentum}, and U-Net
    /// with Adam at twice the batch.
    /// - Parameters:
    ///   - recipe: the settings that all arms share; `Recipe.presets["plain"]` has the experiment's own.
    ///   - isTuned: searches the rates of Adam and of SGD with Nesterov's momentum 0.9; the author's SGD stays as it is,
    ///     as a third optimiser.
    ///   - hasOwnThreads: the recipe's number of threads was given (`Arm.hasOwnThreads`).
    public static func experiment(
        _ recipe: Recipe, isTuned: Bool, hasOwnThreads: Bool = false, seeds: Int, margin: Double
    ) -> StudyPlan {
        func arm(_ name: String, _ architecture: String, isTuned: Bool, _ change: (inout Recipe.Training) -> Void)
            -> Arm
        {
            var recipe = recipe
            recipe.model.architecture = architecture
            recipe.training.optimizer = Recipe.Optimiser()
            change(&recipe.training)
            return Arm(name: name, isTuned: isTuned, hasOwnThreads: hasOwnThreads, recipe: recipe)
        }
        let architectures = ["unet", "unetplusplus"]
        var arms = architectures.map { arm("\($0)-adam", $0, isTuned: isTuned) { _ in } }
        if isTuned {
            arms += architectures.map {
                arm("\($0)-sgd-nesterov", $0, isTuned: true) {
                    ($0.optimizer.name, $0.optimizer.momentum, $0.optimizer.nesterov) = (.sgd, 0.9, true)
                }
            }
        }
        arms += architectures.map { arm("\($0)-sgd", $0, isTuned: false) { $0.optimizer.name = .sgd } }
        let twice = recipe.training.batchSize.multipliedReportingOverflow(by: 2)
        arms.append(
            arm("unet-adam-batch\(twice.partialValue)", "unet", isTuned: isTuned) {
                $0.batchSize = twice.overflow ? $0.batchSize : twice.partialValue
            })
        return StudyPlan(arms: arms, seeds: seeds, margin: margin, preset: "experiment")
    }
}
