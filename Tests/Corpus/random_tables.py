"""Random tables through every writer, with what openpyxl (or Python's csv) says they hold.

The expectation comes from the file that was written, read back by an independent reader and shown by
the few lines at the end of this module; so it holds whatever a writer does to a value.
"""

import csv
import datetime
import io
import random
import re
import tempfile
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pandas
import pyexcelerate
import xlsxwriter

from workbooks_produced import convert, flat_document, write_frame

ALPHABETS = [
    "abc XYZ 019", "王小明的手机号码，。", "éñüß ", "😀🎉👍", "<>&\"'", "=+-@;|,", "עבריت", "\n ", "ｶﾅ１２",
]
NUMBER_FORMATS = ["General", "0", "0.00", "#,##0", "#,##0.00", "0%", "0.00%"]
DATE_FORMATS = ["yyyy-mm-dd", "yyyy-mm-dd hh:mm:ss", "yyyy/m/d", "hh:mm:ss", "d.m.yyyy h:mm"]


def add_all(corpus, seed, count):
    pick = random.Random(seed)
    for number in range(count):
        for writer, write in WRITERS.items():
            name = f"{writer}-{seed}-{number}.xlsx"
            write(str(corpus.path(name)), table(pick))
            corpus.add(name, None, seen_by_openpyxl(corpus.path(name)))
    with_libreoffice(corpus, pick, seed, count)


def table(pick):
    rows = []
    for _ in range(pick.randint(1, 60)):
        rows.append([value(pick) for _ in range(pick.randint(1, 8))] if pick.random() > 0.1 else [])
    return rows


def value(pick):
    """A value and its format; the format of a text is None."""
    kind = pick.random()
    if kind < 0.1:
        return None, None
    if kind < 0.5:
        letters = "".join(pick.sample(ALPHABETS, pick.randint(1, 3)))
        return "".join(pick.choices(letters, k=pick.randint(1, 30))), None
    if kind < 0.6:
        return pick.choice([True, False]), "General"
    if kind < 0.75:
        moment = datetime.datetime(1950, 1, 1) + datetime.timedelta(seconds=pick.randrange(4 * 10**9))
        return moment, pick.choice(DATE_FORMATS)
    if kind < 0.9:
        return pick.randrange(-10**pick.randint(1, 14), 10**pick.randint(1, 14)), pick.choice(NUMBER_FORMATS)
    return round(pick.uniform(-1, 1) * 10**pick.randint(-3, 9), pick.randint(0, 9)), pick.choice(NUMBER_FORMATS)


def with_openpyxl(path, rows):
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, 1):
        for column, (value, form) in enumerate(row, 1):
            cell = book.active.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
            if form:
                cell.number_format = form
    book.save(path)


def with_xlsxwriter(path, rows, **options):
    with xlsxwriter.Workbook(path, options) as book:
        sheet, formats = book.add_worksheet(), {}
        for number, row in enumerate(rows):
            for column, (value, form) in enumerate(row):
                if form and form not in formats:
                    formats[form] = book.add_format({"num_format": form})
                style = formats.get(form)
                if isinstance(value, str):
                    sheet.write_string(number, column, value)
                elif isinstance(value, datetime.datetime):
                    sheet.write_datetime(number, column, value, style)
                else:
                    sheet.write(number, column, value, style)


def with_xlsxwriter_constant(path, rows):
    with_xlsxwriter(path, rows, constant_memory=True)


def with_pyexcelerate(path, rows):
    book = pyexcelerate.Workbook()
    sheet = book.new_sheet("Sheet1")
    for number, row in enumerate(rows, 1):
        for column, (value, form) in enumerate(row, 1):
            if value is not None and not str(value).startswith("="):
                sheet.set_cell_value(number, column, value)
                if form:
                    sheet.set_cell_style(number, column, pyexcelerate.Style(
                        format=pyexcelerate.Format(form)))
    book.save(path)


def with_pandas(engine):
    def write(path, rows):
        # A column of a frame in one kind of value, as pandas likes them.
        frame = pandas.DataFrame([[text(value) for value, _ in row] for row in rows if row])
        write_frame(path, frame, engine)
    return write


def text(value):
    return value if not isinstance(value, (datetime.datetime, bool)) else str(value)


WRITERS = {
    "openpyxl": with_openpyxl, "xlsxwriter": with_xlsxwriter,
    "xlsxwriter-constant-memory": with_xlsxwriter_constant, "pyexcelerate": with_pyexcelerate,
    "pandas-openpyxl": with_pandas("openpyxl"), "pandas-xlsxwriter": with_pandas("xlsxwriter"),
}


