"""Measures reports over many tasks: time and memory, against the same report over two tasks.

    reports.py BROADSHEET [--tasks 200] [--rows 100000] [--days 60]

Sends the tasks over the days in a workspace of its own, then times each report in turn, five runs each, fastest
of both sides. Needs no packages.
"""

import argparse
import datetime
import os
import random
import shutil
import subprocess
import tempfile

KINDS = ["overview", "failures", "receipts", "countries", "codes", "clicks"]
LAST = datetime.date(2026, 11, 20)
SETTINGS = """\
applications:
  default:
    quota: {international: none}
    frequency: {sameContent: none, day: none, carrierMarketing: none, carrierOther: none}
"""
TEMPLATES = {
    "news": ("notification", "mainland", "Dear {1}, the news: https://acme.example/n"),
    "code": ("verification", "mainland", "Your code is {1}."),
    "ship": ("notification", "international", "Hi {1}, your order is on its way."),
}


def make_workspace(program, folder, tasks, rows, days):
    subprocess.run([program, "init", folder], check=True, stdout=subprocess.DEVNULL)
    with open(os.path.join(folder, "broadsheet.yaml"), "w") as file:
        file.write(SETTINGS)
    for name, (kind, region, content) in TEMPLATES.items():
        with open(os.path.join(folder, "Templates", name + ".yaml"), "w") as file:
            file.write(f"name: {name}\ntype: {kind}\nregion: {region}\nsignature: Acme\n")
            file.write(f'content: "{content}"\nstatus: effective\n')
    rng = random.Random(1)
    sheet = os.path.join(folder, "sheet.csv")
    for task in range(tasks):
        template = list(TEMPLATES)[task % 3]
        with open(sheet, "w") as file:
            file.write("number,value\n")
            for row in range(rows):
                if template == "ship":
                    number = rng.choice(["+1202555%04d" % rng.randrange(100, 200),
                                         "+447700900%03d" % rng.randrange(1000),
                                         "+4917139200%02d" % rng.randrange(100),
                                         "+3363998%04d" % rng.randrange(10000)])
                else:
                    number = str(17400000000 + rng.randrange(6_000_000))
                file.write(f"{number},{1000 + row}\n")
        day = LAST - datetime.timedelta(days=(task * days) // tasks)
        time = f"{day} {8 + task % 12:02}:{task % 60:02}:00"
        subprocess.run(
            [program, "send", sheet, "-t", template, "--task", f"task {task}", "--workspace", folder,
             "--now", time, "--format", "csv", "--yes", "--quiet"], check=True)
        shutil.rmtree(os.path.join(folder, "Output"))


def measure(program, folder, arguments):
    """The fastest of five runs in seconds, and the largest resident set in MiB."""
    times, memory = [], []
    for _ in range(5):
        log = os.path.join(folder, "time")
        subprocess.run(
            ["/usr/bin/time", "-o", log, "-f", "%e %M", program, "report", *arguments, "--days", "60",
             "--workspace", folder, "--now", f"{LAST} 23:00", "--json"],
            check=True, stdout=subprocess.DEVNULL)
        with open(log) as file:
            seconds, kibibytes = file.read().split()
        times.append(float(seconds))
        memory.append(int(kibibytes) / 1024)
    return min(times), max(memory)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--tasks", type=int, default=200)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--days", type=int, default=60)
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    with tempfile.TemporaryDirectory() as scratch:
        many, two = os.path.join(scratch, "many"), os.path.join(scratch, "two")
        make_workspace(program, many, options.tasks, options.rows, options.days)
        make_workspace(program, two, 2, options.rows, options.days)
        size = os.path.getsize(os.path.join(many, "Ledger", "ledger.sqlite")) / 2**20
        print(f"{options.tasks} tasks of {options.rows:,} recipients, a ledger of {size:.0f} MiB")
        print(f"{'report':12} {'seconds':>8} {'MiB':>6}   {'of two tasks':>12} {'MiB':>6}")
        for arguments in [[kind] for kind in KINDS] + [["number", "17400000001"], ["number", "+447700900123"]]:
            (seconds, memory), (base, base_memory) = (measure(program, folder, arguments) for folder in (many, two))
            name = " ".join(arguments)[:24]
            print(f"{name:24} {seconds:6.2f} {memory:6.1f}   {base:12.2f} {base_memory:6.1f}")


if __name__ == "__main__":
    main()
