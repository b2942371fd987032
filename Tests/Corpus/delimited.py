"""CSV files: every delimiter, line end, encoding and quoting, and what people and programs get wrong."""

import csv
import io
import subprocess
import tempfile
from pathlib import Path

import pandas

from workbooks_produced import TABLES, convert, flat_document, shown

TABLE = [["number", "姓名", "note"], ["12012345678", "王小明", "a, b; c|d"], ["+8613800", "李 四", "x"]]
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}
LINE_ENDS = {"lf": "\n", "crlf": "\r\n", "cr": "\r"}
ENCODINGS = {
    "utf8": ("utf-8", b""), "utf8-mark": ("utf-8", b"\xef\xbb\xbf"),
    "utf16le-mark": ("utf-16-le", b"\xff\xfe"), "utf16be-mark": ("utf-16-be", b"\xfe\xff"),
    "utf16le": ("utf-16-le", b""), "utf16be": ("utf-16-be", b""),
    "utf32le-mark": ("utf-32-le", b"\xff\xfe\0\0"), "gb18030": ("gb18030", b""), "gbk": ("gbk", b""),
}


def add_all(corpus):
    matrix(corpus)
    quoting(corpus)
    shapes(corpus)
    encodings(corpus)
    programs(corpus)


def quoted(value, delimiter):
    if any(c in value for c in [delimiter, '"', "\n", "\r"]):
        return '"' + value.replace('"', '""') + '"'
    return value


def delimited(rows, delimiter=",", end="\n"):
    return "".join(delimiter.join(quoted(v, delimiter) for v in row) + end for row in rows)


def matrix(corpus):
    """Every delimiter with every encoding, the line ends in turn."""
    ends = list(LINE_ENDS.items())
    turn = 0
    for delimiter_name, delimiter in DELIMITERS.items():
        for encoding_name, (encoding, mark) in ENCODINGS.items():
            end_name, end = ends[turn % 3]
            turn += 1
            content = mark + delimited(TABLE, delimiter, end).encode(encoding)
            corpus.table(f"matrix-{delimiter_name}-{end_name}-{encoding_name}.csv", content, *TABLE)


def quoting(corpus):
    def add(name, content, *rows, **options):
        corpus.table(f"quoting-{name}.csv", content, *rows, **options)

    add("all", '"a","b"\r\n"1","2"\r\n', ["a", "b"], ["1", "2"])
    add("doubled", '"a ""b"" c",""""\n"""",""""""\n', ['a "b" c', '"'], ['"', '""'])
    add("delimiters-inside", '"a,b",c\n"1,2",3\n', ["a,b", "c"], ["1,2", "3"])
    add("line-ends-inside", '"a\nb","c\r\nd","e\rf"\r\nx,y,z\r\n', ["a\nb", "c\r\nd", "e\rf"],
        ["x", "y", "z"])
    add("empty", '"",""\na,""\n,"b"\n'.replace('"",""\n', 'h,i\n'), ["h", "i"], ["a", ""], ["", "b"])
    add("quote-inside-plain", '5" pipe,a"b\n1,2\n', ['5" pipe', 'a"b'], ["1", "2"])
    add("text-after-quote", '"a"b,"c" \n1,2\n', ["ab", "c"], ["1", "2"])
    add("space-before-quote", 'a, "b"\n1, "2"\n', ["a", "b"], ["1", "2"])
    add("backslash-is-no-escape", '"a\\",b\n1,2\n', ["a\\", "b"], ["1", "2"])
    add("single-quotes-are-text", "'a,b'\n'1,2'\n", ["'a", "b'"], ["'1", "2'"])
    add("last-without-line-end", 'a,b\n1,"2"', ["a", "b"], ["1", "2"])
    add("formula-guards", "\"'=1+1\",b\n\"'@x\",\"'+a\"\n", ["=1+1", "b"], ["@x", "+a"])
    add("excel-text-formula", '="0138",b\n="0139",c\n', ['="0138"', "b"], ['="0139"', "c"])
    long = "长文本 " * 5_000
    add("long-field", f'"{long}",b\n1,2\n', [long, "b"], ["1", "2"])
    many_lines = "line\n" * 3_000
    add("3000-lines-in-a-field", f'"{many_lines}",b\n1,2\n', [many_lines, "b"], ["1", "2"])
    corpus.add("quoting-unclosed.csv", 'a,b\n1,2\n3,"4\n5,6\n', refused="row 3, column 2: a quoted field")
    corpus.add("quoting-unclosed-first.csv", '"a,b\n1,2\n', refused="row 1, column 1: a quoted field")
    corpus.add("quoting-unclosed-long.csv", 'a,b\n"' + "1,2\n" * 2_000_000,
               refused="row 2, column 1: a quoted field")
    corpus.add("quoting-field-too-long.csv", "a,b\n" + "x" * 32_768 + ",1\n",
               refused="32,767 UTF-16 units in a cell")
    corpus.add("quoting-record-too-long.csv", "a,b\n" + "x" * 5_000_000,
               refused="bytes of text in a row")


