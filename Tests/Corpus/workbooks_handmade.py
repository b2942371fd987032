"""Workbooks as the many writers make them, written part by part; the values are worked out by hand."""

import zipfile

from ooxml import (STRICT, TRANSITIONAL, Package, Sheet, archive, cell, row, strings, styles)

PLAIN = row("number", "name") + row("12012345678", "王小明")
PLAIN_ROWS = [[1, "number", "name"], [2, "12012345678", "王小明"]]


def add_all(corpus):
    containers(corpus)
    encodings_of_parts(corpus)
    sheet_lists(corpus)
    positions(corpus)
    texts(corpus)
    values(corpus)
    number_formats(corpus)
    date_formats(corpus)
    writers(corpus)


def containers(corpus):
    def plain():
        return Package(PLAIN)

    def add(name, content):
        corpus.add(f"container-{name}.xlsx", content, PLAIN_ROWS)

    add("plain", plain().bytes())
    add("stored", plain().bytes(method=zipfile.ZIP_STORED))
    add("data-descriptors", plain().bytes(descriptors=True))
    add("zip64", plain().bytes(zip64=True))
    add("zip64-data-descriptors", plain().bytes(zip64=True, descriptors=True))
    add("junk-before", plain().bytes(before=b"MZ this is not a ZIP record\n" * 20))
    add("junk-after", plain().bytes(after=b"\r\n" * 50))
    add("no-content-types", archive({k: v for k, v in plain().parts.items() if "Types" not in k}))
    add("no-root-relationships", archive(
        {k: v for k, v in plain().parts.items() if k != "_rels/.rels"}))

    backslashes = {name.replace("/", "\\"): part for name, part in plain().parts.items()}
    add("backslashes-in-names", archive(backslashes))
    slashes = {"/" + name: part for name, part in plain().parts.items()}
    add("leading-slashes-in-names", archive(slashes))
    capitals = {name.upper(): part for name, part in plain().parts.items()}
    add("other-case-in-names", archive(capitals))
    folders = [("xl/", b""), ("xl/worksheets/", b""), *plain().parts.items()]
    add("folder-entries", archive(folders))
    add("reverse-order", archive(dict(reversed(plain().parts.items()))))

    add("absolute-targets", Package(PLAIN, absolute=True).bytes())
    rel = "xl/_rels/workbook.xml.rels"
    add("target-with-dots", plain().replace(
        rel, "worksheets/sheet1", "../xl/./worksheets/sheet1").bytes())
    add("target-from-the-root", plain().replace(
        rel, "worksheets/sheet1", "xl/worksheets/sheet1").bytes())
    add("target-with-backslashes", plain().replace(
        rel, "worksheets/sheet1", "worksheets\\sheet1").bytes())
    spaced = plain().rename("xl/worksheets/sheet1.xml", "xl/worksheets/my sheet.xml")
    add("target-percent-encoded", spaced.replace(rel, "sheet1.xml", "my%20sheet.xml").bytes())
    literal = plain().rename("xl/worksheets/sheet1.xml", "xl/worksheets/my%20sheet.xml")
    add("name-with-a-percent-sign", literal.replace(rel, "sheet1.xml", "my%20sheet.xml").bytes())
    moved = {name.replace("xl/", "data/book/"): part for name, part in plain().parts.items()}
    moved["_rels/.rels"] = moved["_rels/.rels"].replace("xl/workbook", "data/book/workbook")
    add("workbook-elsewhere", archive(moved))
    root = plain()
    root.parts = {name.replace("xl/", ""): part for name, part in root.parts.items()}
    add("workbook-at-the-root", root.replace("_rels/.rels", "xl/workbook", "/workbook").bytes())
    extra = plain()
    for number in range(500):
        extra.parts[f"xl/media/image{number}.png"] = b"\x89PNG"
    add("500-images", extra.bytes())


def encodings_of_parts(corpus):
    def add(name, convert):
        package = Package(PLAIN)
        package.parts = {part: convert(text) for part, text in package.parts.items()}
        corpus.add(f"part-{name}.xlsx", package.bytes(), PLAIN_ROWS)

    def declared(encoding):
        return lambda text: text.replace("UTF-8", encoding).encode(encoding)

    add("utf8-mark", lambda text: b"\xef\xbb\xbf" + text.encode())
    add("utf16", declared("UTF-16"))
    add("utf16-big-endian", lambda text: b"\xfe\xff" + text.replace(
        "UTF-8", "UTF-16").encode("utf-16-be"))
    add("gb18030", declared("GB18030"))
    add("no-declaration", lambda text: text.split("\n", 1)[1].encode())
    add("line-breaks-between-elements", lambda text: text.replace("><", ">\r\n  <"))
    add("single-quotes", lambda text: text.replace('"', "'"))
    add("comments", lambda text: text.replace("><", "><!-- c -->\n<", 3))
    add("processing-instruction", lambda text: text.replace("?>\n", '?>\n<?x y="z"?>\n', 1))
    add("trailing-white-space", lambda text: text + "\n\n  ")

    for name, family in [("strict", STRICT), ("transitional", TRANSITIONAL)]:
        for prefix in ["", "x:", "ns0:"]:
            data = PLAIN
            if prefix:
                for element in ["row", "c", "v", "is", "t"]:
                    data = data.replace(f"<{element}>", f"<{prefix}{element}>").replace(
                        f"<{element} ", f"<{prefix}{element} ").replace(
                        f"</{element}>", f"</{prefix}{element}>")
            package = Package(data, family=family, prefix=prefix)
            label = prefix.strip(":") or "default"
            corpus.add(f"namespace-{name}-{label}.xlsx", package.bytes(), PLAIN_ROWS)
    other = Package(PLAIN)
    other.replace("xl/workbook.xml", "xmlns:r=", "xmlns:d5p1=").replace(
        "xl/workbook.xml", "r:id=", "d5p1:id=")
    corpus.add("namespace-other-relationship-prefix.xlsx", other.bytes(), PLAIN_ROWS)


