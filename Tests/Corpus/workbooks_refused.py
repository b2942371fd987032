"""Files that are no workbook, broken ones and those that are built to hurt: what the error must say."""

import gzip
import io
import struct
import zipfile

from ooxml import DECLARATION, Package, Sheet, archive, cell, patched, row, strings

COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")
SHEET = "xl/worksheets/sheet1.xml"


def add_all(corpus):
    other_kinds(corpus)
    broken(corpus)
    attacks(corpus)


def other_kinds(corpus):
    def add(name, content, words):
        corpus.add(f"kind-{name}", content, refused=words)

    directory = "Root Entry".encode("utf-16-le").ljust(128, b"\0")
    workbook = "Workbook".encode("utf-16-le").ljust(128, b"\0")
    encrypted = "EncryptedPackage".encode("utf-16-le").ljust(128, b"\0")
    add("old-excel.xlsx", COMPOUND + bytes(504) + directory + workbook, "old Excel format")
    add("password.xlsx", COMPOUND + bytes(504) + directory + encrypted, "protected by a password")
    add("biff2.xlsx", b"\x09\x00\x04\x00\x02\x00\x10\x00", "old Excel format")
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    add("ods.xlsx", archive({"mimetype": mime, "content.xml": "<x/>"}), "OpenDocument")
    add("xlsb.xlsx", archive({"xl/workbook.bin": b"\x83\x01"}), "binary Excel workbook")
    add("numbers.xlsx", archive({"Index/Document.iwa": b"\0"}), "Apple Numbers")
    add("docx.xlsx", archive({"word/document.xml": "<x/>", "[Content_Types].xml": "<Types/>"}),
        "a text document")
    add("zip-of-a-csv.xlsx", archive({"a.csv": "1,2"}), "ZIP archive with a sheet inside")
    add("empty-zip.xlsx", b"PK\x05\x06" + bytes(18), "ZIP archive without a workbook")
    add("html.xlsx", "<html><table><tr><td>1</td></tr></table></html>", "web page")
    add("html-doctype.xlsx", "\ufeff<!DOCTYPE html>\n<html></html>", "web page")
    add("html-table.xlsx", "  <table border=1><tr><td>1</table>", "web page")
    add("xml-2003.xlsx", '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:'
        'spreadsheet"/>', "XML spreadsheet of Excel 2003")
    add("xml.xlsx", '<?xml version="1.0"?><list/>', "XML document")
    add("json.xlsx", '{"a": 1}', "JSON")
    add("json-list.csv", '[{"a": 1}]', "JSON")
    add("pdf.xlsx", "%PDF-1.7\n", "PDF")
    add("png.csv", b"\x89PNG\r\n\x1a\n", "an image")
    add("jpeg.csv", b"\xff\xd8\xff\xe0", "an image")
    add("gzip.csv", gzip.compress(b"1,2\n"), "compressed archive")
    add("rtf.csv", "{\\rtf1 x}", "rich-text")
    add("elf.csv", b"\x7fELF\x02\x01\x01" + bytes(40), "binary file")
    add("random.csv", bytes((n * 97 + 3) % 32 for n in range(4_096)), "binary file")
    add("nothing.xlsx", b"", "is empty")