def shapes(corpus):
    def add(name, content, rows, **options):
        corpus.add(f"shape-{name}.csv", content, rows, **options)

    add("one-column", "12012345678\n12012345679\n", [[1, "12012345678"], [2, "12012345679"]])
    add("one-cell", "x", [[1, "x"]])
    add("no-final-line-end", "a,b\n1,2", [[1, "a", "b"], [2, "1", "2"]])
    add("blank-lines", "\n\na,b\n\n1,2\n\n\n", [[3, "a", "b"], [5, "1", "2"]])
    add("blank-cells", "a,b\n,\n , \n1,2\n", [[1, "a", "b"], [4, "1", "2"]])
    add("trailing-delimiters", "a,b,,\n1,2,,\n", [[1, "a", "b"], [2, "1", "2"]])
    add("wider", "a,b\n1,2,3,4\n5\n", [[1, "a", "b"], [2, "1", "2", "3", "4"], [3, "5"]])
    add("narrower", "a,b,c\n1\n2,3\n", [[1, "a", "b", "c"], [2, "1"], [3, "2", "3"]])
    add("mixed-line-ends", "a,b\r\n1,2\n3,4\r5,6\n", [[1, "a", "b"], [2, "1", "2"], [3, "3", "4"],
                                                      [4, "5", "6"]])
    add("separator-line", "sep=;\na;b,c\n1;2\n", [[2, "a", "b,c"], [3, "1", "2"]])
    add("separator-line-quoted", '"sep=|"\r\na|b\r\n', [[2, "a", "b"]])
    add("separator-line-capitals", "SEP=\t\na\tb\n", [[2, "a", "b"]])
    add("separator-line-after-mark", "\ufeffsep=;\na;b\n", [[2, "a", "b"]])
    add("delimiter-named", "a:b,c\n1:2,3\n", [[1, "a", "b,c"], [2, "1", "2,3"]], delimiter=":")
    add("decimal-commas", "a;b\n1,5;2,5\n3,5;4,5\n", [[1, "a", "b"], [2, "1,5", "2,5"], [3, "3,5", "4,5"]])
    add("commas-in-texts", "a;b\nx, y, z;1\nno;2\n", [[1, "a", "b"], [2, "x, y, z", "1"], [3, "no", "2"]])
    add("dos-end-of-file", "a,b\n1,2\n\x1a", [[1, "a", "b"], [2, "1", "2"]])
    add("zero-padding", "a,b\n1,2\n" + "\0" * 50, [[1, "a", "b"], [2, "1", "2"]])
    add("zero-bytes-inside", "a,b\n1\0,2\n" + "3,4\n" * 20, [[1, "a", "b"], [2, "1", "2"]] + [
        [n, "3", "4"] for n in range(3, 23)])
    add("only-a-header", "number,name\n", [[1, "number", "name"]])
    add("only-blank-lines", "\n\n,,\n", [])
    add("200-columns", delimited([[str(c) for c in range(200)]] * 3), [
        [n, *(str(c) for c in range(200))] for n in (1, 2, 3)])
    add("20000-rows", delimited([[str(n), f"名{n}"] for n in range(20_000)]), [
        [n + 1, str(n), f"名{n}"] for n in range(20_000)])
    add("tabs-before-values", "a,b\n\t12012345678,x\n", [[1, "a", "b"], [2, "\t12012345678", "x"]])
    add("full-width-commas-are-text", "甲，乙\n1，2\n", [[1, "甲，乙"], [2, "1，2"]])
    corpus.add("shape-too-many-columns.csv", "," * 16_384 + "x\n", refused="16,384 columns")


