import Foundation
import TestSupport

/// What a workspace's files say, as Python's `sqlite3` and `fcntl` see them.
struct LedgerFacts {
  /// The rows of the table of tasks.
  var tasks: [[String: Any]]
  /// Messages in the counts by day.
  var daily: Int
  /// Items of packages that are used.
  var used: Int
  /// Messages that frequency limits know, and the most of them to one number.
  var messages: Int
  var mostToOne: Int
  /// By its name the SHA-256 of each file in `Output`, of a workbook that of its parts.
  var output: [String: String]
  var records: [String]
  /// What is wrong with the database, locks that are held, files with a hidden name.
  var faults: [String]

  private static let script = #"""
    import collections, fcntl, hashlib, json, os, sqlite3, struct, sys, zipfile
    def digest(path):
        hashed = hashlib.sha256()
        if path.endswith('.xlsx'):
            # What is in it, checked against its checksums; how well it was compressed does not matter.
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist(): hashed.update(name.encode() + b'\\0' + archive.read(name))
        else:
            hashed.update(open(path, 'rb').read())
        return hashed.hexdigest()
    root = sys.argv[1]
    ledger = os.path.join(root, 'Ledger')
    facts = dict(tasks=[], daily=0, used=0, messages=0, mostToOne=0, output={}, records=[], faults=[])
    path = os.path.join(ledger, 'ledger.sqlite')
    if os.path.exists(path):
        db = sqlite3.connect(path)
        db.row_factory = sqlite3.Row
        verdict = db.execute('PRAGMA integrity_check').fetchone()[0]
        if verdict != 'ok': facts['faults'].append(verdict)
        if db.execute("SELECT 1 FROM sqlite_master WHERE name = 'task'").fetchone():
            for row in db.execute('SELECT * FROM task ORDER BY number'):
                facts['tasks'].append({k: row[k] for k in row.keys() if k not in ('verdicts', 'settings')})
            facts['daily'] = db.execute('SELECT coalesce(sum(messages), 0) FROM daily').fetchone()[0]
            facts['used'] = db.execute('SELECT coalesce(sum(used), 0) FROM package').fetchone()[0]
            counts = collections.Counter()
            for (blob,) in db.execute('SELECT numbers FROM runChunk'):
                counts.update(struct.unpack(f'<{len(blob) // 8}Q', blob))
            facts['messages'] = sum(counts.values())
            facts['mostToOne'] = max(counts.values(), default=0)
        db.close()
    for folder in ['Output', 'Ledger', 'Ledger/records']:
        place = os.path.join(root, folder)
        for name in sorted(os.listdir(place)) if os.path.isdir(place) else []:
            if name.startswith('.') and name != '.gitignore': facts['faults'].append(f'{folder}/{name}')
            file = os.path.join(place, name)
            if not os.path.isfile(file): continue
            if folder == 'Output':
                try: facts['output'][name] = digest(file)
                except zipfile.BadZipFile as error: facts['faults'].append(f'{name}: {error}')
            if folder == 'Ledger/records': facts['records'].append(name)
            if name == 'lock' or name.endswith('.records'):
                with open(file, 'rb') as opened:
                    try: fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    except OSError: facts['faults'].append(f'{folder}/{name} is locked')
    print(json.dumps(facts))
    """#

  init(_ project: Project) throws {
    let json = try Tool.python(Self.script, [project.folder.path]).json()
    tasks = json["tasks"] as? [[String: Any]] ?? []
    daily = json["daily"] as? Int ?? -1
    used = json["used"] as? Int ?? -1
    messages = json["messages"] as? Int ?? -1
    mostToOne = json["mostToOne"] as? Int ?? -1
    output = json["output"] as? [String: String] ?? [:]
    records = json["records"] as? [String] ?? []
    faults = json["faults"] as? [String] ?? ["no facts"]
  }

  var states: [String] { tasks.map { $0["state"] as? String ?? "" } }

  var isReported: Bool { tasks.contains { $0["reported"] as? Int == 1 } }
}