def with_libreoffice(corpus, pick, seed, count):
    """LibreOffice's workbooks as openpyxl reads them, its CSV files as Python's csv does."""
    names = [f"libreoffice-{seed}-{number}" for number in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        sources = []
        for name in names:
            rows = [[plain(value) for value, _ in row] for row in table(pick)]
            path = Path(folder) / (name + ".fods")
            path.write_text(flat_document(rows), encoding="utf-8")
            sources.append(str(path))
        convert("xlsx", corpus.folder, sources)
        convert("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false", folder, sources)
        for name in names:
            corpus.add(name + ".xlsx", None, seen_by_openpyxl(corpus.path(name + ".xlsx")))
            content = (Path(folder) / (name + ".csv")).read_bytes()
            if content:
                corpus.add(name + ".csv", content, seen_by_csv(content), delimiter=",")


def plain(value):
    if value is None:
        return ""
    return str(value) if isinstance(value, (bool, datetime.datetime)) else value


# What a reader must see.


def as_excel_loads(path):
    """The file without the white space that Excel drops: at the ends of texts that do not preserve it."""
    target = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith(".xml"):
                content = re.sub(rb"(?<=<t>)[^<]+(?=</t>)", lambda t: t[0].strip(b" \t\r\n"), content)
            copy.writestr(name, content)
    return target


def seen_by_openpyxl(path):
    sheet = openpyxl.load_workbook(as_excel_loads(path)).worksheets[0]
    rows = []
    for row in sheet.iter_rows():
        cells = [shown(cell) for cell in row]
        if any(is_visible(cell) for cell in cells):
            rows.append([row[0].row, *cells])
    return rows


def seen_by_csv(content):
    rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""))
    return [[number, *(unguarded(cell) for cell in row)] for number, row in enumerate(rows, 1)
            if any(is_visible(cell) for cell in row)]


# What a spreadsheet program would run as a formula: a signed number is none.
FORMULA = re.compile(r"'* *(?:[=@\t\r\n]|[+-](?![\d ()\-.,%]{1,20}$))")


def unguarded(cell):
    """An apostrophe before a formula is a writer's guard and no part of the text."""
    return cell[1:] if cell.startswith("'") and FORMULA.match(cell, 1) else cell


def is_visible(cell):
    return cell.strip(" \n\r\t\u3000\u00a0\u200b\ufeff") != ""


def shown(cell):
    value, form = cell.value, cell.number_format
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return shown_date(value, form)
    if isinstance(value, (int, float)):
        return shown_number(value, form)
    return str(value)


def shown_number(value, form):
    number = Decimal(f"{value:.15g}")
    if form == "General" or form == "@":
        return general(number)
    if form.endswith("%"):
        number *= 100
    decimals = Decimal(1).scaleb(-(form.count("0", form.index(".")) if "." in form else 0))
    # A number whose digits are all zero has no sign.
    rounded = number.quantize(decimals, ROUND_HALF_UP) or abs(number * 0).quantize(decimals)
    return format(rounded, ",f" if "," in form else "f") + ("%" if form.endswith("%") else "")


def general(number):
    """Excel's General in eleven characters, but whole numbers with all their digits."""
    number = number.normalize() if number else Decimal(0)
    plain = format(number, "f")
    if number == number.to_integral_value() or len(plain.lstrip("-")) <= 11:
        return plain
    if -4 <= number.adjusted() <= 10:
        places = max(0, 9 - max(0, number.adjusted()))
        rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP).normalize()
        if rounded.adjusted() <= 10:
            return format(rounded, "f")
    mantissa, exponent = f"{number:.5E}".split("E")
    return f"{mantissa.rstrip('0').rstrip('.')}E{exponent[0]}{int(exponent[1:]):02}"


def shown_date(value, form):
    if isinstance(value, datetime.time):
        value = datetime.datetime.combine(datetime.date(1900, 1, 1), value)
    # A workbook holds a moment as a fraction of a day: seconds are the nearest.
    if value.microsecond >= 500_000:
        value += datetime.timedelta(seconds=1)
    patterns = {
        "yyyy-mm-dd": "{0:%Y-%m-%d}", "yyyy-mm-dd hh:mm:ss": "{0:%Y-%m-%d %H:%M:%S}",
        "yyyy/m/d": "{0.year}/{0.month}/{0.day}", "hh:mm:ss": "{0:%H:%M:%S}",
        "d.m.yyyy h:mm": "{0.day}.{0.month}.{0.year} {0.hour}:{0:%M}",
    }
    return patterns[form.lower()].format(value)