def sheet_lists(corpus):
    def add(name, package, rows=None, refused=None, **options):
        corpus.add(f"sheets-{name}.xlsx", package.bytes(), rows, refused, **options)

    hidden = Sheet(row("secret"), "Hidden", "hidden")
    very = Sheet(row("macro"), "Module", "veryHidden")
    data = Sheet(PLAIN, "Data")
    chart = Sheet(name="Chart", kind="chartsheet", xml="<chartsheet/>")
    add("first-hidden", Package(hidden, data), PLAIN_ROWS)
    add("first-very-hidden", Package(very, hidden, data), PLAIN_ROWS)
    add("chart-first", Package(chart, data), PLAIN_ROWS)
    add("hidden-named", Package(hidden, data), [[1, "secret"]], sheet="Hidden")
    add("second-named", Package(data, Sheet(row("b"), "Zweites")), [[1, "b"]], sheet="Zweites")
    add("name-with-entities", Package(Sheet(row("a")), Sheet(row("b"), "R&amp;D &lt;1&gt;")),
        [[1, "b"]], sheet="R&D <1>")
    add("name-decomposed", Package(Sheet(row("a")), Sheet(row("b"), "Cafe\u0301")), [[1, "b"]],
        sheet="Café")
    add("name-with-spaces", Package(Sheet(row("a")), Sheet(row("b"), " 三月 ")), [[1, "b"]],
        sheet="三月")
    add("order-is-the-workbooks", Package(
        Sheet(row("first"), "B", part="worksheets/sheet9.xml"),
        Sheet(row("second"), "A", part="worksheets/sheet1.xml")), [[1, "first"]])
    odd = Package(data).replace("xl/workbook.xml", 'sheetId="1"', 'sheetId="77" state="visible"')
    add("odd-sheet-id", odd, PLAIN_ROWS)
    empty_id = Package(very, data).replace("xl/workbook.xml", 'r:id="rId1"', 'r:id=""')
    add("empty-relationship-id", empty_id, PLAIN_ROWS)
    add("2000-sheets", Package(data, *(Sheet("", f"S{n}") for n in range(1_999))), PLAIN_ROWS)
    lost = Package(Sheet("", "Lost"), data)
    del lost.parts["xl/worksheets/sheet1.xml"]
    add("first-part-missing", lost, PLAIN_ROWS)
    add("all-hidden", Package(hidden, very), refused="no visible worksheet")
    for state in ["show", "Visible", "", "hiden"]:
        odd = Sheet(PLAIN, "Data", state)
        odd_data = Package(odd, Sheet(row("b"), "B"))
        if not state:
            odd_data.replace("xl/workbook.xml", 'sheetId="1"', 'sheetId="1" state=""')
        add(f"state-{state or 'empty'}", odd_data, PLAIN_ROWS)
    add("state-with-spaces", Package(Sheet(row("secret"), "H", " hidden "), data), PLAIN_ROWS)
    gone = Package(Sheet("", "Lost"))
    del gone.parts["xl/worksheets/sheet1.xml"]
    add("only-part-missing", gone, refused="damaged in worksheet “Lost”")
    add("no-such-name", Package(data), refused="has no worksheet “Fehlt”", sheet="Fehlt")
    add("only-charts", Package(chart), refused="no worksheet with cells")
    add("none", Package(), refused="no worksheet with cells")


