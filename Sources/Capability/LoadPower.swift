import Catalog
package import Quantities

/// What a system draws while it serves.
///
/// Nameplate power is for full load. Where the accelerator's idle power is known, what it saves while it waits for the
/// network and for launches is taken off: idle + (nameplate − idle) · share of the time at work. Hosts, switches and
/// fans are not taken to save anything.
package struct LoadPower: Sendable {
    /// Watts of the whole system.
    package let watts: Interval<Watts>
    /// Whether idle power was known.
    package let isByUtilisation: Bool

    package init(_ hardware: Hardware, step: StepTime?) {
        let nameplate = hardware.system.power.value
        guard let idle = hardware.accelerator.idlePower?.value.best, let step, step.total > 0 else {
            watts = nameplate
            isByUtilisation = false
            return
        }
        let full = hardware.accelerator.power.value.best
        let waiting = 1 - min(1, step.local / step.total)
        let saved = max(.zero, full - idle) * waiting * Double(hardware.system.acceleratorCount)
        // No system draws less than a tenth of its nameplate under load, whatever the figures say.
        watts = nameplate.mapRising { max($0 - saved, $0 * 0.1) }
        isByUtilisation = true
    }
}
