package import Documents

/// Where figures come from: a data sheet, a paper, a filing.
package struct Source: Sendable {
    package let id: String
    package let title: String
    package let publisher: String
    package let url: String?
    /// The day its figures were typed in.
    package let entered: CalendarDate
}
