extension Region {
  /// What people call the region; its code where it has no name.
  package func name(_ language: Language) -> String {
    Self.names[code].map { "\($0[language])" } ?? code
  }
}
