"""Random campaigns, and what their exports say: the independent count that reports are compared with.

    campaigns.py make FOLDER SEED    writes sheets and settings, prints how to send each as JSON
    campaigns.py compare FOLDER SEED counts the results in Output/ and compares the reports on standard input,
                                     a line of JSON for each; prints what differs as JSON
"""

import collections
import csv
import datetime
import json
import os
import random
import sys
from fractions import Fraction

CAMPAIGNS = 24
FIRST_DAY = datetime.date(2026, 11, 14)
DAYS = 7
PRICES = {"CN": Fraction("0.045"), "US": Fraction("0.06")}
OTHER_PRICE = Fraction("0.35")
SETTINGS = """\
prices:
  US: 0.06
simulator:
  rate: 1
  clicked: 0.3
  mainland: {refused: 0.08, failed: 0.15, missing: 0.05}
  international: {refused: 0.05, failed: 0.2, missing: 0.1}
applications:
  shop:
    countries: [CN, US, GB, DE, AU, SE]
  bank:
    daily: {international: 300}
"""
TEMPLATES = {
    # name: type, region, signature, content, columns of values
    "code": ("verification", "mainland", "Acme", "Your code is {1}.", 1),
    "bill": ("notification", "mainland", "博阔", "尊敬的{1}，账单{2}元。" + "请及时查看。" * 12, 2),
    "link": ("notification", "international", "", "Hi {1}, track it at https://acme.example/t/{2}", 2),
    "sale": ("marketing", "mainland", "博阔", "亲爱的{1}，全场{2}折，见 acme.example/s 拒收请回复R", 2),
}


def number(rng, region):
    """Numbers kept for documentation and drama, or of nobody, and few enough that they come again."""
    if region == "mainland":
        return "1" + rng.choice(["7400000", "2000000"]) + f"{rng.randrange(300):03}"
    return rng.choice([
        f"+1202555{rng.randrange(100, 200):04}", f"+447700900{rng.randrange(1000):03}",
        f"+4917139200{rng.randrange(100):02}", f"+467017406{rng.randrange(5, 99):02}",
        "+61491570" + rng.choice(["006", "110", "156", "157", "158", "159"]),
        f"+3363998{rng.randrange(10000):04}",
    ])


def campaigns(seed):
    rng = random.Random(seed)
    for index in range(CAMPAIGNS):
        template = rng.choice(sorted(TEMPLATES))
        kind, region, signature, _, width = TEMPLATES[template]
        day = FIRST_DAY + datetime.timedelta(days=rng.randrange(DAYS))
        # Some tasks go on past the hour: a message a second.
        minute = rng.choice(["00:00", "20:00", "59:20"])
        start = f"{day} {rng.randrange(8, 20):02}:{minute}"
        rows = []
        for _ in range(rng.randrange(5, 160)):
            values = [str(rng.randrange(1000, 999999)) for _ in range(width)]
            if kind != "verification" and rng.random() < 0.3:
                values[0] = "名" * rng.randrange(1, 40)
            rows.append([number(rng, region)] + values)
        yield {
            "name": f"c{index:02}", "template": template, "type": kind, "signature": signature,
            "application": rng.choice(["shop", "bank"]), "start": start, "rows": rows,
        }


