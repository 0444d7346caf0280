@testable import Capability

/// Constants as fitted on the operator database of ai-dynamo/aiconfigurator, DeepEP's README and arXiv 2506.12708,
/// Table 6. The tests of published tables need some that don't change with the next fit.
enum FittedCollectives {
    static let hopper = CollectiveConstants(
        allReduceRing: RingConstants(values: [4.691e-06, 7.665e-07, 0.97, 0.8691, 4.996e-07]),
        allReduceInSwitch: SwitchReduceConstants(values: [1.557e-05, 0.6249, 7.182e-06]),
        allReduceDirect: DirectConstants(
            values: [2.066e-06, 4.151e-07, 0.6727, 1e-06, 2.239e-06, 0.6893, 1e-12]),
        allGather: RingConstants(values: [4.71e-06, 7.88e-07, 0.97, 0.7738, 7.917e-07]),
        reduceScatter: RingConstants(values: [4.84e-06, 7.588e-07, 0.9569, 0.9183, 4.065e-07]),
        allToAll: AllToAllConstants(values: [6.265e-06, 5.613e-07, 0.7891, 0.05372, 2.995e-06]),
        pointToPoint: PointConstants(values: [7.673e-06, 0.803, 1e-12]),
        outer: OuterConstants(share: 0.7272, crossing: 7.781e-06))

    static let blackwell = CollectiveConstants(
        allReduceRing: RingConstants(values: [8.078e-06, 1.206e-06, 0.9048, 0.8022, 6.312e-07]),
        allReduceInSwitch: SwitchReduceConstants(values: [5.066e-05, 0.5513, 7.79e-06]),
        allReduceDirect: DirectConstants(
            values: [4.107e-06, 2.229e-07, 0.5736, 1.146e-06, 2.539e-06, 0.9468, 1.899e-06]),
        allGather: RingConstants(values: [8.206e-06, 1.131e-06, 0.97, 0.7811, 1.307e-06]),
        reduceScatter: RingConstants(values: [8.193e-06, 1.134e-06, 0.9601, 0.953, 9.436e-07]),
        allToAll: AllToAllConstants(values: [9.173e-06, 7.348e-07, 0.834, 0.8714, 3.517e-06]),
        pointToPoint: PointConstants(values: [7.673e-06, 0.803, 1e-12]),
        outer: OuterConstants(share: 0.7272, crossing: 7.781e-06))

    static let hopperDispatch = ExchangeConstants(
        values: [5.169e-06, 9.943e-07, 1.351e-08, 0.5792, 0.8986, 1.386e-05, 1.473e-06, 2.095, 2.407e10, 1e-12])
    static let hopperCombine = ExchangeConstants(
        values: [9.752e-06, 2.828e-08, 5.793e-09, 0.505, 0.8833, 1.795e-05, 1e-09, 0.0001, 3.365e10, 1e-12])
    static let hopperThroughputDispatch = ExchangeConstants(
        values: [1.8e-05, 2.197e-06, 6.345e-10, 0.815, 0.9685, 7.435e-05, 4.125e-07, 0.0001, 3.808e10, 6.817e-07])
    static let hopperThroughputCombine = ExchangeConstants(
        values: [1.99e-05, 4.235e-06, 9.381e-09, 0.97, 0.848, 8.558e-05, 1e-09, 4, 3.855e10, 1.41e-06])
    static let nvlinkDispatch = ExchangeConstants(
        values: [8.4e-06, 7.757e-07, 4.206e-09, 0.6557, 0.9685, 7.435e-05, 5.547e-06, 4, 2.115e11, 1.365e-10])
    static let nvlinkCombine = ExchangeConstants(
        values: [7.325e-06, 1.351e-06, 8.025e-09, 0.6124, 0.848, 8.558e-05, 1.172e-05, 0.0001, 1e13, 1e-12])
    static let busDispatch = ExchangeConstants(
        values: [5.567e-05, 6.331e-06, 0, 0.8367, 0.8367, 1e-09, 0, 0, .infinity, 0])
    static let busCombine = ExchangeConstants(
        values: [4.734e-05, 1e-09, 0, 0.8367, 0.8367, 1.58e-05, 0, 0, .infinity, 0])
}
