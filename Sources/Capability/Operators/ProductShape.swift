package import Catalog

/// A dense product, m × k activations times k × n weights, or several such products of different matrices.
package struct ProductShape: Sendable, Hashable {
    /// Rows of activations: tokens.
    package var m: Double
    /// Columns of the result: outputs.
    package var n: Double
    /// What is summed over: inputs.
    package var k: Double
    /// Products of this size in one launch, each with its own weights: the heads of latent attention.
    package var groups: Double
    package var variant: ProductVariant

    package init(m: Double, n: Double, k: Double, groups: Double = 1, variant: ProductVariant) {
        self.m = m
        self.n = n
        self.k = k
        self.groups = groups
        self.variant = variant
    }

    package var weights: NumberFormat { variant.weights }
    package var activations: NumberFormat { variant.activations }

    /// Multiplications and additions.
    @inlinable
    package var operations: Double { 2 * groups * m * n * k }

    /// Bytes read and written once: both operands with their scales, and the result in sixteen bits.
    package var bytes: Double {
        groups * (m * k * variant.activationBytes + n * k * variant.weightBytes + m * n * ProductForm.resultBytes)
    }

    /// What no kernel is faster than on this silicon, in seconds: the larger of computing and moving at peak rates.
    package func roofline(on silicon: Silicon) -> Double {
        max(operations / silicon.productRate(variant), bytes / silicon.bandwidth)
    }
}

extension Silicon {
    /// Peak rate of a product: the format's, or that of sixteen bits where values must be widened first.
    func productRate(_ variant: ProductVariant) -> Double {
        let own = rate(variant.activations)
        return own > 0 ? own : sixteenBit
    }
}
