import GRDB

/// The database's tables. Migrations are only ever added.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 consignments to findings") { database in
            try database.create(table: "consignment") { table in
                table.primaryKey("id", .text)
                table.column("document", .blob).notNull()
                table.column("createdAt", .integer).notNull()
            }
            try database.create(table: "device") { table in
                table.primaryKey("id", .text)
                table.column("key", .blob).notNull().unique()
                table.column("name", .text).notNull()
                table.belongsTo("consignment").notNull()
                table.column("enrolledAt", .integer).notNull()
            }
            try database.create(table: "session") { table in
                table.primaryKey("id", .text)
                table.belongsTo("device").notNull()
                table.column("grant", .blob).notNull()
                table.column("openedAt", .integer).notNull()
            }
            try database.create(table: "evidence") { table in
                table.primaryKey("digest", .text)
                table.column("leaf", .integer).notNull().unique()
                table.belongsTo("device").notNull()
                table.column("session", .text).notNull().unique()
                table.column("document", .blob).notNull()
                table.column("acceptedAt", .integer).notNull()
            }
            try database.create(table: "verdict") { table in
                table.primaryKey("digest", .text).references("evidence")
                table.belongsTo("device").notNull()
                table.column("verdict", .text).notNull()
                table.column("strictVerdict", .text).notNull()
                table.column("regions", .text).notNull()
                table.column("speed", .text).notNull()
                table.column("faultTolerance", .integer).notNull()
                table.column("assurance", .text).notNull()
                table.column("carriers", .text).notNull()
                table.column("measuredAt", .integer).notNull()
                table.column("validUntil", .integer).notNull()
                table.column("estimateLatitude", .double)
                table.column("estimateLongitude", .double)
                table.column("estimateUncertainty", .double)
            }
            try database.create(table: "finding") { table in
                table.primaryKey("id", .text)
                table.belongsTo("device").notNull()
                table.column("kind", .text).notNull()
                table.column("reason", .text).notNull()
                table.column("foundAt", .integer).notNull()
            }
        }
        migrator.registerMigration("2 kinds of devices, ends of sessions, certificates") { database in
            try database.alter(table: "device") { table in
                table.add(column: "kind", .text).notNull().defaults(to: "software-key")
            }
            try database.alter(table: "session") { table in
                table.add(column: "expiresAt", .integer).notNull().defaults(to: 0)
                // Each opens one session: an overheard request is worth nothing.
                table.add(column: "key", .blob)
                // What became of it: accepted, the name of a refusal, or unfinished.
                table.add(column: "outcome", .text)
            }
            // Sessions of older programs are over; nobody is to be blamed for them now.
            try database.execute(sql: "UPDATE session SET outcome = 'accepted'")
            try database.alter(table: "verdict") { table in
                table.add(column: "certificate", .blob)
            }
            try database.create(index: "sessionKeys", on: "session", columns: ["key"], unique: true)
            try database.create(index: "openSessions", on: "session", columns: ["outcome", "expiresAt"])
            try database.create(table: "tally") { table in
                table.column("name", .text).notNull()
                table.column("label", .text).notNull()
                table.column("count", .integer).notNull()
                table.primaryKey(["name", "label"])
            }
        }
        return migrator
    }
}