def make(folder, seed):
    os.makedirs(os.path.join(folder, "Templates"), exist_ok=True)
    with open(os.path.join(folder, "broadsheet.yaml"), "w", encoding="utf-8") as file:
        file.write(SETTINGS)
    for name, (kind, region, signature, content, _) in TEMPLATES.items():
        with open(os.path.join(folder, "Templates", name + ".yaml"), "w", encoding="utf-8") as file:
            # JSON strings are YAML strings.
            file.write(f"name: {name}\ntype: {kind}\nregion: {region}\nstatus: effective\n")
            file.write(f"content: {json.dumps(content, ensure_ascii=False)}\n")
            if signature:
                file.write(f"signature: {signature}\n")
    tasks = []
    # In the order of their times, as they would have been sent.
    for task in sorted(campaigns(seed), key=lambda task: task["start"]):
        with open(os.path.join(folder, task["name"] + ".csv"), "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["number"] + [f"v{i}" for i in range(len(task["rows"][0]) - 1)])
            writer.writerows(task["rows"])
        tasks.append({key: task[key] for key in ("name", "template", "application", "start")})
    print(json.dumps(tasks))


class Sum(dict):
    FIELDS = "requests accepted successful failed sending billed cost clicks".split()

    def __init__(self):
        super().__init__({field: 0 for field in self.FIELDS})

    def add(self, message):
        self["requests"] += 1
        if message["Result"] in ("Successful", "Failed", "Sending"):
            self["accepted"] += 1
            self["billed"] += int(message["Segments"])
            price = PRICES.get(message["Region"], OTHER_PRICE)
            self["cost"] += price * int(message["Segments"])
            self[message["Result"].lower()] += 1
        if message.get("Click Time"):
            self["clicks"] += 1


def share(part, whole):
    return None if whole == 0 else float(Fraction(part, whole))


class Count:
    """All messages of all results, as the files in Output/ have them."""

    def __init__(self, folder, seed):
        self.messages = []
        for task in campaigns(seed):
            stamp = task["start"].replace("-", "").replace(":", "").replace(" ", "_")
            path = os.path.join(folder, "Output", f"{task['name']}_{stamp}.csv")
            start = datetime.datetime.fromisoformat(task["start"])
            with open(path, encoding="utf-8-sig", newline="") as file:
                for position, row in enumerate(csv.DictReader(file)):
                    # What a rule stopped has no time of its own; the place in the sheet gives one.
                    time = start + datetime.timedelta(seconds=position)
                    if row["Submission Time"] and row["Submission Time"] != str(time):
                        raise SystemExit(f"{path}: row {row['Row']} was sent at {row['Submission Time']}")
                    self.messages.append({**row, "task": task, "time": time})

    def sums(self, key, messages=None):
        groups = collections.defaultdict(Sum)
        for message in self.messages if messages is None else messages:
            groups[key(message)].add(message)
        return groups

    def codes(self, where):
        return collections.Counter(m["Code"] for m in self.messages if m["Code"] and where(m))


def days(count=DAYS):
    return [str(FIRST_DAY + datetime.timedelta(days=day)) for day in range(count)]


def overview_row(total):
    return {
        "requests": total["requests"], "accepted": total["accepted"],
        "acceptedRate": share(total["accepted"], total["requests"]),
        "successful": total["successful"],
        "successRate": share(total["successful"], total["successful"] + total["failed"]),
        "billed": total["billed"], "cost": float(total["cost"]),
    }


def expected_tables(count):
    """By report and table: the column that names a row, and the rows by that name."""
    def named(groups, row):
        return {name: row(total) for name, total in groups.items()}

    by_day = count.sums(lambda m: str(m["time"].date()))
    tables = {
        ("overview", "series"): ("time", {d: overview_row(by_day[d]) for d in days()}),
        ("overview", "applications"): (
            "name", named(count.sums(lambda m: m["task"]["application"]), overview_row)),
        ("overview", "templates"): (
            "name", named(count.sums(lambda m: m["task"]["template"]), overview_row)),
        ("overview", "signatures"): (
            "name", named(count.sums(lambda m: m["task"]["signature"] or "(none)"), overview_row)),
    }
    regions = count.sums(lambda m: m["Region"])

    def country(total):
        return {
            "requests": total["requests"], "accepted": total["accepted"],
            "acceptedRate": share(total["accepted"], total["requests"]), "billed": total["billed"],
            "cost": float(total["cost"]),
            "unitPrice": float(total["cost"] / total["billed"]) if total["billed"] else None,
            "share": share(total["requests"], len(count.messages)),
        }

    for report in ("overview", "countries"):
        tables[(report, "countries")] = ("region", named(regions, country))
    lost = count.codes(lambda m: m["Result"] != "Successful")
    tables[("failures", "codes")] = ("code", {
        code: {"count": n, "share": share(n, lost.total())} for code, n in lost.items()})
    failed = count.codes(lambda m: m["Result"] == "Failed")
    tables[("receipts", "reasons")] = ("code", {
        code: {"count": n, "share": share(n, failed.total())} for code, n in failed.items()})

    def receipts(total):
        with_receipt = total["successful"] + total["failed"]
        return {
            "accepted": total["accepted"], "withReceipt": with_receipt, "without": total["sending"],
            "receiptRate": share(with_receipt, with_receipt + total["sending"]),
            "successful": total["successful"], "failed": total["failed"],
            "successRate": share(total["successful"], with_receipt),
        }

    tables[("receipts", "days")] = ("day", {d: receipts(by_day[d]) for d in days()})
    linked = [m for m in count.messages if "Click Time" in m]

    def clicks(total):
        return {
            "recipients": total["successful"], "clicks": total["clicks"],
            "rate": share(total["clicks"], total["successful"]),
        }

    tables[("clicks", "templates")] = (
        "name", named(count.sums(lambda m: m["task"]["template"], linked), clicks))
    linked_days = count.sums(lambda m: str(m["time"].date()), linked)
    tables[("clicks", "days")] = ("day", {d: clicks(linked_days[d]) for d in days()})

    codes = [m for m in count.messages if m["task"]["type"] == "verification"]

    def growth(total, before):
        return {
            "requests": total["requests"], "successful": total["successful"],
            "successRate": share(total["successful"], total["requests"]),
            "dayBefore": before["requests"],
            "growth": share(total["requests"] - before["requests"], before["requests"]),
        }

    day = datetime.timedelta(days=1)
    hours = count.sums(lambda m: m["time"].replace(minute=0, second=0), codes)
    shown = {}
    for hour in sorted(set(hours) | {hour + day for hour in hours}):
        if FIRST_DAY <= hour.date() < FIRST_DAY + DAYS * day:
            shown[hour.strftime("%Y-%m-%d %H:00")] = growth(hours[hour], hours[hour - day])
    tables[("codes", "hours")] = ("hour", shown)
    code_days = count.sums(lambda m: m["time"].date(), codes)
    tables[("codes", "days")] = ("day", {
        d: growth(code_days[datetime.date.fromisoformat(d)], code_days[datetime.date.fromisoformat(d) - day])
        for d in days()})
    return tables


def same(found, wanted):
    if isinstance(wanted, float) and isinstance(found, (int, float)):
        return abs(found - wanted) <= 0.0000501
    return found == wanted


def compare(folder, seed):
    count = Count(folder, seed)
    tables = expected_tables(count)
    reports = [json.loads(line) for line in sys.stdin]
    differences = []
    figures = 0
    found_tables = {}
    for report in reports:
        if report["report"] == "number":
            figures += compare_log(count, report, differences)
            continue
        for name, rows in report["tables"].items():
            found_tables[(report["report"], name)] = rows
    if set(found_tables) != set(tables):
        differences.append(f"tables {sorted(set(found_tables) ^ set(tables))}")
    for place, (key, wanted) in tables.items():
        found = {row[key]: row for row in found_tables.get(place, [])}
        if set(found) != set(wanted):
            differences.append(f"{place}: rows {sorted(set(found) ^ set(wanted))}")
        for name, row in wanted.items():
            for column, value in row.items():
                figures += 1
                if not same(found.get(name, {}).get(column), value):
                    differences.append(f"{place} {name} {column}: {found.get(name, {}).get(column)}, not {value}")
    print(json.dumps({"differences": differences, "figures": figures, "messages": len(count.messages),
                      "codes": len(count.codes(lambda m: True))}))


def compare_log(count, report, differences):
    wanted_number = report["title"].removeprefix("Log of ")
    wanted = sorted(
        (str(m["time"]), m["task"]["name"], m["Result"], m["Code"], m["Content"], int(m["Segments"]))
        for m in count.messages if m["Number"] == wanted_number)
    found = sorted(
        (row["time"], row["task"], row["result"], row["code"], row["content"], row["segments"])
        for row in report["tables"]["messages"])
    if found != wanted or not wanted:
        differences.append(f"log of {wanted_number}: {len(found)} rows, not {len(wanted)}")
    return len(wanted)


def numbers(folder, seed):
    """Some numbers that have messages, for the log of one number."""
    found = sorted({message["Number"] for message in Count(folder, seed).messages})
    print(json.dumps(random.Random(seed).sample(found, 8)))


if __name__ == "__main__":
    {"make": make, "compare": compare, "numbers": numbers}[sys.argv[1]](sys.argv[2], int(sys.argv[3]))
