import Documents

extension Source {
    /// Reads one file of `sources/`: a mapping from id to title, publisher, url, entered.
    static func readAll(_ root: DocumentNode) throws -> [(source: Source, node: DocumentNode)] {
        try root.mapping().pairs.map { id, node in
            let map = try node.mapping(keys: ["title", "publisher", "url", "entered"])
            let source = Source(
                id: id,
                title: try map.require("title").string(),
                publisher: try map.require("publisher").string(),
                url: try map.optional("url")?.string(),
                entered: try map.require("entered").date()
            )
            return (source, node)
        }
    }
}
