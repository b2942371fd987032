"""Workbooks made part by part, so that a case says exactly what is in the file."""

import io
import struct
import zipfile

TRANSITIONAL = {
    "main": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "rel": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
STRICT = {
    "main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "rel": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Sheet:
    """One entry of the workbook's sheet list."""

    def __init__(self, data="", name="Sheet1", state=None, kind="worksheet", xml=None, part=None):
        self.data, self.name, self.state, self.kind = data, name, state, kind
        self.xml, self.part = xml, part


class Package:
    """The parts of a workbook; `parts` may be changed before `bytes()` is asked for."""

    def __init__(self, *sheets, strings=None, styles=None, family=TRANSITIONAL, prefix="",
                 date1904=False, absolute=False):
        sheets = [s if isinstance(s, Sheet) else Sheet(s) for s in sheets]
        self.family, self.prefix = family, prefix
        main, rel = family["main"], family["rel"]
        self.parts = {
            "[Content_Types].xml": self._content_types(),
            "_rels/.rels": self._relationships([("rId1", "officeDocument", "xl/workbook.xml")]),
        }
        listed, relations = [], []
        for number, sheet in enumerate(sheets, 1):
            folder = {"worksheet": "worksheets", "chartsheet": "chartsheets"}[sheet.kind]
            part = sheet.part or f"{folder}/sheet{number}.xml"
            state = f' state="{sheet.state}"' if sheet.state else ""
            listed.append(f'<{prefix}sheet name="{sheet.name}" sheetId="{number}"{state}'
                          f' r:id="rId{number}"/>')
            relations.append((f"rId{number}", sheet.kind, ("/xl/" if absolute else "") + part))
            self.parts["xl/" + part] = sheet.xml or self.worksheet(sheet.data)
        if strings is not None:
            relations.append(("rIdS", "sharedStrings", "sharedStrings.xml"))
            self.parts["xl/sharedStrings.xml"] = self.element("sst", strings)
        if styles is not None:
            relations.append(("rIdT", "styles", "styles.xml"))
            self.parts["xl/styles.xml"] = self.element("styleSheet", styles)
        properties = f'<{prefix}workbookPr date1904="1"/>' if date1904 else ""
        self.parts["xl/workbook.xml"] = self.element(
            "workbook", f'{properties}<{prefix}sheets>{"".join(listed)}</{prefix}sheets>',
            f' xmlns:r="{rel}"')
        self.parts["xl/_rels/workbook.xml.rels"] = self._relationships(relations)

    def element(self, name, inner, more=""):
        """A part whose root element is in the main namespace."""
        binding = f'xmlns:{self.prefix[:-1]}' if self.prefix else "xmlns"
        root = self.prefix + name
        return f'{DECLARATION}<{root} {binding}="{self.family["main"]}"{more}>{inner}</{root}>'

    def worksheet(self, data):
        return self.element("worksheet", f"<{self.prefix}sheetData>{data}</{self.prefix}sheetData>")

    def replace(self, part, old, new):
        assert old in self.parts[part], f"{part} has no {old}"
        self.parts[part] = self.parts[part].replace(old, new)
        return self

    def rename(self, old, new):
        """Gives a part another name in the archive, in the place where it was."""
        self.parts = {new if name == old else name: text for name, text in self.parts.items()}
        return self

    def bytes(self, **how):
        return archive(self.parts, **how)

    @staticmethod
    def _content_types():
        return (f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
                '<Default Extension="rels"'
                ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                '<Default Extension="xml" ContentType="application/xml"/>'
                '<Override PartName="/xl/workbook.xml" ContentType="application/'
                'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')

    def _relationships(self, relations):
        inner = "".join(
            f'<Relationship Id="{id}" Type="{self.family["rel"]}/{kind}" Target="{target}"/>'
            for id, kind, target in relations)
        return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def archive(parts, method=zipfile.ZIP_DEFLATED, descriptors=False, zip64=False, before=b"",
            after=b""):
    """A ZIP archive of named parts, text or bytes.

    descriptors: sizes and checksums stand behind each entry, as in a stream that cannot seek back.
    """
    target = Unseekable() if descriptors else io.BytesIO()
    items = parts.items() if isinstance(parts, dict) else parts
    with zipfile.ZipFile(target, "w", method) as file:
        for name, content in items:
            content = content.encode() if isinstance(content, str) else content
            info = zipfile.ZipInfo(name)
            info.filename = name
            info.compress_type = method
            with file.open(info, "w", force_zip64=zip64) as entry:
                entry.write(content)
    return before + target.getvalue() + after


class Unseekable(io.RawIOBase):
    """A stream that only moves forward, like a socket."""

    def __init__(self):
        self.content = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.content += data
        return len(data)

    def getvalue(self):
        return bytes(self.content)


def central_entries(content):
    """Offsets of the records of the central directory, by name."""
    end = content.rindex(b"PK\x05\x06")
    count, _, start = struct.unpack_from("<HII", content, end + 10)
    entries = {}
    for _ in range(count):
        name, extra, comment = struct.unpack_from("<HHH", content, start + 28)
        entries[content[start + 46:start + 46 + name].decode()] = start
        start += 46 + name + extra + comment
    return entries


def patched(content, name, offset, form, value):
    """The archive with a field changed in the central directory's record of one entry."""
    content = bytearray(content)
    struct.pack_into(form, content, central_entries(content)[name] + offset, value)
    return bytes(content)


def cell(value, reference=None, style=None, kind=None):
    """A `c` element: a number as it is, a text in line."""
    r = f' r="{reference}"' if reference else ""
    s = f' s="{style}"' if style is not None else ""
    if kind:
        return f'<c{r}{s} t="{kind}"><v>{value}</v></c>'
    if isinstance(value, str):
        return f'<c{r}{s} t="inlineStr"><is><t>{value}</t></is></c>'
    return f"<c{r}{s}><v>{value}</v></c>"


def row(*cells, number=None, more=""):
    r = f' r="{number}"' if number else ""
    inner = "".join(c if str(c).startswith("<") else cell(c) for c in cells)
    return f"<row{r}{more}>{inner}</row>"


def strings(*texts):
    return "".join(f"<si><t>{text}</t></si>" for text in texts)


def styles(*formats):
    """Cell styles 0, 1, 2 ... with these formats: built-in ones by number, others by code."""
    codes, xfs = [], []
    for index, form in enumerate(formats, 164):
        if isinstance(form, int):
            xfs.append(f'<xf numFmtId="{form}"/>')
        else:
            code = form.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
            codes.append(f'<numFmt numFmtId="{index}" formatCode="{code}"/>')
            xfs.append(f'<xf numFmtId="{index}"/>')
    return f"<numFmts>{''.join(codes)}</numFmts><cellXfs>{''.join(xfs)}</cellXfs>"