def encodings(corpus):
    def add(name, content, rows=None, refused=None, **options):
        corpus.add(f"encoding-{name}.csv", content, rows, refused, **options)

    add("late-chinese", "a,b\n" + "1,2\n" * 40_000 + "名,x\n",
        [[1, "a", "b"], *([n, "1", "2"] for n in range(2, 40_002)), [40_002, "名", "x"]])
    late = ("a,b\n" + "1,2\n" * 40_000 + "名字,x\n").encode("gb18030")
    add("late-gb18030", late,
        [[1, "a", "b"], *([n, "1", "2"] for n in range(2, 40_002)), [40_002, "名字", "x"]])
    add("gb18030-four-bytes", "a,b\n𠮷,é\n㐀,ö\n".encode("gb18030"),
        [[1, "a", "b"], [2, "𠮷", "é"], [3, "㐀", "ö"]])
    add("gb18030-ascii-trail-bytes", "姓名,备注\n丂,亅|x\n亊,亐|y\n".encode("gbk"),
        [[1, "姓名", "备注"], [2, "丂", "亅|x"], [3, "亊", "亐|y"]])
    add("surrogate-pairs", "\ufeffa,😀\n".encode("utf-16-le"), [[1, "a", "😀"]])
    add("latin1-named", "a,é\n".encode("latin-1"), [[1, "a", "é"]], encoding="ISO-8859-1")
    add("big5-named", "a,中文\n".encode("big5"), [[1, "a", "中文"]], encoding="BIG5")
    add("shift-jis-named", "a,日本語\n".encode("shift-jis"), [[1, "a", "日本語"]], encoding="SHIFT_JIS")
    add("gbk-named", "a,中\n".encode("gbk"), [[1, "a", "中"]], encoding="gbk")
    add("unknown-name", "a,b\n", refused="is not an encoding that can be read", encoding="klingon")
    add("one-bad-byte", "王,1\n".encode() * 50 + b"\xff,2\n", refused="row 51: byte 301 of the file")
    add("cut-character", "a,b\n1,中".encode()[:-1], refused="row 2: byte 7 of the file")
    add("cut-surrogate", b"\xff\xfe" + "a,😀".encode("utf-16-le")[:-2], refused="row 1: byte 7 of the file")
    add("half-a-unit", b"\xff\xfea\0,\0b", refused="row 1: byte 7 of the file")
    add("overlong", "中,1\n".encode() * 100 + b"\xc0\xaf,2\n", refused="row 101")
    add("surrogate-in-utf8", "中,1\n".encode() * 100 + b"\xed\xa0\x80,2\n", refused="row 101")


def programs(corpus):
    """Tables by the CSV writers that can be installed."""
    for name, rows in TABLES.items():
        if name == "one-cell":
            continue
        for dialect in ["excel", "excel-tab", "unix"]:
            target = io.StringIO(newline="")
            csv.writer(target, dialect=dialect).writerows(rows)
            corpus.add(f"program-python-{dialect}-{name}.csv", target.getvalue(), as_text(rows))
        target = io.StringIO(newline="")
        pandas.DataFrame(rows).to_csv(target, header=False, index=False, sep=";", encoding="utf-8")
        if name not in ("numbers", "gaps"):  # where it turns a column into floats
            corpus.add(f"program-pandas-{name}.csv", target.getvalue(), as_text(rows))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "program-libreoffice-recipients.fods"
        source.write_text(flat_document(TABLES["recipients"]), encoding="utf-8")
        # Separator 44 or 9, quote 34, character set 76 (UTF-8) or 65535 (UTF-16 with a mark).
        for label, filter_options in [("utf8", "44,34,76"), ("tab-utf16", "9,34,65535"),
                                      ("quoted", "59,34,76,1,,0,true")]:
            convert(f"csv:Text - txt - csv (StarCalc):{filter_options}", folder, [str(source)])
            name = f"program-libreoffice-{label}.csv"
            made = Path(folder) / "program-libreoffice-recipients.csv"
            corpus.add(name, made.read_bytes(), as_text(TABLES["recipients"]))


def as_text(rows):
    """CSV keeps a number as its writer puts it: as Python does."""
    return [[number, *(str(value) for value in row)] for number, row in enumerate(rows, 1)
            if any(value != "" for value in row)]
