"""Workbooks by the writers that can be installed: the same tables through each of them.

What a reader must find is worked out from the tables here, never from the files.
"""

import datetime
import json
import subprocess
import tempfile
from pathlib import Path

import excelize
import openpyxl
import pandas
import pyexcelerate
import pylightxl
import xlsxwriter

HEADER = ["number", "name", "text"]
TABLES = {
    "recipients": [HEADER] + [
        [f"+86120{n:08}", f"收件人{n}", f"Dear {n}, your code is {n * 7919 % 10_000:04}"]
        for n in range(300)],
    "hard-texts": [HEADER] + [[text, "x", "y"] for text in [
        "a & b < c > d", "\"quoted\" 'single'", "two\nlines", " leading", "trailing ",
        "inner  spaces", "中文，标点。", "emoji 😀👩‍👩‍👧", "RTL עברית", "é combining e\u0301",
        "=SUM(A1)", "+8613800", "-5", "@name", "'apostrophe", "]]>", "&amp;", "100%", "00123",
        "1e5", "TRUE", "2026-11-20", "#N/A", "x" * 32_000]],
    "gaps": [["a", "", "c"], ["", "", ""], ["", "b", ""], ["", "", ""], ["d", "e", "f"]],
    "wide": [[f"r{r}c{c}" for c in range(300)] for r in range(5)],
    "numbers": [HEADER] + [[value, "n", "n"] for value in [
        0, 1, -1, 7, 13711112222, 120123456789, 0.5, -0.25, 1234.5678, 99.99, 1e-5, 0.1, 100000]],
    "one-cell": [["only"]],
}


def add_all(corpus):
    writers = {
        "openpyxl": with_openpyxl, "openpyxl-write-only": with_openpyxl_streaming,
        "xlsxwriter": with_xlsxwriter, "xlsxwriter-constant-memory": with_xlsxwriter_constant,
        "pyexcelerate": with_pyexcelerate, "pandas-openpyxl": with_pandas("openpyxl"),
        "pandas-xlsxwriter": with_pandas("xlsxwriter"), "excelize": with_excelize,
        "perl": with_perl,
    }
    for writer, write in writers.items():
        for table, rows in TABLES.items():
            name = f"produced-{writer}-{table}.xlsx"
            try:
                write(str(corpus.path(name)), rows)
            except Exception as error:
                raise RuntimeError(f"{writer} cannot write {table}") from error
            if writer == "pyexcelerate":  # to which a text with this sign is a formula
                rows = [["" if str(v).startswith("=") else v for v in row] for row in rows]
            corpus.add(name, None, shown(rows))
    with_libreoffice(corpus)
    dates(corpus)


def shown(rows):
    """The rows as people see them, blank ones left out."""
    return [[number, *(text(value) for value in row)] for number, row in enumerate(rows, 1)
            if any(value != "" for value in row)]


def text(value):
    if isinstance(value, float):
        return str(int(value)) if value == int(value) else f"{value:.15g}".replace("1e-05", "0.00001")
    return str(value)


def with_openpyxl(path, rows):
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value != "":
                cell = book.active.cell(number, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"  # openpyxl takes =SUM for a formula, #N/A for an error
    book.save(path)


def with_openpyxl_streaming(path, rows):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        cells = []
        for value in row:
            cell = openpyxl.cell.WriteOnlyCell(sheet, value if value != "" else None)
            if isinstance(value, str) and value:
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    book.save(path)


def write_cells(sheet, rows):
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, value)
            else:
                sheet.write_number(number, column, value)


def with_xlsxwriter(path, rows, **options):
    with xlsxwriter.Workbook(path, options) as book:
        write_cells(book.add_worksheet(), rows)


def with_xlsxwriter_constant(path, rows):
    with_xlsxwriter(path, rows, constant_memory=True)


def with_pyexcelerate(path, rows):
    book = pyexcelerate.Workbook()
    sheet = book.new_sheet("Sheet1")
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value != "":
                sheet.set_cell_value(number, column, value)
    book.save(path)


def with_pandas(engine):
    def write(path, rows):
        rows = [[value if value != "" else None for value in row] for row in rows]
        write_frame(path, pandas.DataFrame(rows), engine)
    return write


def write_frame(path, frame, engine):
    """Writes a frame without header and index, every text of it as text."""
    options = {"options": {"strings_to_formulas": False, "strings_to_urls": False}}
    with pandas.ExcelWriter(
            path, engine=engine, engine_kwargs=options if engine == "xlsxwriter" else {}) as writer:
        frame.to_excel(writer, header=False, index=False)
        if engine == "openpyxl":
            for cells in writer.sheets["Sheet1"].iter_rows():
                for cell in cells:
                    if isinstance(cell.value, str):
                        cell.data_type = "s"


def with_excelize(path, rows):
    book = excelize.new_file()
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            if value != "":
                name = excelize.coordinates_to_cell_name(column, number, False)
                # Its binding cuts an integer to 32 bits.
                is_large = isinstance(value, int) and abs(value) >= 1 << 31
                book.set_cell_value("Sheet1", name, float(value) if is_large else value)
    book.save_as(path)


PERL = r"""
use strict; use warnings; use utf8;
use JSON::PP; use Excel::Writer::XLSX;
my $book = Excel::Writer::XLSX->new($ARGV[0]);
my $sheet = $book->add_worksheet();
my $rows = JSON::PP->new->utf8->decode(do { local $/; <STDIN> });
for my $r (0 .. $#$rows) {
  for my $c (0 .. $#{$rows->[$r]}) {
    my $value = $rows->[$r][$c];
    if (ref $value) { $sheet->write_number($r, $c, $value->[0]); }
    elsif ($value ne '') { $sheet->write_string($r, $c, $value); }
  }
}
$book->close();
"""


