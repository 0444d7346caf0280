package import Quantities

/// What dishonest hosts and landmarks can make of measured round trips.
///
/// Nothing here is measured under attack: the attacks are computed from honest round trips.
package enum SimulatedAdversary {
    /// A host that answers late, by another delay for each landmark.
    package static func delaying(_ observations: [Observation], by delays: [Seconds]) -> [Observation] {
        zip(observations, delays).compactMap { observation, delay in
            Observation(
                landmark: observation.landmark, place: observation.place, placeError: observation.placeError,
                roundTrip: observation.roundTrip + delay)
        }
    }

    /// A chip that a proxy speaks for.
    ///
    /// - Parameter keyInLoop: whether each answer needs the chip's key, which the proxy hasn't got: then the way from
    ///   the proxy to the chip and back comes on top, or the chip answers directly where that is faster. Without,
    ///   the proxy's own round trips are seen.
    ///   The way is as long as the proxy timed it, or the chip where the proxy didn't.
    /// - Returns: none when proxy and chip never timed one another, or sooner than can be.
    package static func relaying(
        _ mesh: Mesh, chip: Int, proxy: Int, landmarks: [Int], placeError: Kilometres, keyInLoop: Bool
    ) -> [Observation] {
        guard let detour = mesh.roundTrip(from: proxy, to: chip) ?? mesh.roundTrip(from: chip, to: proxy),
            SignalSpeed.fibre.value * (detour / 2) + 2 * placeError >= mesh.distance(proxy, chip)
        else { return [] }
        return landmarks.compactMap { landmark in
            guard landmark != proxy, landmark != chip, let near = mesh.roundTrip(from: landmark, to: proxy) else {
                return nil
            }
            let relayed = keyInLoop ? near + detour : near
            let direct = keyInLoop ? mesh.roundTrip(from: landmark, to: chip) : nil
            return observation(mesh, landmark, min(relayed, direct ?? relayed), placeError)
        }
    }

    /// A landmark that signs another place and another round trip than the true ones.
    package static func lying(
        _ observations: [Observation], landmark index: Int, place: Coordinates, roundTrip: Seconds
    ) -> [Observation] {
        observations.enumerated().compactMap { other, observation in
            guard other == index else { return observation }
            return Observation(
                landmark: observation.landmark, place: place, placeError: observation.placeError, roundTrip: roundTrip)
        }
    }

    /// One key in two places: to each landmark, whoever is nearer answers.
    package static func answering(
        _ mesh: Mesh, from places: (Int, Int), landmarks: [Int], placeError: Kilometres
    ) -> [Observation] {
        landmarks.compactMap { landmark in
            guard landmark != places.0, landmark != places.1 else { return nil }
            let times = [places.0, places.1].compactMap { mesh.roundTrip(from: landmark, to: $0) }
            return times.min().flatMap { observation(mesh, landmark, $0, placeError) }
        }
    }

    private static func observation(
        _ mesh: Mesh, _ landmark: Int, _ roundTrip: Seconds, _ placeError: Kilometres
    ) -> Observation? {
        let node = mesh.nodes[landmark]
        return Observation(landmark: node.id, place: node.place, placeError: placeError, roundTrip: roundTrip)
    }
}