def positions(corpus):
    def add(name, data, rows, **package):
        corpus.add(f"position-{name}.xlsx", Package(data, **package).bytes(), rows)

    add("no-references", PLAIN, PLAIN_ROWS)
    add("references", row(cell("a", "A1"), cell("b", "C1"), number=1) + row(
        cell("c", "B4"), number=4), [[1, "a", "", "b"], [4, "", "c"]])
    add("some-references", row(cell("a"), cell("b", "D1"), cell("c")), [[1, "a", "", "", "b", "c"]])
    add("some-row-numbers", row("a") + row("b", number=7) + row("c"), [[1, "a"], [7, "b"], [8, "c"]])
    add("rows-out-of-order", row("b", number=9) + row("a", number=3), [[9, "b"], [3, "a"]])
    add("cells-out-of-order", row(cell("c", "C1"), cell("a", "A1"), cell("b", "B1")),
        [[1, "a", "b", "c"]])
    add("cell-twice", row(cell("old", "A1"), cell("new", "A1")), [[1, "new"]])
    add("cell-of-another-row", row(cell("a", "B99"), number=2), [[2, "", "a"]])
    add("lower-case", row(cell("a", "ab1")), [[1, *[""] * 27, "a"]])
    add("dollars", row(cell("a", "$C$1")), [[1, "", "", "a"]])
    add("last-column", row(cell("a", "A1"), cell("z", "XFD1")), [[1, "a", *[""] * 16_382, "z"]])
    add("last-row", row("a", number=1) + row("z", number=1_048_576), [[1, "a"], [1_048_576, "z"]])
    add("empty-rows", row() + '<row r="2"/>' + row("a", number=3) + row(), [[3, "a"]])
    add("styled-empty-cells", row('<c s="0"/>', cell("a"), '<c r="Z1" s="0"/>', '<c t="s"/>'),
        [[1, "", "a"]])
    add("control-characters", row("_x0001_", "_x007F_") + row("_x0009_", "_x000D_", "x"),
        [[2, "\t", "\r", "x"]])
    add("blank-texts", row(" ", "\u3000", "\u200b\ufeff") + row("\u00a0", "x"), [[2, "\u00a0", "x"]])
    trailing = "".join(f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="0"/></row>'
                       for n in range(3, 100_003))
    add("100000-styled-empty-rows", PLAIN + trailing, PLAIN_ROWS)
    add("hidden-rows", row("a") + row("b", more=' hidden="1"'), [[1, "a"], [2, "b"]])
    add("empty-attributes", '<row r="" spans=""><c r="" s="" t=""><v>5</v></c></row>', [[1, "5"]])
    add("zero-row", row("a", number=1) + '<row r="0"><c><v>2</v></c></row>', [[1, "a"], [2, "2"]])

    dimensions = {"too-small": "A1", "too-large": "A1:XFD1048576", "wrong": "A0:AZ48943",
                  "nonsense": "##", "empty": ""}
    for name, reference in dimensions.items():
        package = Package(PLAIN)
        package.replace("xl/worksheets/sheet1.xml", "<sheetData>",
                        f'<dimension ref="{reference}"/><sheetData>')
        corpus.add(f"dimension-{name}.xlsx", package.bytes(), PLAIN_ROWS)
    around = Package(PLAIN).replace(
        "xl/worksheets/sheet1.xml", "<sheetData>",
        '<sheetPr><tabColor rgb="FF0000"/></sheetPr><sheetViews><sheetView><pane ySplit="1"/>'
        '</sheetView></sheetViews><cols><col min="1" max="2" width="9"/></cols><sheetData>')
    around.replace(
        "xl/worksheets/sheet1.xml", "</sheetData>",
        '</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells><dataValidations>'
        '<dataValidation><formula1>"1,2"</formula1></dataValidation></dataValidations><extLst>'
        '<ext><c><v>not a cell</v></c><row><c><v>7</v></c></row></ext></extLst>')
    corpus.add("position-elements-around.xlsx", around.bytes(), PLAIN_ROWS)
    merged = Package(row(cell("both", "A1"), '<c r="B1"/>')).replace(
        "xl/worksheets/sheet1.xml", "</sheetData>",
        '</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>')
    corpus.add("position-merged.xlsx", merged.bytes(), [[1, "both"]])
    corpus.add("position-no-rows.xlsx", Package("").bytes(), [])
    corpus.add("position-self-closed-data.xlsx",
               Package(Sheet(xml='<worksheet><sheetData/></worksheet>')).bytes(), [])