def broken(corpus):
    def add(name, content, words):
        corpus.add(f"broken-{name}.xlsx", content, refused=words)

    plain = Package(row("a", "b")).bytes()
    stored = Package(row("a", "b")).bytes(method=zipfile.ZIP_STORED)
    add("cut-in-half", plain[:len(plain) // 2], "is damaged in the ZIP directory")
    add("directory-cut", plain[:-30], "is damaged in the ZIP directory")
    add("first-bytes-only", b"PK\x03\x04", "is damaged")
    add("wrong-checksum", stored.replace(b"<t>a</t>", b"<t>z</t>"), "is damaged in " + SHEET)
    flipped = bytearray(plain)
    flipped[plain.index(SHEET.encode()) + len(SHEET) + 40] ^= 0xFF
    add("deflate-stream", bytes(flipped), "is damaged in")
    add("name-twice", archive([*Package(row("a")).parts.items(), (SHEET, "<worksheet/>")]), "twice")
    add("name-twice-by-case", archive([*Package(row("a")).parts.items(), (SHEET.upper(), "<x/>")]),
        "twice")
    add("bzip2", Package(row("a")).bytes(method=zipfile.ZIP_BZIP2), "compressed in an unusual way")
    add("lzma", Package(row("a")).bytes(method=zipfile.ZIP_LZMA), "compressed in an unusual way")
    add("encrypted-entry", patched(plain, SHEET, 8, "<H", 1), "protected by a password")
    no_workbook = Package(row("a"))
    del no_workbook.parts["xl/workbook.xml"]
    add("no-workbook", no_workbook.bytes(), "names no workbook")

    def sheet(name, xml, words="is damaged in worksheet “Sheet1”"):
        add(name, Package(Sheet(xml=xml)).bytes(), words)

    sheet("xml-cut", "<worksheet><sheetData><row><c><v>1</v></c>")
    sheet("xml-tags-crossed", "<worksheet><sheetData><row><c></row></c></sheetData></worksheet>")
    sheet("xml-empty", " ")
    sheet("xml-two-roots", "<worksheet/><worksheet/>")
    sheet("xml-control-character", f"<worksheet><sheetData>{row('a' + chr(1))}</sheetData></worksheet>")
    sheet("xml-bad-utf8", b"<worksheet><sheetData><row><c t=\"str\"><v>\xff\xfe</v></c></row></sheetData>"
          b"</worksheet>")
    sheet("xml-unknown-entity", f"<worksheet><sheetData>{row('&nope;')}</sheetData></worksheet>")
    sheet("row-too-high", f"<worksheet><sheetData>{row('a', number=1_048_577)}</sheetData></worksheet>",
          "row numbered 1,048,577")
    strings_cut = Package(row(cell(0, kind="s")), strings="<si>")
    add("strings-cut", strings_cut.bytes(), "is damaged in xl/sharedStrings.xml")
    add("styles-cut", Package(row("a"), styles="<cellXfs>").bytes(), "is damaged in xl/styles.xml")
    add("workbook-cut", Package(row("a")).replace("xl/workbook.xml", "</sheets>", "").bytes(),
        "is damaged in xl/workbook.xml")


def attacks(corpus):
    def add(name, content, words):
        corpus.add(f"attack-{name}.xlsx", content, refused=words)

    def sheet(name, xml, words):
        add(name, Package(Sheet(xml=xml)).bytes(), words)

    sheet("doctype", f'{DECLARATION}<!DOCTYPE worksheet><worksheet/>', "document type declaration")
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    sheet("billion-laughs", f'<!DOCTYPE x [<!ENTITY e0 "ha">{laughs}]><worksheet>&e8;</worksheet>',
          "document type declaration")
    sheet("quadratic-entity", f'<!DOCTYPE x [<!ENTITY e "{"a" * 100_000}">]><worksheet>{"&e;" * 20_000}'
          "</worksheet>", "document type declaration")
    sheet("external-entity", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>'
          f"<sheetData>{row('&e;')}</sheetData></worksheet>", "document type declaration")
    sheet("external-subset", '<!DOCTYPE x SYSTEM "http://localhost:9/x.dtd"><worksheet/>',
          "document type declaration")
    for part, content in [("[Content_Types].xml", None), ("_rels/.rels", None),
                          ("xl/workbook.xml", None), ("xl/sharedStrings.xml", "<sst/>")]:
        package = Package(row("a"), strings="")
        package.parts[part] = '<!DOCTYPE x [<!ENTITY e "x">]>' + (
            content or package.parts[part].split("\n", 1)[1])
        if part != "[Content_Types].xml":  # which is not read when the workbook is in its place
            add(f"doctype-in-{part.rsplit('/')[-1].strip('.').split('.')[0]}", package.bytes(),
                "document type declaration")
    sheet("nested", "<a>" * 100_000, "nesting of XML elements")
    attributes = " ".join(f'a{n}="1"' for n in range(300))
    sheet("attributes", f"<worksheet {attributes}/>", "attributes of an XML element")
    sheet("long-attribute", f'<worksheet a="{"x" * 11_000_000}"/>', "is damaged in worksheet")
    sheet("columns", f"<worksheet><sheetData>{row(cell('a', 'XFE1'))}</sheetData></worksheet>",
          "16,384 columns")
    sheet("columns-without-end", f"<worksheet><sheetData><row>{'<c><v>1</v></c>' * 20_000}</row>"
          "</sheetData></worksheet>", "16,384 columns")
    sheet("long-text", f"<worksheet><sheetData>{row('x' * 32_768)}</sheetData></worksheet>",
          "32,767 UTF-16 units in a cell")
    sheet("long-row", "<worksheet><sheetData><row>" + cell("y" * 30_000) * 200 + "</row></sheetData>"
          "</worksheet>", "bytes of text in a row")
    repeated = Package("<row>" + cell(0, kind="s") * 16_384 + "</row>", strings=strings("z" * 30_000))
    add("string-repeated-in-a-row", repeated.bytes(), "bytes of text in a row")
    add("long-string", Package(row("a"), strings=strings("x" * 300_000)).bytes(),
        "UTF-16 units in a cell")
    add("sheets", Package(*(Sheet("", f"S{n}") for n in range(2_001))).bytes(), "2,000 worksheets")
    add("styles", Package(row("a"), styles="<cellXfs>" + '<xf numFmtId="0"/>' * 65_537 + "</cellXfs>"
                          ).bytes(), "65,536 cell styles")
    many = Package(row("a"))
    many.parts |= {f"junk/{n}": b"" for n in range(10_001)}
    add("entries", many.bytes(), "10,000 entries")
    add("expansion", bomb(100 << 20), "expansion ratio of a part")
    add("expansion-that-lies", patched(bomb(100 << 20), SHEET, 24, "<I", 100),
        "expansion ratio of a part")
    add("overlap", overlapping(), "overlap")


def bomb(size):
    """A worksheet of as many spaces: deflate makes a thousandth of them."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in Package(row("a")).parts.items():
            if name != SHEET:
                file.writestr(name, text)
        with file.open(SHEET, "w") as entry:
            entry.write(b"<worksheet><sheetData>")
            for _ in range(size >> 20):
                entry.write(b" " * (1 << 20))
            entry.write(b"</sheetData></worksheet>")
    return target.getvalue()


def overlapping():
    """Many entries that all say they are the one large part."""
    parts = Package(row("a")).parts
    parts["big"] = bytes(range(256)) * 400
    content = archive(parts, method=zipfile.ZIP_STORED)
    end = content.rindex(b"PK\x05\x06")
    count, _, start = struct.unpack_from("<HII", content, end + 10)
    directory = content[start:end]
    last = directory[directory.rindex(b"PK\x01\x02"):]
    copies = b"".join(last[:-1] + str(n).encode() for n in range(10))
    record = bytearray(content[end:])
    struct.pack_into("<HHI", record, 8, count + 10, count + 10, len(directory) + len(copies))
    return content[:end] + copies + bytes(record)
