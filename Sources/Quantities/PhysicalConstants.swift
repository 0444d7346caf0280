/// Constants of nature and of the earth, one place each.
package enum PhysicalConstants {
    /// Speed of light in vacuum. Exact by definition of the metre (SI, 1983).
    package static let speedOfLight: KilometresPerSecond = 299_792.458

    /// Mean radius R₁ of the earth, (2a + b) / 3 on WGS84 (Moritz, Geodetic Reference System 1980).
    package static let meanEarthRadius: Kilometres = 6_371.008_8

    /// Equatorial radius a of the WGS84 ellipsoid (NIMA TR8350.2, 2000).
    package static let equatorialEarthRadius: Kilometres = 6_378.137

    /// Flattening f of the WGS84 ellipsoid, (a − b) / a (NIMA TR8350.2, 2000).
    package static let earthFlattening = 1 / 298.257_223_563
}
