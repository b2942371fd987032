"""Cases of the corpus: files with what a reader must find in them, in a text file beside each.

The expectation of `name.xlsx` is `name.xlsx.expected`, one JSON value a line:
  {"options": {...}}        how to read it, only when it is not by default
  [row, "cell", ...]        a row that is not blank, its number and the cells as the user sees them
  {"refused": "words"}      instead of rows: the error has these words
"""

import json
from pathlib import Path


class Corpus:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    def path(self, name):
        return self.folder / name

    def add(self, name, content, rows=None, refused=None, **options):
        """Writes a file, unless a program already has (content None), and what is expected of it."""
        path = self.path(name)
        if content is not None:
            assert not path.exists(), f"two cases are called {name}"
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        lines = [{"options": options}] if options else []
        lines += [{"refused": refused}] if refused else [trimmed(row) for row in rows]
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        self.path(name + ".expected").write_text(text, encoding="utf-8")

    def table(self, name, content, *cells, **options):
        """The same for rows that are numbered from 1 without a gap."""
        self.add(name, content, rows=numbered(cells), **options)


def numbered(rows, first=1):
    return [[number, *row] for number, row in enumerate(rows, first)]


def trimmed(row):
    """A row ends with its last cell that is not empty."""
    row = list(row)
    while len(row) > 1 and row[-1] == "":
        row.pop()
    return row
