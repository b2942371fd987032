#!/usr/bin/env python3
"""Makes the sheets in Samples/, the same ones every time.

    make samples

No number in them is a person's. Mainland: 1740 000 xxxx, the start of a block for satellite terminals (no range of
mainland mobiles is kept for documentation), and 12x, which is not allocated. International: numbers that regulators
keep for fiction and documentation (United States and Canada 555 01xx, Australia 0491 570, France 06 39 98, Sweden
070 174 06, Germany 0176 040690).
"""

import csv
import datetime
import pathlib
import random

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "Samples"
FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = ["伟", "芳", "秀英", "敏", "静", "丽", "强", "建国", "磊", "军", "子涵", "勇", "欣怡", "杰", "娟", "超"]
ORIGIN = datetime.datetime(2026, 1, 1)


def mainland(index):
    return f"1740000{index:04d}"


def name(random_source):
    return random_source.choice(FAMILY) + random_source.choice(GIVEN)


def save(workbook, file_name):
    workbook.properties.creator = "Broadsheet"
    workbook.properties.created = workbook.properties.modified = ORIGIN
    workbook.save(FOLDER / file_name)


def style_header(sheet, widths):
    for column, width in enumerate(widths, 1):
        cell = sheet.cell(1, column)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F4E5F")
        cell.alignment = Alignment(vertical="center")
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "A2"


def monthly_bill():
    """A thousand customers and their bills, with the few mistakes that every list has."""
    source = random.Random(20261120)
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "十一月账单"
    sheet.append(["手机号", "姓名", "金额"])
    last = None
    for index in range(1, 1001):
        number = mainland(index)
        if index % 40 == 0:
            number = "86" + number
        elif index % 55 == 0:
            number = "+86" + number
        elif index % 125 == 0:
            number = number[:-1]
        elif index % 90 == 0:
            number = "120" + number[3:]
        row = [number, name(source), f"{source.uniform(20, 900):.2f}"]
        if index % 150 == 0:
            row = last
        if index % 333 == 0:
            row = [row[0], row[1], None]
        sheet.append(row)
        last = row
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            cell.number_format = "@"
    style_header(sheet, [18, 12, 12])
    save(workbook, "monthly-bill.xlsx")


def spring_sale():
    """A campaign as Chinese Excel saves CSV: GB18030 without a mark, CRLF line ends."""
    source = random.Random(7)
    with open(FOLDER / "spring-sale.csv", "w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(["手机号码", "称呼", "折扣", "立减"])
        for index in range(2001, 2501):
            title = name(source) + source.choice(["先生", "女士"])
            writer.writerow([mainland(index), title, source.choice(["8.5", "7", "6.8"]), source.choice([20, 50])])


def order_shipped():
    """Customers in five countries; the template finds its columns by name."""
    source = random.Random(44)
    numbers = (
        [f"+120255501{n:02d}" for n in range(100)]
        + [f"+141655501{n:02d}" for n in range(100)]
        + [f"+6149157{n}" for n in ("0006", "0156", "0157", "0158", "0159", "0110")]
        + [f"+336399801{n:02d}" for n in range(60)]
        + [f"+467017406{n:02d}" for n in range(5, 65)]
        + [f"+49176040690{n:02d}" for n in range(40)]
    )
    people = ["Ana", "Björn", "Chloé", "David", "Eva", "Farid", "Grace", "Hugo", "İpek", "Jürgen"]
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Orders"
    sheet.append(["Phone", "Order", "Name", "Date", "Amount"])
    for index, number in enumerate(numbers):
        day = datetime.date(2026, 11, 20) + datetime.timedelta(days=source.randrange(2, 9))
        sheet.append([number, f"A{100200 + index}", source.choice(people), day, round(source.uniform(9, 250), 2)])
        sheet.cell(index + 2, 4).number_format = "yyyy-mm-dd"
        sheet.cell(index + 2, 5).number_format = "#,##0.00"
    style_header(sheet, [18, 12, 14, 14, 12])
    save(workbook, "order-shipped.xlsx")


def mistakes():
    """Every kind of mistake that a check finds, each with a word about it; for monthly-bill."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Mistakes"
    sheet.append(["Phone", "Name", "Amount", "What is wrong, or right, with it"])
    rows = [
        [mainland(9001), "王伟", "12.50", "nothing"],
        ["174 0000-9002", "李芳", "12.50", "nothing: spaces and hyphens are cleaned"],
        ["１７４００００９００３", "张敏", "12.50", "nothing: full-width digits are cleaned"],
        ["86" + mainland(9004), "刘静", "12.50", "nothing: 13 digits from 86"],
        [int(mainland(9005)), "陈丽", 12.5, "nothing: a number cell gives its exact digits"],
        [mainland(9001), "王伟", "12.50", "repeats row 2"],
        ["+86" + mainland(9001), "王伟", "12.50", "repeats row 2 in another form"],
        [mainland(9001), "王伟", "99.00", "nothing: the amount differs"],
        [None, "杨强", "12.50", "no number"],
        ["call me", "赵磊", "12.50", "not a number"],
        ["231" + "00005678", "黄军", "12.50", "11 digits, but not from 1"],
        [mainland(9006)[:-1], "周勇", "12.50", "a digit is missing"],
        ["1.74E+10", "吴杰", "12.50", "shortened by a spreadsheet"],
        [1.7400009007123456e17, "徐娟", "12.50", "more digits than a number cell holds"],
        ["+99912345678", "孙超", "12.50", "no such country code"],
        ["+12025550123", "胡欣怡", "12.50", "not a mainland number"],
        ["#N/A", "朱子涵", "12.50", "an error cell"],
        [mainland(9008), None, "12.50", "{1} is missing"],
        [mainland(9009), "高伟", "  ", "{2} is only spaces"],
        [None, None, None, None],
        ["12012345678", "林芳", "12.50", "accepted, and refused by the carrier: not allocated"],
        [mainland(9010), "=1+1", "12.50", "nothing: text that looks like a formula stays text"],
        [mainland(9011), "_x0041_", "12.50", "nothing: text that looks like an escape stays as it is"],
    ]
    for row in rows:
        sheet.append(row)
        cell = sheet.cell(sheet.max_row, 2)
        if row[1] and row[1].startswith("="):
            cell.data_type = "s"
    style_header(sheet, [24, 14, 12, 56])
    save(workbook, "mistakes.xlsx")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    monthly_bill()
    spring_sale()
    order_shipped()
    mistakes()
