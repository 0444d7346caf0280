/// Names a link of one delay line.
package struct LinkID: Sendable, Hashable {
    let index: Int
}