def texts(corpus):
    def add(name, *items, shown):
        data = row(*(cell(n, kind="s") for n in range(len(items))))
        table = "".join(f"<si>{item}</si>" for item in items)
        corpus.add(f"text-{name}.xlsx", Package(data, strings=table).bytes(), [[1, *shown]])
        inline = row(*(f'<c t="inlineStr"><is>{item}</is></c>' for item in items))
        corpus.add(f"text-{name}-in-line.xlsx", Package(inline).bytes(), [[1, *shown]])

    add("rich", "<r><t>a</t></r><r><rPr><b/><sz val=\"9\"/></rPr><t>b</t></r>",
        "<t>plain</t><r><t xml:space=\"preserve\"> then rich</t></r>", "<r><t/></r><r><t>c</t></r>",
        shown=["ab", "plain then rich", "c"])
    add("empty", "<t></t>", "<t/>", "", "<r><rPr/></r>", "<t>end</t>", shown=["", "", "", "", "end"])
    add("phonetic", '<t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>',
        "<r><t>大</t></r><rPh><t>オオ</t></rPh><r><t>阪</t></r>", shown=["東京", "大阪"])
    # Excel drops white space at the ends of a t that does not preserve it; LibreOffice keeps it.
    add("spaces", '<t xml:space="preserve"> a  b </t>', "<t> c </t>", "<t>\n\td\n</t>",
        "<r><t>e </t></r><r><t> f</t></r>", shown=[" a  b ", "c", "d", "ef"])
    add("entities", "<t>&lt;a&gt; &amp; &quot;b&quot; &apos;c&apos;</t>",
        "<t>&#20013;&#x6587;&#x1F600;</t>", "<t>&amp;lt;</t>", shown=["<a> & \"b\" 'c'", "中文😀", "&lt;"])
    add("cdata", "<t><![CDATA[<b> & ]]>x</t>", "<t><![CDATA[]]></t>", "<t>]]&gt;</t>",
        shown=["<b> & x", "", "]]>"])
    add("comments", "<t>a<!-- no -->b</t>", "<!-- <t>x</t> --><t>c</t>", shown=["ab", "c"])
    add("escapes", "<t>a_x0041_b</t>", "<t>_x005F_x0041_</t>", "<t>_x005f_x000D_</t>",
        "<t>_x00e9__x4E2D_</t>", "<t>_xD83D__xDE00_</t>", "<t>_xZZZZ_ _x41_ _x0041</t>",
        shown=["aAb", "_x0041_", "_x000D_", "é中", "😀", "_xZZZZ_ _x41_ _x0041"])
    add("unpaired-surrogates", "<t>_xD83D_</t>", "<t>_xDE00_a</t>", shown=["\ufffd", "\ufffda"])
    add("line-breaks", "<t>a\nb</t>", "<t>a\r\nb</t>", "<t>a_x000D_\nb</t>", "<t>a&#10;b</t>",
        "<t>a\tb</t>", shown=["a\nb", "a\nb", "a\nb", "a\nb", "a\tb"])
    add("emoji", "<t>👩‍👩‍👧‍👦 🇨🇳 ☎️</t>", "<t>𠮷野家</t>", shown=["👩‍👩‍👧‍👦 🇨🇳 ☎️", "𠮷野家"])
    add("scripts", "<t>عربى</t>", "<t>ไทย</t>", "<t>हिन्दी</t>", "<t>Ελλάδα</t>",
        shown=["عربى", "ไทย", "हिन्दी", "Ελλάδα"])
    add("like-formulas", "<t>=1+1</t>", "<t>+86</t>", "<t>@x</t>", "<t>-1</t>",
        shown=["=1+1", "+86", "@x", "-1"])
    add("longest", f"<t>{'长' * 32_767}</t>", shown=["长" * 32_767])
    add("unknown-elements", "<x><t>hm</t></x>", "<t>a</t><extLst/>", shown=["hm", "a"])

    def shared(name, data, shown, table=strings("zero", "one"), **changes):
        package = Package(row(*data), strings=table)
        for part, (old, new) in changes.items():
            package.replace(part, old, new)
        corpus.add(f"shared-{name}.xlsx", package.bytes(), [[1, *shown]])

    one, zero = cell(1, kind="s"), cell(0, kind="s")
    shared("repeated", [one, one, zero], ["one", "one", "zero"])
    shared("equal-strings", [cell(2, kind="s")], ["zero"], strings("zero", "one", "zero"))
    shared("index-too-large", [cell(2, kind="s"), one], ["#STRING?", "one"])
    shared("index-negative", [cell(-1, kind="s"), one], ["#STRING?", "one"])
    shared("index-no-number", [cell("x", kind="s"), one], ["#STRING?", "one"])
    shared("index-empty", ['<c t="s"><v></v></c>', '<c t="s"><v/></c>', one], ["", "", "one"])
    shared("index-with-zeros", [cell("0001", kind="s")], ["one"])
    counted = Package(row(one), strings=strings("zero", "one")).replace(
        "xl/sharedStrings.xml", "<sst ", '<sst count="4294967295" uniqueCount="4294967295" ')
    corpus.add("shared-counts-that-lie.xlsx", counted.bytes(), [[1, "one"]])
    corpus.add("shared-none-needed.xlsx", Package(row("a")).bytes(), [[1, "a"]])
    lost = Package(row(zero, "a"), strings=strings("zero"))
    del lost.parts["xl/sharedStrings.xml"]
    corpus.add("shared-part-missing.xlsx", lost.bytes(), [[1, "#STRING?", "a"]])
    many = strings(*(f"string {n}" for n in range(50_000)))
    data = "".join(row(cell(n, kind="s")) for n in range(49_999, -1, -1))
    corpus.table("shared-50000.xlsx", Package(data, strings=many).bytes(),
                 *([f"string {n}"] for n in range(49_999, -1, -1)))


