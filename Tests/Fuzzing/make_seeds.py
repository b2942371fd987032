"""Makes the seeds of the fuzz targets: `make_seeds.py CORPUS FOLDER`, a folder for each target.

Workbooks and CSV files come from the corpus (`Tests/Corpus`), the rest from the lists in `Seeds/`.
"""

import io
import sys
import zipfile
from pathlib import Path

# As in WorkbookParts.swift: the first byte of an input says of which part it is.
PARTS = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
         "xl/_rels/workbook.xml.rels", "_rels/.rels"]
LARGEST = 16_384


def main():
    corpus, folder = Path(sys.argv[1]), Path(sys.argv[2])
    lists = Path(__file__).parent / "Seeds"

    def put(target, name, content):
        if len(content) <= LARGEST:
            (folder / target).mkdir(parents=True, exist_ok=True)
            (folder / target / name).write_bytes(content)

    for path in corpus.glob("xlsx/*.xlsx"):
        content = path.read_bytes()
        put("workbook", path.name, content)
        entries = small_entries(content)
        put("workbook", f"stored-{path.name}", stored(entries))
        for name, part in entries.items():
            if name in PARTS:
                index = PARTS.index(name)
                put("part", f"{path.name}-{index}", bytes([index]) + part)
    for path in corpus.glob("csv/*.csv"):
        put("delimited", path.name, path.read_bytes())
    for target in ["format", "template", "number"]:
        for index, line in enumerate((lists / f"{target}.txt").read_text().splitlines()):
            # A tab stands for the line feed between the two halves of an input.
            put(target, str(index), line.replace("\t", "\n").encode())


def small_entries(content):
    """The first small parts of a workbook by name; none of a file that is no whole archive."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            entries = [entry for entry in file.infolist() if entry.file_size <= LARGEST]
            return {entry.filename: file.read(entry) for entry in entries[:20]}
    except Exception:
        return {}


def stored(entries):
    """An archive without compression, where a changed byte is a changed byte of XML."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name, part in entries.items():
            file.writestr(name, part)
    return target.getvalue()


if __name__ == "__main__":
    main()
