package import Quantities

/// A place where a landmark can stand: a city with data centres.
package struct LandmarkSite: Sendable {
    package let id: String
    package let name: String
    /// ISO 3166 alpha-2, lower case as in the borders.
    package let country: String
    package let place: Sourced<Coordinates>
}