def values(corpus):
    def add(name, cells, shown, **package):
        corpus.add(f"value-{name}.xlsx", Package(row(*cells), **package).bytes(), [[1, *shown]])

    def numbers(*texts):
        return [f"<c><v>{text}</v></c>" for text in texts]

    add("integers", numbers(0, 7, -12, 13711112222, 999999999999999),
        ["0", "7", "-12", "13711112222", "999999999999999"])
    add("floats", numbers("0.1", "1.5", "12.50", "-0.25", "1234567.891"),
        ["0.1", "1.5", "12.5", "-0.25", "1234567.891"])
    add("float-tails", numbers("0.30000000000000004", "29.321000000000002", "1.1000000000000001",
                               "4.3499999999999996", "100.00000000000001"),
        ["0.3", "29.321", "1.1", "4.35", "100"])
    add("scientific", numbers("1.3711112222E10", "1.5E-3", "2.5e+2", "1E3"),
        ["13711112222", "0.0015", "250", "1000"])
    add("float-integers", numbers("13711112222.0", "5.00"), ["13711112222", "5"])
    add("spaces-around", numbers(" 5 ", "\n6\n"), ["5", "6"])
    add("no-numbers", numbers("abc", "1,5", "NaN"), ["abc", "1,5", "NaN"])
    add("booleans", [cell(1, kind="b"), cell(0, kind="b"), cell("true", kind="b"),
                     cell("false", kind="b")], ["TRUE", "FALSE", "TRUE", "FALSE"])
    errors = ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA",
              "#SPILL!"]
    add("errors", [cell(error, kind="e") for error in errors], errors)
    def dates(*texts):
        return [cell(text, style=index, kind="d") for index, text in enumerate(texts)]

    add("iso-dates", dates("2026-11-20", "2026-11-20T08:30:00", "T08:30:00.000", "PT26H15M0.000S",
                           "2026-11-20T08:30:59.600Z", "1899-12-30T18:00:00", "2026-11-31"),
        ["46346", "2026-11-20", "8:30", "26:15:00", "2026/11/20 8:31", "18:00", "2026-11-31"],
        styles=styles(0, "yyyy-mm-dd", "h:mm", "[h]:mm:ss", 22, 20, 14))
    add("iso-dates-1904", dates("1904-01-02", "2026-11-20T06:00:00", "PT6H"),
        ["1", "2026-11-20 06:00", "0.25"], styles=styles(0, "yyyy-mm-dd hh:mm", 0), date1904=True)
    add("white-space", [cell(" 1 ", kind="s"), '<c t=" b "><v>\n1\n</v></c>',
                        cell(" #N/A ", kind="e"), '<c s=" 1 " t="n "><v>\t0.5</v></c>',
                        "<c><v> </v></c>", "x"],
        ["one", "TRUE", "#N/A", "50%", "", "x"], styles=styles(0, 9), strings=strings("zero", "one"))
    add("unknown-type", ['<c t="zz"><v>x</v></c>', '<c t="n"><v>5</v></c>'], ["x", "5"])
    add("formulas", ["<c><f>1+1</f><v>2</v></c>", '<c t="str"><f>A1&amp;"x"</f><v>2x</v></c>',
                     '<c t="b"><f>TRUE()</f><v>1</v></c>', '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'],
        ["2", "2x", "TRUE", "#DIV/0!"])
    add("shared-formulas", ['<c><f t="shared" ref="A1:B1" si="0">1+1</f><v>2</v></c>',
                            '<c><f t="shared" si="0"/><v>3</v></c>',
                            '<c><f t="array" ref="C1">SUM(A1:B1)</f><v>5</v></c>'], ["2", "3", "5"])
    add("formula-without-value", ["<c><f>1+1</f></c>", "<c><f>A1</f><v/></c>", "x"], ["", "", "x"])
    add("value-beside-inline", ['<c t="inlineStr"><v>8</v><is><t>text</t></is></c>',
                                '<c t="inlineStr"><is><t>text</t></is><v>8</v></c>'],
        ["text", "text"])
    add("inline-without-type", ["<c><is><t>text</t></is></c>"], ["text"])
    add("inline-empty", ['<c t="inlineStr"/>', '<c t="inlineStr"><is/></c>', "x"], ["", "", "x"])
    add("text-numbers", [cell("0123", kind="str"), "00861380013", "１３８"],
        ["0123", "00861380013", "１３８"])
    add("style-out-of-range", [cell(5, style=9), cell(6, style=-1), cell(7, style="x")],
        ["5", "6", "7"], styles=styles(0))
    add("styles-missing", [cell(46346, style=3)], ["46346"])
    add("unknown-format-id", [cell(46346, style=1)], ["46346"],
        styles='<cellXfs><xf numFmtId="0"/><xf numFmtId="300"/></cellXfs>')
    add("xf-without-format", [cell(5, style=0)], ["5"], styles="<cellXfs><xf/></cellXfs>")
    add("formats-after-the-cells", [cell(0.5, style=0)], ["50%"],
        styles='<cellXfs><xf numFmtId="170"/></cellXfs><numFmts><numFmt numFmtId="170"'
               ' formatCode="0%"/></numFmts>')
    add("cell-style-formats-do-not-count", [cell(5, style=0)], ["5"],
        styles='<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/></cellXfs>')
    add("differential-formats-do-not-count", [cell(5, style=0)], ["5.00"],
        styles='<numFmts><numFmt numFmtId="170" formatCode="0.00"/></numFmts><cellXfs>'
               '<xf numFmtId="170"/></cellXfs><dxfs><dxf><numFmt numFmtId="170" formatCode="0%"/>'
               '</dxf></dxfs>')
    add("differential-format-of-a-date", [cell(42062, style=0)], ["2015/2/27"],
        styles='<dxfs><dxf><numFmt numFmtId="14" formatCode="0.00%"/></dxf></dxfs><cellXfs>'
               '<xf numFmtId="14"/></cellXfs>')
    zeros = Package(row(cell(0), "x", cell(0.5)) + row(cell(0))).replace(
        "xl/worksheets/sheet1.xml", "<sheetData>",
        '<sheetViews><sheetView showZeros="0" workbookViewId="0"/></sheetViews><sheetData>')
    corpus.add("value-zeros-hidden.xlsx", zeros.bytes(), [[1, "", "x", "0.5"]])


def shown_by(corpus, name, table, **package):
    """A workbook of one column: in each row a value, and a format of its own."""
    data = "".join(row(cell(value, style=index)) for index, (_, value, _) in enumerate(table))
    content = Package(data, styles=styles(*(form for form, _, _ in table)), **package).bytes()
    corpus.add(name, content, [[n, shown] for n, (_, _, shown) in enumerate(table, 1) if shown])


