internal import GRDB

/// The tables of the ledger and how they came to be.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(sql: first)
    }
    // A drop folder's tasks know the taken file that they are of.
    migrator.registerMigration("2") { database in
      try database.execute(
        sql: "ALTER TABLE task ADD COLUMN origin TEXT; CREATE INDEX taskByOrigin ON task (origin);")
    }
    migrator.registerMigration("3") { database in
      try database.execute(sql: statistics)
    }
    migrator.registerMigration("4") { database in
      try database.execute(sql: customers)
    }
    migrator.registerMigration("5") { database in
      try database.execute(sql: replies)
    }
    migrator.registerMigration("6") { database in
      try database.execute(sql: alarms)
    }
    migrator.registerMigration("7") { database in
      try database.execute(sql: callbacks)
    }
    // How often the delivery of an executing task has failed by a fault of its own.
    migrator.registerMigration("8") { database in
      try database.execute(sql: "ALTER TABLE task ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;")
    }
    migrator.registerMigration("9") { database in
      try database.execute(sql: plans)
    }
    return migrator
  }

  /// Columns for what stood in the words of exports ("failed,refused as xlsx") and of alarms
  /// ("2026-05-01 13:00: 120 verification messages ...").
  private static let plans = """
    ALTER TABLE export ADD COLUMN results TEXT NOT NULL DEFAULT '';
    ALTER TABLE export ADD COLUMN format TEXT NOT NULL DEFAULT '';
    UPDATE export SET results = substr(data, 1, instr(data, ' as ') - 1),
      format = substr(data, instr(data, ' as ') + 4) WHERE instr(data, ' as ') > 0;
    ALTER TABLE export DROP COLUMN data;
    ALTER TABLE alarm ADD COLUMN hour INTEGER;
    UPDATE alarm SET hour = CAST(strftime('%s', substr(text, 1, 16)) AS INTEGER) / 3600
      WHERE event = 'codeAbuse' AND text LIKE '____-__-__ __:00: %';
    DROP INDEX alarmWaiting;
    CREATE INDEX alarmWaiting ON alarm (id) WHERE isInOutbox = 0;
    """

  private static let customers = """
    CREATE TABLE customerGroup (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE,
      region TEXT NOT NULL,
      created INTEGER NOT NULL,
      changed INTEGER NOT NULL,
      count INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE customer (
      customerGroup INTEGER NOT NULL REFERENCES customerGroup (id),
      number INTEGER NOT NULL,
      PRIMARY KEY (customerGroup, number)
    ) WITHOUT ROWID;
    """

  private static let replies = """
    CREATE TABLE reply (
      number INTEGER NOT NULL,
      time INTEGER NOT NULL,
      text TEXT NOT NULL,
      signature TEXT NOT NULL,
      type TEXT,
      task INTEGER,
      isOptOut INTEGER NOT NULL,
      PRIMARY KEY (number, time, text)
    ) WITHOUT ROWID;
    CREATE INDEX replyByTime ON reply (time);
    CREATE TABLE resubscription (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      number INTEGER NOT NULL,
      signature TEXT NOT NULL,
      type TEXT,
      reason TEXT NOT NULL,
      state TEXT NOT NULL,
      note TEXT,
      created INTEGER NOT NULL
    );
    """

  private static let alarms = """
    CREATE TABLE alarm (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      application TEXT NOT NULL,
      event TEXT NOT NULL,
      text TEXT NOT NULL,
      task INTEGER NOT NULL,
      time INTEGER NOT NULL,
      contacts TEXT NOT NULL,
      isInOutbox INTEGER NOT NULL
    );
    CREATE INDEX alarmWaiting ON alarm (id) WHERE NOT isInOutbox;
    """

  private static let callbacks = """
    CREATE TABLE callback (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      application TEXT NOT NULL,
      kind TEXT NOT NULL,
      subject INTEGER,
      state TEXT NOT NULL,
      shape TEXT,
      file TEXT,
      posts INTEGER NOT NULL,
      sent INTEGER NOT NULL,
      place INTEGER NOT NULL,
      attempts INTEGER NOT NULL,
      problem TEXT,
      created INTEGER NOT NULL,
      due INTEGER NOT NULL
    );
    CREATE INDEX callbackByState ON callback (state);
    ALTER TABLE reply ADD COLUMN callback INTEGER;
    CREATE INDEX replyByCallback ON reply (callback) WHERE callback IS NOT NULL;
    """

  /// What reports are made of; hours are those since 1970-01-01 by the clock of the task's zone.
  private static let statistics = """
    ALTER TABLE task ADD COLUMN hasLink INTEGER NOT NULL DEFAULT 0;
    CREATE INDEX taskByStart ON task (started);
    CREATE TABLE statistic (
      hour INTEGER NOT NULL,
      task INTEGER NOT NULL REFERENCES task (number),
      status INTEGER NOT NULL,
      region TEXT NOT NULL,
      messages INTEGER NOT NULL,
      segments INTEGER NOT NULL,
      billed INTEGER NOT NULL,
      cost INTEGER NOT NULL,
      clicks INTEGER NOT NULL,
      PRIMARY KEY (hour, task, status, region)
    ) WITHOUT ROWID;
    CREATE TABLE numberFilter (
      task INTEGER NOT NULL,
      part INTEGER NOT NULL,
      bits BLOB NOT NULL,
      PRIMARY KEY (task, part)
    );
    """

  /// Times are milliseconds since 1970, days those since 1970-01-01 in the workspace's time zone,
  /// numbers E.164 digits as integers.
  private static let first = """
    CREATE TABLE task (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL,
      name TEXT NOT NULL,
      application TEXT NOT NULL,
      template TEXT NOT NULL,
      signature TEXT,
      type TEXT NOT NULL,
      region TEXT NOT NULL,
      sheet TEXT NOT NULL,
      state TEXT NOT NULL,
      reason TEXT,
      created INTEGER NOT NULL,
      due INTEGER,
      started INTEGER,
      ended INTEGER,
      identity TEXT NOT NULL,
      records TEXT,
      settings TEXT NOT NULL,
      verdicts BLOB,
      files TEXT,
      reported INTEGER NOT NULL DEFAULT 0,
      blank INTEGER NOT NULL,
      invalid INTEGER NOT NULL,
      duplicates INTEGER NOT NULL,
      accepted INTEGER NOT NULL,
      suppressed INTEGER NOT NULL DEFAULT 0,
      refused INTEGER NOT NULL DEFAULT 0,
      successful INTEGER NOT NULL DEFAULT 0,
      failed INTEGER NOT NULL DEFAULT 0,
      sending INTEGER NOT NULL DEFAULT 0,
      segments INTEGER NOT NULL,
      billed INTEGER NOT NULL DEFAULT 0,
      cost INTEGER NOT NULL DEFAULT 0
    );
    CREATE INDEX taskByName ON task (name);
    CREATE INDEX taskByState ON task (state, due);
    CREATE INDEX taskByIdentity ON task (identity);

    CREATE TABLE run (
      task INTEGER PRIMARY KEY REFERENCES task (number),
      application TEXT NOT NULL,
      isMarketing INTEGER NOT NULL,
      start INTEGER NOT NULL,
      end INTEGER NOT NULL,
      rate INTEGER NOT NULL
    );
    CREATE INDEX runByEnd ON run (end);
    CREATE TABLE runChunk (
      run INTEGER NOT NULL REFERENCES run (task),
      position INTEGER NOT NULL,
      numbers BLOB NOT NULL,
      positions BLOB,
      contents BLOB NOT NULL,
      PRIMARY KEY (run, position)
    );

    CREATE TABLE daily (
      day INTEGER NOT NULL,
      application TEXT NOT NULL,
      region TEXT NOT NULL,
      messages INTEGER NOT NULL,
      PRIMARY KEY (day, application, region)
    ) WITHOUT ROWID;
    CREATE TABLE package (
      application TEXT PRIMARY KEY,
      used INTEGER NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE suppression (
      list TEXT NOT NULL,
      scope TEXT NOT NULL,
      type TEXT NOT NULL,
      number INTEGER NOT NULL,
      added INTEGER NOT NULL,
      PRIMARY KEY (list, scope, type, number)
    ) WITHOUT ROWID;
    CREATE INDEX suppressionByNumber ON suppression (number);

    CREATE TABLE export (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      task INTEGER NOT NULL,
      name TEXT NOT NULL,
      data TEXT NOT NULL,
      path TEXT,
      result TEXT NOT NULL,
      reason TEXT,
      time INTEGER NOT NULL
    );
    CREATE INDEX exportByTask ON export (task, time);
    """
}
