import Location
import Quantities
import Testing

struct ObservationTests {
    private func observation(roundTrip: Double, placeError: Double = 0) throws -> Observation? {
        let place = try #require(Coordinates(latitude: 1.2897, longitude: 103.8501))
        return Observation(
            landmark: "singapore", place: place, placeError: Kilometres(placeError), roundTrip: Seconds(roundTrip))
    }

    @Test(arguments: [0, -0.0, -1, .nan, .infinity, -.infinity] as [Double])
    func `a round trip that is no time is refused`(seconds: Double) throws {
        let observation = try observation(roundTrip: seconds)
        #expect(observation == nil)
    }

    @Test(arguments: [-1, .nan, .infinity] as [Double])
    func `a place error that is no distance is refused`(kilometres: Double) throws {
        let observation = try observation(roundTrip: 0.001, placeError: kilometres)
        #expect(observation == nil)
    }

    @Test func `the reach is half the round trip at the speed, and the place error on top`() throws {
        let observation = try #require(try observation(roundTrip: 0.002, placeError: 10))
        #expect(abs(observation.reach(at: .vacuum).value - (299.792458 + 10)) < 1e-9)
        #expect(abs(observation.reach(at: .fibre).value - (299.792458 * 2 / 3 + 10)) < 1e-9)
    }

    @Test func `nothing is faster than light`() {
        for speed in SignalSpeed.allCases { #expect(speed.value <= PhysicalConstants.speedOfLight) }
    }
}