def number_formats(corpus):
    shown_by(corpus, "format-built-in-numbers.xlsx", [
        (0, 1234.5, "1234.5"), (1, 1234.5, "1235"), (2, 1234.5, "1234.50"), (3, 1234.5, "1,235"),
        (4, 1234.5, "1,234.50"), (9, 0.125, "13%"), (10, 0.125, "12.50%"), (11, 1234.5, "1.23E+03"),
        (12, 1.5, "1 1/2"), (13, 1.25, "1  1/4"), (37, -1234, "(1,234)"), (39, -1234.5, "(1,234.50)"),
        (48, 12345, "12.3E+3"), (49, 5, "5")])
    shown_by(corpus, "format-decimals.xlsx", [
        ("0", 2.5, "3"), ("0", -0.4, "0"), ("0.0", 0.05, "0.1"), ("0.00", 1.005, "1.01"),
        ("#.##", 0.5, ".5"), ("0.##", 1, "1."), ("#", 0, ""), ("000", 7, "007"),
        ("0.000", 1.23456, "1.235"), ("?0.0?", 1.5, "1.5"), ("00000000000", 138001380, "00138001380")])
    shown_by(corpus, "format-thousands.xlsx", [
        ("#,##0", 1234567, "1,234,567"), ("#,##0", 999, "999"), ("#,##0.00", -1234.5, "-1,234.50"),
        ("#,##0,", 1234567, "1,235"), ("0.0,,", 1234567, "1.2"), ("#,##0_);(#,##0)", -5, "(5)"),
        ("0000,000", 12345, "0,012,345")])
    shown_by(corpus, "format-percent.xlsx", [
        ("0%", 0.5, "50%"), ("0.0%", 0.1234, "12.3%"), ("#%", 1, "100%"), ("0%%", 0.01, "100%%")])
    shown_by(corpus, "format-currency.xlsx", [
        ('"¥"#,##0.00', 1234.5, "¥1,234.50"), ("[$¥-804]#,##0.00", 99, "¥99.00"),
        ("[$€-407] 0.00", 3, "€ 3.00"), ("$#,##0", 1500, "$1,500"), ('0.00" 元"', 12, "12.00 元"),
        ("[$HK$-C04]0", 8, "HK$8"), ("￥0", 5, "￥5"), ("£0.0", 1, "£1.0"),
        ('_("$"* #,##0.00_);_("$"* (#,##0.00);_("$"* "-"??_);_(@_)', 12.5, "$12.50"),
        ('_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ', 1234.5, "¥1,234.50"),
        ("0_ ", 123456, "123456"), ("0.00_ ;[Red]\\-0.00\\ ", -5, "-5.00")])
    shown_by(corpus, "format-sections.xlsx", [
        ("0;-0;零", 0, "零"), ("0;(0)", -5, "(5)"), ("0;0", -5, "5"), ("[>100]\"big\";\"small\"", 101, "big"),
        ("[>100]\"big\";\"small\"", 5, "small"), ("[<0]\"neg\";[=0]\"nil\";0", 0, "nil"),
        ("[Red]0;[Blue]-0", -3, "-3"), ("0;;", -5, ""), ('"on";;"off"', 0, "off"),
        ("[<=-25]General;0", -25, "25"), ("[<-25]0;[>25]0;General", -25, "-25"), ("0.000", -0.0001, "0.000")])
    shown_by(corpus, "format-scientific.xlsx", [
        ("0.00E+00", 12345, "1.23E+04"), ("0E+0", 0.00012, "1E-4"), ("##0.0E+0", 12345, "12.3E+3"),
        ("0.0E-00", 12345, "1.2E04"), ("0.00E+00", 0, "0.00E+00")])
    shown_by(corpus, "format-fractions.xlsx", [
        ("# ?/?", 0.5, "1/2"), ("# ?/?", 3, "3"), ("?/?", 1.5, "3/2"), ("# ??/??", 3.14159, "3 14/99"),
        ("# ?/8", 0.75, "6/8"), ("0/4", 1.25, "5/4")])
    shown_by(corpus, "format-literals.xlsx", [
        ("0\\-000", 1234, "1-234"), ('"No. "0', 5, "No. 5"), ("000\\-0000\\-0000", 13800138000, "138-0013-8000"),
        ("0_-", 5, "5"), ("(0)", 5, "(5)"), ("0 \\km", 5, "5 km"), ('0"""', 5, "5"), ("!0", 5, "0")])
    shown_by(corpus, "format-general-in-sections.xlsx", [
        ("General", 1.5, "1.5"), ("General\" kg\"", 2, "2 kg"), ("General;-General", -2, "-2"),
        ("G/通用格式", 5, "5")])
    text = styles('@" 元"', '0;0;0;"text: "@', "@", "0", '"x"')
    corpus.add("format-text-sections.xlsx", Package(row(
        *(f'<c s="{n}" t="inlineStr"><is><t>a</t></is></c>' for n in range(5))), styles=text).bytes(),
        [[1, "a 元", "text: a", "a", "a", "a"]])