def with_perl(path, rows):
    rows = [[v if isinstance(v, str) else [v] for v in row] for row in rows]
    subprocess.run(["perl", "-e", PERL, path], input=json.dumps(rows).encode(), check=True)


def with_libreoffice(corpus):
    """LibreOffice reads the tables as OpenDocument and saves them as XLSX."""
    with tempfile.TemporaryDirectory() as folder:
        sources = []
        for name, rows in TABLES.items():
            path = Path(folder) / f"produced-libreoffice-{name}.fods"
            path.write_text(flat_document(rows), encoding="utf-8")
            sources.append(str(path))
        convert("xlsx", corpus.folder, sources)
    for name, rows in TABLES.items():
        corpus.add(f"produced-libreoffice-{name}.xlsx", None, shown(rows))


def convert(target, folder, sources):
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", target,
             "--outdir", str(folder), *sources], check=True, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)


def flat_document(rows):
    """A table as flat OpenDocument XML, which says of each cell whether it is text or number."""
    def content(value):
        if value == "":
            return "<table:table-cell/>"
        if not isinstance(value, str):
            return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        escaped = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        escaped = escaped.replace("  ", " <text:s/>")
        if escaped.startswith(" "):
            escaped = "<text:s/>" + escaped[1:]
        if escaped.endswith(" "):
            escaped = escaped[:-1] + "<text:s/>"
        lines = "".join(f"<text:p>{line}</text:p>" for line in escaped.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'

    body = "".join(f"<table:table-row>{''.join(content(v) for v in row)}</table:table-row>" for row in rows)
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ["office", "table", "text"])
    return (f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.2"'
            ' office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:body>'
            f'<office:spreadsheet><table:table table:name="Sheet1">{body}</table:table>'
            "</office:spreadsheet></office:body></office:document>")


def dates(corpus):
    """Typed values with the formats that each writer gives them."""
    day, moment = datetime.date(2026, 11, 20), datetime.datetime(2026, 11, 20, 14, 30, 30)
    rows = [[1, "2026-11-20", "2026-11-20 14:30:30", "14:30:30", "TRUE", "12.50%"]]

    book = openpyxl.Workbook()
    book.active.append([day, moment, datetime.time(14, 30, 30), True, 0.125])
    book.active["E1"].number_format = "0.00%"
    book.save(corpus.path("typed-openpyxl.xlsx"))
    corpus.add("typed-openpyxl.xlsx", None, rows)

    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"], book.active["B1"] = day, moment
    book.save(corpus.path("typed-openpyxl-1904.xlsx"))
    corpus.add("typed-openpyxl-1904.xlsx", None, rows)

    with xlsxwriter.Workbook(str(corpus.path("typed-xlsxwriter.xlsx"))) as book:
        formats = [book.add_format({"num_format": code}) for code in [
            "yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "hh:mm:ss", "0.00%"]]
        sheet = book.add_worksheet()
        sheet.write_datetime(0, 0, day, formats[0])
        sheet.write_datetime(0, 1, moment, formats[1])
        sheet.write_datetime(0, 2, datetime.time(14, 30, 30), formats[2])
        sheet.write_boolean(0, 3, True)
        sheet.write_number(0, 4, 0.125, formats[3])
    corpus.add("typed-xlsxwriter.xlsx", None, rows)

    with xlsxwriter.Workbook(str(corpus.path("rich-xlsxwriter.xlsx"))) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.write_rich_string(0, 0, "a ", bold, "bold", " word")
        sheet.write_formula(0, 1, "=1+1", None, 2)
        sheet.write_formula(0, 2, '="x"', None, "x")
        sheet.write_comment(0, 0, "a comment is not a value")
        sheet.write_url(0, 3, "https://example.com/", string="link")
        sheet.insert_chart(3, 3, chart(book))
    corpus.add("rich-xlsxwriter.xlsx", None, [[1, "a bold word", "2", "x", "link"]])

    frame = pandas.DataFrame({"number": ["12012345678"], "when": [pandas.Timestamp(moment)],
                              "day": [day], "share": [0.5], "yes": [False]})
    for engine in ["openpyxl", "xlsxwriter"]:
        name = f"typed-pandas-{engine}.xlsx"
        frame.to_excel(corpus.path(name), engine=engine, index=False)
        corpus.table(name, None, ["number", "when", "day", "share", "yes"],
                     ["12012345678", "2026-11-20 14:30:30", "2026-11-20", "0.5", "FALSE"])

    lite = pylightxl.Database()
    lite.add_ws("Sheet1")
    for column, value in enumerate(["12012345678x", 5, 2.5, "中文"], 1):
        lite.ws("Sheet1").update_index(1, column, value)
    pylightxl.writexl(lite, str(corpus.path("typed-pylightxl.xlsx")))
    corpus.add("typed-pylightxl.xlsx", None, [[1, "12012345678x", "5", "2.5", "中文"]])

    book = pyexcelerate.Workbook()
    book.new_sheet("Sheet1", data=[["a", 1, 2.5, True]])
    book.save(str(corpus.path("typed-pyexcelerate.xlsx")))
    corpus.add("typed-pyexcelerate.xlsx", None, [[1, "a", "1", "2.5", "TRUE"]])


def chart(book):
    made = book.add_chart({"type": "column"})
    made.add_series({"values": "=Sheet1!$B$1:$B$2"})
    return made
