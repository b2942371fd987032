#!/usr/bin/env python3
"""Measures what the ledger costs: the same task with and without it, in turn, in one run.

    ledger.py BROADSHEET [--rows 1000000] [--history 10] [--runs 5]

Three times: with an empty ledger; with HISTORY tasks of ROWS other people today; and with HISTORY tasks of
the very same people today, limits raised so that all go out. Needs no packages.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import tempfile

SETTINGS = """applications:
  default:
    frequency: {{sameContent: 30, day: {day}, carrierOther: {day}}}
"""
TEMPLATE = 'name: bill\ntype: notification\nregion: mainland\nsignature: 博阔\nstatus: effective\n' \
    'content: "尊敬的{1}，您本月账单金额为{2}元，请及时查看。"\n'


def run(program, folder, sheet, time, *options):
    """Wall seconds, CPU seconds and MiB of one run."""
    command = [program, 'send', sheet, '--template', 'bill', '--output', 'out', '--yes', '--quiet',
               '--now', f'2026-11-20 {time}', *options]
    measured = subprocess.run(['/usr/bin/time', '-f', '%e %U %S %M', *command], cwd=folder, check=True,
                              capture_output=True, text=True).stderr.split()
    shutil.rmtree(os.path.join(folder, 'out'))
    wall, user, system, memory = map(float, measured[-4:])
    return wall, user + system, memory / 1024


def compare(title, program, folder, sheet, runs):
    kept = os.path.join(folder, 'Kept')
    ledger = os.path.join(folder, 'Ledger')
    if os.path.exists(ledger):
        shutil.rmtree(os.path.join(ledger, 'records'), ignore_errors=True)
        os.rename(ledger, kept)
    sides = {'without': [], 'with': []}
    for _ in range(runs):
        sides['without'].append(run(program, folder, sheet, '19:30:05', '--no-ledger'))
        shutil.rmtree(ledger, ignore_errors=True)
        if os.path.exists(kept):
            shutil.copytree(kept, ledger)
        os.sync()
        sides['with'].append(run(program, folder, sheet, '19:30:05'))
    shutil.rmtree(kept, ignore_errors=True)
    shutil.rmtree(ledger)
    for measure in (min, statistics.median):
        rows = {side: [measure(column) for column in zip(*values)] for side, values in sides.items()}
        print(f'{title:28} {measure.__name__:7}', *(
            f'{side} {row[0]:.2f} s {row[1]:.2f} CPU {row[2]:.0f} MiB ' for side, row in rows.items()),
            f"+{(rows['with'][0] / rows['without'][0] - 1) * 100:.0f}%")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument('program')
    parser.add_argument('--rows', type=int, default=1_000_000)
    parser.add_argument('--history', type=int, default=10)
    parser.add_argument('--runs', type=int, default=5)
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    here = os.path.dirname(os.path.abspath(__file__))
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, 'Templates'))
        with open(os.path.join(folder, 'Templates', 'bill.yaml'), 'w') as file:
            file.write(TEMPLATE)
        sheet = os.path.join(folder, 'sheet.xlsx')
        subprocess.run(['python3', f'{here}/make_sheet.py', sheet, '--rows', str(options.rows)], check=True)

        def settings(day):
            with open(os.path.join(folder, 'broadsheet.yaml'), 'w') as file:
                file.write(SETTINGS.format(day=day))

        settings(2)
        compare('empty ledger', program, folder, sheet, options.runs)
        others = os.path.join(folder, 'others.csv')
        for task in range(options.history):
            with open(others, 'w') as file:
                file.write('phone,name,sum\n')
                file.writelines(f'12{task}{index:08},a,1\n' for index in range(options.rows))
            run(program, folder, others, f'{task + 8:02}:00:00')
        compare(f'{options.history} tasks to others', program, folder, sheet, options.runs)
        settings(200)
        for task in range(options.history):
            run(program, folder, sheet, f'{task + 8:02}:00:00')
        compare(f'{options.history} tasks to the same', program, folder, sheet, options.runs)


main()
