package import Capability
package import Charts
import Documents
import Quantities

extension Comparison {
    /// Throughput against speed for one user: what no other deployment of each system beats, with prefill and decode
    /// together, and the limits that were asked.
    package var chart: SpeedCurves {
        SpeedCurves(
            title: "\(workload.model): output tokens/s per accelerator against speed for one user",
            xTitle: "tokens/s for one user", yTitle: "output tokens/s per accelerator",
            curves: systems.map { system in
                SpeedCurves.Curve(
                    label: system.name,
                    points: system.service.map {
                        SpeedCurves.OperatingPoint(speed: $0.speedPerUser, throughput: $0.tokensPerSecondPerAccelerator)
                    })
            },
            markers: workload.limitsMilliseconds.map {
                SpeedCurves.Marker(speed: 1e3 / $0, label: "\(NumberText.short($0)) ms")
            })
    }
}
