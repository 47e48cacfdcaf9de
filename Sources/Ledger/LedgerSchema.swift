internal import GRDB

/// The ledger's tables, and how an older ledger becomes one of today.
enum LedgerSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: accounts, links, imports") { connection in
      try connection.execute(
        sql: """
          CREATE TABLE account (
            id INTEGER PRIMARY KEY,
            origin TEXT NOT NULL,
            reseller_uuid TEXT NOT NULL,
            UNIQUE (origin, reseller_uuid)
          );
          CREATE TABLE link (
            account_id INTEGER NOT NULL REFERENCES account (id),
            itglue_origin TEXT NOT NULL,
            itglue_id TEXT NOT NULL,
            uuid TEXT NOT NULL,
            title TEXT NOT NULL,
            run TEXT NOT NULL,
            linked_at TEXT NOT NULL,
            PRIMARY KEY (account_id, itglue_origin, itglue_id),
            UNIQUE (account_id, uuid)
          );
          CREATE TABLE import (
            account_id INTEGER NOT NULL REFERENCES account (id),
            itglue_origin TEXT NOT NULL,
            itglue_id TEXT NOT NULL,
            run TEXT NOT NULL,
            title TEXT NOT NULL,
            action TEXT NOT NULL,
            state TEXT NOT NULL CHECK (
              state IN ('intended', 'pending', 'imported', 'unimported', 'discarded')),
            uuid TEXT,
            domains TEXT NOT NULL,
            reason TEXT,
            detail TEXT,
            attempts INTEGER NOT NULL,
            intended_at REAL NOT NULL,
            updated_at TEXT NOT NULL,
            PRIMARY KEY (account_id, itglue_origin, itglue_id, run)
          );
          CREATE INDEX import_by_run ON import (run);
          """)
    }
    return migrator
  }
}