def date_formats(corpus):
    # 2026-11-20 is day 46346 since the end of 1899; .604513889 of a day is 14:30:30.
    day, moment = 46346, 46346.604513889
    shown_by(corpus, "date-built-in.xlsx", [
        (14, day, "2026/11/20"), (15, day, "20-Nov-26"), (16, day, "20-Nov"), (17, day, "Nov-26"),
        (18, moment, "2:30 PM"), (19, moment, "2:30:30 PM"), (20, moment, "14:30"),
        (21, moment, "14:30:30"), (22, moment, "2026/11/20 14:30"), (45, moment, "30:30"),
        (46, 1.5, "36:00:00"), (47, moment, "30:30.0")])
    shown_by(corpus, "date-built-in-chinese.xlsx", [
        (27, day, "2026年11月"), (28, day, "11月20日"), (31, day, "2026年11月20日"), (32, moment, "14时30分"),
        (33, moment, "14时30分30秒"), (57, day, "2026年11月"), (58, day, "11月20日")])
    shown_by(corpus, "date-custom.xlsx", [
        ("yyyy-mm-dd", day, "2026-11-20"), ("yyyy-mm-dd hh:mm:ss", moment, "2026-11-20 14:30:30"),
        ("d/m/yy", day, "20/11/26"), ("dddd, mmmm d", day, "Friday, November 20"), ("ddd mmm", day, "Fri Nov"),
        ("mmmmm", day, "N"), ("yyyymmdd", day, "20261120"), ("dd.mm.yyyy", day, "20.11.2026"),
        ("yyyy", day, "2026"), ("m", day, "11"), ("e", day, "2026")])
    shown_by(corpus, "date-times.xlsx", [
        ("h:mm", moment, "14:30"), ("h:mm AM/PM", moment, "2:30 PM"), ("hh:mm:ss.000", moment, "14:30:30.000"),
        ("mm:ss", moment, "30:30"), ("h AM/PM", 0.0, "12 AM"), ("h:mm A/P", 0.75, "6:00 P"), ("h", 0.5, "12"),
        ("上午/下午h:mm", moment, "下午2:30"), ("hh", 0.25, "06")])
    shown_by(corpus, "date-elapsed.xlsx", [
        ("[h]:mm", 1.25, "30:00"), ("[hh]:mm:ss", 0.125, "03:00:00"), ("[mm]:ss", 0.0625, "90:00"),
        ("[ss]", 0.5, "43200"), ("[h]", 2.0, "48"), ("[hh]", -1.2, "-28")])
    shown_by(corpus, "date-system.xlsx", [
        ("[$-F800]dddd, mmmm dd, yyyy", day, "2026年11月20日"), ("[$-F400]h:mm:ss AM/PM", moment, "14:30:30"),
        ("B1yyyy-mm-dd", day, "2026-11-20"), ("B2yyyy", day, "2026"), ("[$-411]ggge年", day, "2026年"),
        ("[$-107041E]d/m/yyyy", day, "20/11/2026")])
    shown_by(corpus, "date-chinese.xlsx", [
        ('yyyy"年"m"月"d"日"', day, "2026年11月20日"), ("yyyy年m月d日", day, "2026年11月20日"),
        ("[$-804]aaaa", day, "星期五"), ("[$-804]aaa", day, "五"), ("[$-804]dddd", day, "星期五"),
        ("[$-804]yyyy/m/d aaaa", day, "2026/11/20 星期五"), ("h时mm分", moment, "14时30分"),
        ("[DBNum1][$-804]yyyy年m月d日", day, "二〇二六年十一月二十日"), ("[$-804]mmmm", day, "十一月")])
    shown_by(corpus, "date-1900-edges.xlsx", [
        ("yyyy-mm-dd", 1, "1900-01-01"), ("yyyy-mm-dd", 59, "1900-02-28"), ("yyyy-mm-dd", 60, "1900-02-29"),
        ("yyyy-mm-dd", 61, "1900-03-01"), ("yyyy-mm-dd", 2958465, "9999-12-31"),
        ("yyyy-mm-dd", 36526, "2000-01-01"), ("h:mm", 0, "0:00")])
    shown_by(corpus, "date-1904.xlsx", [
        ("yyyy-mm-dd", 0, "1904-01-01"), ("yyyy-mm-dd", 44884, "2026-11-20"), (14, 1, "1904/1/2"),
        ("h:mm", 0.5, "12:00")], date1904=True)
    shown_by(corpus, "date-carry.xlsx", [
        ("yyyy-mm-dd hh:mm:ss", 46346.9999999, "2026-11-21 00:00:00"),
        ("h:mm:ss", 0.04166666666666667, "1:00:00"), ("mm:ss.0", 0.0006944444444444445, "01:00.0")])
    shown_by(corpus, "date-not-dates.xlsx", [
        ('0"day"', 5, "5day"), ("0\\d", 5, "5d"), ("[Red]0", 5, "5"), ("General", day, "46346"),
        ('"h"0', 5, "h5")])
    shown_by(corpus, "date-out-of-range.xlsx", [
        ("yyyy-mm-dd", -1, "-1"), ("yyyy-mm-dd", 1747911406, "1747911406")])


