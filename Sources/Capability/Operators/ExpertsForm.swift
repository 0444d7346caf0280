import Catalog
package import Quantities

/// Time of a mixture-of-experts feed-forward on the busiest rank, from the router's choice to the rows put back:
/// two grouped products with the rows gathered before, activated between and scattered after.
///
///     time  = launch + held × perExpert + products + moved
///     products = max(read, multiply) + overlap × min(read, multiply)
///     read  = touched × weights of an expert ÷ (bandwidth × hbm)
///     multiply = [2 × (rows + touched × tile) × Σ width × depth' + tail of a wave] ÷ (rate × compute)
///     moved = [inner × rows × bytes of a row + outer × tokens × k × 2 × hidden] ÷ bandwidth
///
/// where `tile` is what rounding an expert's r rows up to a tile wastes, since kernels choose larger tiles for more
/// rows: smallTile + largeTile × r ÷ (r + largeTile); depth' is a product's depth plus `depth`, which a tile of
/// little depth wastes on filling and draining its pipeline; and the tail is `tail` tiles of 128 columns on every core.
/// Rows, touched and held are the busiest rank's (`ExpertLoad`).
///
/// More tokens never take less time: rows ÷ touched never falls with tokens. Never below the roofline, since `hbm`
/// and `compute` are at most one and everything else is added.
package struct ExpertsForm: CostForm {
    package static let constants = [
        FittedConstant("launch", start: 1.8e-5, in: 1e-6...3e-4),
        FittedConstant("perExpert", start: 5e-8, in: 1e-10...2e-6),
        FittedConstant("hbm", start: 0.88, in: 0.4...0.98),
        FittedConstant("compute", start: 0.6, in: 0.08...0.95),
        FittedConstant("depth", start: 300, in: 1...4_000),
        FittedConstant("smallTile", start: 8, in: 1...64),
        FittedConstant("largeTile", start: 32, in: 1...256),
        FittedConstant("tail", start: 0.8, in: 0.01...6),
        FittedConstant("overlap", start: 0.4, in: 0.001...1),
        FittedConstant("inner", start: 1, in: 0.05...20),
        FittedConstant("outer", start: 0.7, in: 0.001...20),
    ]

    /// Seconds before anything is computed: routing, sorting, several launches.
    let launch: Double
    /// Seconds for each expert held, touched or not: a grouped product looks at every group.
    let perExpert: Double
    /// Share of the peak bandwidth at which weights are read.
    let hbm: Double
    /// Share of the peak rate that full tiles reach.
    let compute: Double
    /// Elements of depth that a tile's pipeline costs to fill and drain.
    let depth: Double
    /// Rows that an expert's smallest tile wastes.
    let smallTile: Double
    /// Rows that an expert's largest tile wastes.
    let largeTile: Double
    /// Waves of tiles that are started for nothing.
    let tail: Double
    /// Share of the lesser of reading and multiplying that isn't hidden behind the greater.
    let overlap: Double
    /// How often a computed row is moved.
    let inner: Double
    /// How often a row chosen by the router is moved, on this rank or not.
    let outer: Double

    package init(values: [Double]) {
        launch = values[0]
        perExpert = values[1]
        hbm = values[2]
        compute = values[3]
        depth = values[4]
        smallTile = values[5]
        largeTile = values[6]
        tail = values[7]
        overlap = values[8]
        inner = values[9]
        outer = values[10]
    }

    package func time(_ shape: ExpertsShape, on silicon: Silicon) -> Seconds {
        let load = shape.load
        let between = shape.intermediate / shape.tensorWidth
        let matrices = shape.isGated ? 3.0 : 2.0
        let read = load.touched * matrices * shape.hidden * between * bytes(shape) / (silicon.bandwidth * hbm)
        let multiply = operations(shape, load, between, silicon.cores) / (silicon.rate(shape.activations) * compute)
        let products = max(read, multiply) + overlap * min(read, multiply)
        return Seconds(
            launch + load.held * perExpert + products + moved(shape, load, between) / silicon.bandwidth)
    }

    /// Bytes of one weight with its share of the scales.
    @inline(__always)
    private func bytes(_ shape: ExpertsShape) -> Double { Double(shape.weights.bits) / 8 + shape.scale }

    /// Operations of both products, those wasted on tiles included.
    @inline(__always)
    private func operations(
        _ shape: ExpertsShape, _ load: ExpertLoad, _ between: Double, _ cores: Double
    ) -> Double {
        let each = load.rows / max(load.touched, 1e-9)
        let tile = smallTile + largeTile * each / (each + largeTile)
        let first = (shape.isGated ? 2 : 1) * between * (shape.hidden + depth)
        let second = shape.hidden * (between + depth)
        // The tile is what is wasted, half of a tile on average.
        let wave = 2 * tile * 128 * (shape.hidden + between) * cores
        return 2 * ((load.rows + tile * load.touched) * (first + second) + tail * wave)
    }

    /// Bytes of rows gathered, quantised, activated and put back.
    @inline(__always)
    private func moved(_ shape: ExpertsShape, _ load: ExpertLoad, _ between: Double) -> Double {
        let activation = Double(shape.activations.bits) / 8
        let row = shape.hidden * (2 + activation) + between * (4 + 2 * activation)
        let chosen = shape.isDispatched ? load.rows : shape.tokens * shape.perToken
        return inner * load.rows * row + outer * chosen * 2 * shape.hidden
    }
}
