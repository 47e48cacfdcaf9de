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
    migrator.registerMigration(
      "2: doubts and retries, times as text, names that explain themselves"
    ) {
      connection in
      try connection.execute(
        sql: """
          ALTER TABLE link RENAME COLUMN uuid TO darkwebid_uuid;
          ALTER TABLE import RENAME TO import_1;
          DROP INDEX import_by_run;
          CREATE TABLE import (
            account_id INTEGER NOT NULL REFERENCES account (id),
            itglue_origin TEXT NOT NULL,
            itglue_id TEXT NOT NULL,
            run TEXT NOT NULL,
            title TEXT NOT NULL,
            action TEXT NOT NULL,
            state TEXT NOT NULL CHECK (
              state IN ('intended', 'unknown', 'pending', 'imported', 'unimported', 'discarded',
                'retry')),
            darkwebid_uuid TEXT,
            domains TEXT NOT NULL,
            reason TEXT,
            detail TEXT,
            attempts INTEGER NOT NULL,
            intended_at TEXT NOT NULL,
            updated_at TEXT NOT NULL,
            PRIMARY KEY (account_id, itglue_origin, itglue_id, run)
          );
          INSERT INTO import
            SELECT account_id, itglue_origin, itglue_id, run, title, action, state, uuid, domains,
              reason, detail, attempts, strftime('%Y-%m-%dT%H:%M:%fZ', intended_at, 'unixepoch'),
              updated_at
            FROM import_1;
          DROP TABLE import_1;
          CREATE INDEX import_by_run ON import (run);
          CREATE TABLE run (
            account_id INTEGER NOT NULL REFERENCES account (id),
            run TEXT NOT NULL,
            itglue_origin TEXT NOT NULL,
            directory TEXT NOT NULL,
            begun_at TEXT NOT NULL,
            finished_at TEXT,
            PRIMARY KEY (account_id, run)
          );
          INSERT INTO run
            SELECT account_id, run, min(itglue_origin), '', min(intended_at),
              CASE WHEN max(state IN ('intended', 'pending')) THEN NULL ELSE max(updated_at) END
            FROM import GROUP BY account_id, run;
          CREATE VIEW import_domain AS
            SELECT import.run, import.itglue_id, import.title,
              json_extract(domain.value, '$.name') AS domain,
              json_extract(domain.value, '$.status') AS status,
              json_extract(domain.value, '$.reason') AS reason,
              json_extract(domain.value, '$.detail') AS detail
            FROM import, json_each(import.domains) AS domain;
          """)
    }
    return migrator
  }
}
