#!/usr/bin/env python3
"""Writes a recipient sheet of any size for monthly-bill: the same bytes for the same arguments.

    make_sheet.py OUT.xlsx|OUT.csv [--rows 1000000]

Numbers are of the block for satellite terminals, 1740 0. One row in a hundred repeats the one above, one in a
hundred has a digit less. Needs no packages.
"""
import argparse
import random
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="Sheet1" '
    'sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def table(count):
    source = random.Random(1)
    yield "Phone", "Name", "Amount"
    row = None
    for index in range(count):
        dice = source.random()
        if dice > 0.01 or row is None:
            number = f"1740{index % 10_000_000:07d}"
            name = source.choice("王李张刘陈杨赵黄周吴") + source.choice("伟芳娜敏静丽强磊军洋")
            row = (number[:-1] if dice > 0.99 else number, name, f"{source.uniform(1, 999):.2f}")
        yield row


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--rows", type=int, default=1_000_000)
    arguments = parser.parse_args()
    if arguments.out.endswith(".csv"):
        with open(arguments.out, "w", encoding="utf-8", newline="") as file:
            for row in table(arguments.rows):
                file.write(",".join(row) + "\r\n")
        return
    with zipfile.ZipFile(arguments.out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in PARTS.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            part.write(f'<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            for number, row in enumerate(table(arguments.rows), 1):
                cells = "".join(
                    f'<c r="{column}{number}" t="inlineStr"><is><t>{value}</t></is></c>'
                    for column, value in zip("ABC", row)
                )
                part.write(f'<row r="{number}">{cells}</row>'.encode())
            part.write(b"</sheetData></worksheet>")


main()
