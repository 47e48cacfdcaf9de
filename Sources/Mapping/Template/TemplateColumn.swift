/// The columns of the template that are written for a person to read, and never read back.
enum TemplateColumn {
  static let type = "IT Glue Type"
  static let status = "IT Glue Status"
  static let news = "What is new"
  static let note = "Note"
  /// Those that are written anew each time.
  static let written = [type, status, news]
}