def writers(corpus):
    """The habits of writers that cannot be run here, in their own XML."""
    rows = [[1, "number", "name", "amount"], [2, "12012345678", "张三", "12.5"]]

    corpus.add("writer-closedxml.xlsx", Package(
        '<x:row r="1" spans="1:3"><x:c r="A1" s="1" t="s"><x:v>0</x:v></x:c><x:c r="B1" s="1" t="s">'
        '<x:v>1</x:v></x:c><x:c r="C1" s="1" t="s"><x:v>2</x:v></x:c></x:row><x:row r="2" spans="1:3">'
        '<x:c r="A2" s="0" t="s"><x:v>3</x:v></x:c><x:c r="B2" s="0" t="s"><x:v>4</x:v></x:c>'
        '<x:c r="C2" s="0"><x:v>12.5</x:v></x:c></x:row>', prefix="x:", absolute=True,
        strings="".join(f'<x:si><x:t xml:space="preserve">{text}</x:t></x:si>'
                        for text in ["number", "name", "amount", "12012345678", "张三"]),
        styles='<x:numFmts count="0"/><x:cellXfs count="2"><x:xf numFmtId="0"/><x:xf numFmtId="0"'
               ' applyNumberFormat="1"/></x:cellXfs>').bytes(), rows)

    corpus.add("writer-open-xml-sdk-streaming.xlsx", Package(
        "<x:row><x:c t=\"str\"><x:v>number</x:v></x:c><x:c t=\"str\"><x:v>name</x:v></x:c>"
        "<x:c t=\"str\"><x:v>amount</x:v></x:c></x:row><x:row><x:c t=\"str\"><x:v>12012345678</x:v></x:c>"
        "<x:c t=\"str\"><x:v>张三</x:v></x:c><x:c t=\"n\"><x:v>12.5</x:v></x:c></x:row>", prefix="x:",
        absolute=True).bytes(), rows)

    corpus.add("writer-sheetjs.xlsx", Package(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>'
        '</row><row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" t="s"><v>4</v></c><c r="C2"><v>12.5</v></c>'
        '</row>', strings=strings("number", "name", "amount", "12012345678", "张三")).replace(
        "xl/worksheets/sheet1.xml", "<sheetData>",
        '<dimension ref="A1:C2"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetData>'
        ).replace("xl/worksheets/sheet1.xml", "</sheetData>",
                  '</sheetData><ignoredErrors><ignoredError numberStoredAsText="1" sqref="A1:C2"/>'
                  "</ignoredErrors>").bytes(), rows)

    corpus.add("writer-poi.xlsx", Package(
        '<row r="1"><c r="A1" t="s" s="0"><v>0</v></c><c r="B1" t="s" s="0"><v>1</v></c><c r="C1" t="s"'
        ' s="0"><v>2</v></c></row>\n<row r="2"><c r="A2" t="s" s="0"><v>3</v></c><c r="B2" t="s" s="0">'
        '<v>4</v></c><c r="C2" t="n" s="1"><v>12.5</v></c></row>', absolute=True,
        strings=strings("number", "name", "amount", "12012345678", "张三"), styles=styles(0, "0.0"),
        ).bytes(descriptors=True), rows)

    corpus.add("writer-easyexcel.xlsx", Package(
        '<row r="1"><c r="A1" s="1" t="inlineStr"><is><t>number</t></is></c><c r="B1" s="1" t="inlineStr">'
        '<is><t>name</t></is></c><c r="C1" s="1" t="inlineStr"><is><t>amount</t></is></c></row>\n<row r="2">'
        '<c r="A2" t="inlineStr"><is><t>12012345678</t></is></c><c r="B2" t="inlineStr"><is><t>张三</t></is>'
        '</c><c r="C2" t="n"><v>12.5</v></c></row>', styles=styles(0, "@")).bytes(descriptors=True), rows)

    corpus.add("writer-google-sheets.xlsx", Package(
        '<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1" t="s"><v>1</v></c><c r="C1" s="1" t="s">'
        '<v>2</v></c></row><row r="2"><c r="A2" s="2"><v>1.2012345678E10</v></c><c r="B2" s="1" t="s"><v>3</v>'
        '</c><c r="C2" s="1"><v>12.5</v></c></row>' + "".join(
            f'<row r="{n}"><c r="A{n}" s="1"/><c r="B{n}" s="1"/></row>' for n in range(3, 1001)),
        strings=strings("number", "name", "amount", "张三"), styles=styles(0, 0, "0")).bytes(), rows)

    corpus.add("writer-wps.xlsx", Package(
        '<row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2'
        '</v></c></row><row r="2" spans="1:3"><c r="A2" s="1"><v>12012345678</v></c><c r="B2" t="s"><v>3</v>'
        '</c><c r="C2" s="2"><v>12.5</v></c></row>', strings=strings("number", "name", "amount", "张三"),
        styles=styles(0, "0_ ", "General")).replace("xl/worksheets/sheet1.xml", "<sheetData>",
                                                    '<dimension ref="A1"/><sheetData>').bytes(),
        [[1, "number", "name", "amount"], [2, "12012345678", "张三", "12.5"]])

    corpus.add("writer-apple-numbers.xlsx", Package(
        Sheet('<row r="1" ht="20" customHeight="1"><c r="A1" t="s" s="2"><v>0</v></c><c r="B1" t="s" s="2">'
              '<v>1</v></c><c r="C1" t="s" s="2"><v>2</v></c></row><row r="2" ht="20"><c r="A2" t="s" s="3">'
              '<v>3</v></c><c r="B2" t="s" s="3"><v>4</v></c><c r="C2" s="4"><v>12.5</v></c></row>',
              "Sheet 1 - Table 1"), date1904=True,
        strings=strings("number", "name", "amount", "12012345678", "张三"),
        styles=styles(0, 0, 49, 49, "0.0")).bytes(), rows)

    corpus.add("writer-excel-365.xlsx", Package(
        '<row r="1" spans="1:3" x14ac:dyDescent="0.25"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v>'
        '</c><c r="C1" t="s"><v>2</v></c></row><row r="2" spans="1:3" x14ac:dyDescent="0.25"><c r="A2" s="1"'
        ' t="s"><v>3</v></c><c r="B2" t="s"><v>4</v></c><c r="C2" cm="1"><f t="array" ref="C2">_xlfn.X(1)</f>'
        '<v>12.5</v></c></row>', strings=strings("number", "name", "amount", "12012345678") +
        '<si><t>张三</t><phoneticPr fontId="1" type="noConversion"/></si>', styles=styles(0, 49)).replace(
        "xl/worksheets/sheet1.xml", "<worksheet ",
        '<worksheet xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' mc:Ignorable="x14ac" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
        ).bytes(), rows)

    corpus.add("writer-sas.xlsx", Package(
        row("number", "name", "amount") + row("12012345678", "张三", 12.5) +
        '<row r="3"><c r="A3" t="inlineStr"/><c r="B3" t="inlineStr"/><c r="C3"/></row>').bytes(), rows)

    corpus.add("writer-epplus.xlsx", Package(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'
        '<row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2" t="s"><v>4</v></c><c r="C2"><v>12.5</v></c></row>',
        strings=strings("number", "name", "amount", "12012345678", "张三"), absolute=True
        ).bytes(zip64=True), rows)
