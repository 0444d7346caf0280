package import Documents

/// What is wrong with a set of files: reading goes on past a problem, so that all are told at once.
package struct Problems: Sendable {
    package private(set) var all: [DocumentError] = []

    package init() {}

    package mutating func add(_ problem: DocumentError) { all.append(problem) }

    /// What the reading gives, or nil and one problem more.
    mutating func attempt<Value>(_ read: () throws -> Value) -> Value? {
        do {
            return try read()
        } catch let error as DocumentError {
            all.append(error)
        } catch {
            all.append(DocumentError(file: "?", line: nil, found: "\(error)", expected: "a readable document"))
        }
        return nil
    }

    /// Those readings that gave something.
    mutating func each<Item, Value>(_ items: [Item], _ read: (Item) throws -> Value) -> [Value] {
        items.compactMap { item in attempt { try read(item) } }
    }
}
