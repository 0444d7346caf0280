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
        return migrator
    }
}
