"""Makes workbooks that are small and expand without end: `make_bombs.py FOLDER`.

Apart from the corpus, because they are for the program as a whole: its time and memory.
"""

import io
import struct
import sys
import zipfile
from pathlib import Path

from ooxml import Package, archive, cell, row

SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
HEAD = b"<worksheet><sheetData>"


def main():
    folder = Path(sys.argv[1])
    (folder / "42-kB.xlsx").write_bytes(kernel_listed_often())
    stream(folder / "spaces.xlsx", SHEET, HEAD, (b" " * (1 << 20) for _ in range(1_000)))
    stream(folder / "strings.xlsx", STRINGS, b"<sst>", (
        b"<si><t>%07d%s</t></si>" % (n, b"y" * 10_000) for n in range(100_000)))
    stream(folder / "empty-strings.xlsx", STRINGS, b"<sst>", (
        b"<si><t/></si>" * 100_000 for _ in range(400)))
    stream(folder / "empty-rows.xlsx", SHEET, HEAD, (b"<row/>" * 200_000 for _ in range(400)))
    stream(folder / "far-cells.xlsx", SHEET, HEAD, (
        b'<row r="%d"><c r="XFD%d"><v>1</v></c></row>' % (n, n) for n in range(1, 400_001)))
    stream(folder / "columns.xlsx", SHEET, HEAD, (
        b"<row>" + b"".join(b"<c><v>%d</v></c>" % n for n in range(16_384)) + b"</row>"
        for _ in range(100)), end=b"</sheetData></worksheet>")
    entity = f'<!DOCTYPE x [<!ENTITY e "{"a" * 100_000}">]><worksheet>{"&e;" * 20_000}</worksheet>'
    package = Package(row("a"))
    package.parts[SHEET] = entity
    (folder / "entity.xlsx").write_bytes(package.bytes())


def stream(path, part, head, blocks, end=b""):
    """A workbook with one part that is written block by block."""
    package = Package(row(cell(0, kind="s")), strings="")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
        for name, text in package.parts.items():
            if name != part:
                file.writestr(name, text)
        with file.open(part, "w", force_zip64=True) as entry:
            entry.write(head)
            for block in blocks:
                entry.write(block)
            entry.write(end)


def kernel_listed_often():
    """42 kB that list one compressed part 130 times, which makes two gigabytes of it."""
    parts = Package(row("a")).parts
    parts[STRINGS] = b"<sst>" + b"<si><t>aaaaaaaa</t></si>" * 600_000
    content = archive(parts)
    end = content.rindex(b"PK\x05\x06")
    count, _, start = struct.unpack_from("<HII", content, end + 10)
    directory = content[start:end]
    kernel = directory[directory.rindex(b"PK\x01\x02"):]
    name = STRINGS.encode()
    copies = io.BytesIO()
    for number in range(130):
        copies.write(kernel.replace(name, b"xl/%03d" % number + name[6:]))
    record = bytearray(content[end:])
    struct.pack_into("<HHI", record, 8, count + 130, count + 130, len(directory) + copies.tell())
    return content[:end] + copies.getvalue() + bytes(record)


if __name__ == "__main__":
    main()
