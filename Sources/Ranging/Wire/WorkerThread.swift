import Foundation

/// Runs work on a thread of its own, handing a value over to it for good.
package func startThread<Value>(
    named name: String, _ value: sending Value, _ work: @escaping @Sendable (Value) -> Void
) {
    let box = HandedOver(value)
    let thread = Thread { work(box.value) }
    thread.name = name
    thread.start()
}

/// Carries a value to the one thread that will use it. Unchecked: `sending` has proven that nobody else holds it.
private struct HandedOver<Value>: @unchecked Sendable {
    let value: Value
    init(_ value: sending Value) { self.value = value }
}
