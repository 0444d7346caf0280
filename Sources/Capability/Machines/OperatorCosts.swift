import Catalog
import Quantities

/// The fitted times of one machine's operators in one precision. Seconds.
struct OperatorCosts: Sendable {
    private let silicon: Silicon
    private let narrow: ProductForm
    private let narrowVariant: ProductVariant
    private let wide: ProductForm
    private let batched: ProductForm
    private let small: ElementwiseForm
    private let mixture: ExpertsForm
    /// Kernels for rows that an exchange has brought, where the software has its own.
    private let dispatched: [ExpertsForm]
    private let prefill: PrefillAttentionForm
    private let decode: DecodeAttentionForm

    init(_ precision: Precision, isLatent: Bool, silicon: Silicon, _ finder: inout ConstantFinder) {
        self.silicon = silicon
        narrowVariant = precision.narrowVariant
        func form(_ variant: ProductVariant, _ finder: inout ConstantFinder) -> ProductForm {
            ProductForm(
                values: finder.values("product", variant.ladder, of: ProductForm.constants, for: .product))
        }
        wide = form(.bf16, &finder)
        narrow = narrowVariant == .bf16 ? wide : form(narrowVariant, &finder)
        batched = ProductForm(
            values: finder.values(
                "batchedProduct", ProductVariant.bf16.ladder, of: ProductForm.constants, for: .product))
        small = ElementwiseForm(
            values: finder.values("elementwise", ["any"], of: ElementwiseForm.constants, for: .elementwise))
        mixture = ExpertsForm(
            values: finder.values("experts", precision.expertLadder, of: ExpertsForm.constants, for: .experts))
        let own = precision.expertLadder[0]
        dispatched = ["wide", "wideDecode", "widePrefill"].compactMap { kernel in
            finder.ownValues("experts", "\(own).\(kernel)", of: ExpertsForm.constants).map(ExpertsForm.init)
        }
        prefill = PrefillAttentionForm(
            values: finder.values(
                isLatent ? "latentPrefill" : "prefillAttention", precision.cacheLadder,
                of: PrefillAttentionForm.constants, for: .attention))
        decode = DecodeAttentionForm(
            values: finder.values(
                isLatent ? "latentDecode" : "decodeAttention", precision.cacheLadder,
                of: DecodeAttentionForm.constants, for: .attention))
    }

    func product(_ shape: ProductShape) -> Double {
        if shape.groups > 1 { return batched.time(shape, on: silicon).value }
        return (shape.variant == narrowVariant ? narrow : wide).time(shape, on: silicon).value
    }

    func elementwise(_ shape: ElementwiseShape) -> Double { small.time(shape, on: silicon).value }

    /// By the quickest kernel that there is.
    func experts(_ shape: ExpertsShape) -> Double {
        var least = mixture.time(shape, on: silicon).value
        guard shape.isDispatched else { return least }
        for kernel in dispatched { least = min(least, kernel.time(shape, on: silicon).value) }
        return least
    }

    func prefillAttention(_ shape: PrefillAttentionShape) -> Double { prefill.time(shape, on: silicon).value }
    func decodeAttention(_ shape: DecodeAttentionShape) -> Double { decode.time(shape, on: silicon).value }
}
