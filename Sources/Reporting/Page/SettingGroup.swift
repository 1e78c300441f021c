/// The settings of one section of the recipe, as a table of a run's page.
struct SettingGroup {
    let name: String
    let items: [Setting]

    /// In the recipe's order.
    static func list(_ settings: [Setting], _ language: Language) -> [SettingGroup] {
        settings.map(\.section).unique.map { section in
            SettingGroup(
                name: section.isEmpty ? PageTexts.generalSettings(language) : section,
                items: settings.filter { $0.section == section })
        }
    }
}
