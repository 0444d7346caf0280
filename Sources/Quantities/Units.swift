package enum Second: Unit { package static let symbol = "s" }
package enum Byte: Unit { package static let symbol = "B" }
/// One arithmetic operation; a multiply-accumulate counts as two, as data sheets count.
package enum Operation: Unit { package static let symbol = "op" }
package enum Joule: Unit { package static let symbol = "J" }
package enum Dollar: Unit { package static let symbol = "US$" }
package enum Token: Unit { package static let symbol = "tok" }
package enum Kilometre: Unit { package static let symbol = "km" }
package enum SquareMillimetre: Unit { package static let symbol = "mm²" }
/// A count of things: accelerators, hosts, parameters.
package enum Each: Unit { package static let symbol = "" }

package typealias Seconds = Quantity<Second>
package typealias Bytes = Quantity<Byte>
package typealias FLOPs = Quantity<Operation>
package typealias Joules = Quantity<Joule>
package typealias Watts = Quantity<Per<Joule, Second>>
package typealias Dollars = Quantity<Dollar>
package typealias Tokens = Quantity<Token>
package typealias Kilometres = Quantity<Kilometre>
package typealias SquareMillimetres = Quantity<SquareMillimetre>
package typealias BytesPerSecond = Quantity<Per<Byte, Second>>
package typealias FLOPsPerSecond = Quantity<Per<Operation, Second>>
package typealias TokensPerSecond = Quantity<Per<Token, Second>>
package typealias TokensPerJoule = Quantity<Per<Token, Joule>>
package typealias KilometresPerSecond = Quantity<Per<Kilometre, Second>>
package typealias Count = Quantity<Each>
