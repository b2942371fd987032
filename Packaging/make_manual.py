#!/usr/bin/env python3
"""Writes the manual page from the program's own help: make_manual.py BROADSHEET > broadsheet.1"""
import json
import re
import subprocess
import sys


def roff(text):
    text = text.replace('\\', '\\e').replace('-', '\\-')
    return '\n'.join('\\&' + line if line[:1] in ".'" else line for line in text.split('\n'))


def paragraphs(text):
    for part in re.split(r'\n\s*\n', text.strip()):
        if re.match(r'EXAMPLES:|EXIT STATUS:', part):
            title, _, rest = part.partition('\n')
            yield f'.SS {title.rstrip(":").capitalize()}\n.nf\n{roff(rest)}\n.fi'
        elif part.startswith('  '):
            yield f'.PP\n.nf\n{roff(part)}\n.fi'
        else:
            yield '.PP\n' + roff(part)


def argument(entry):
    names = sorted(entry.get('names', []), key=lambda name: name['kind'] != 'short')
    value = entry.get('valueName', '')
    if entry['kind'] == 'positional':
        words = f'\\fI{roff(value)}\\fR'
    else:
        words = ', '.join(
            '\\fB' + roff(('-' if name['kind'] == 'short' else '--') + name['name']) + '\\fR' for name in names)
        if entry['kind'] == 'option':
            words += f' \\fI{roff(value)}\\fR'
    text = entry.get('abstract', '')
    if entry.get('discussion'):
        text += ' ' + entry['discussion']
    if entry.get('allValues'):
        text += f' (one of {", ".join(entry["allValues"])})'
    return f'.TP\n{words}\n{roff(text.strip())}'


def command(entry, path):
    path = path + [entry['commandName']]
    shown = [one for one in entry.get('arguments', []) if one.get('shouldDisplay', True)
             and not any(name['name'] in ('help', 'version') for name in one.get('names', []) or [])]
    if len(path) > 1:
        yield f'.SH {roff(" ".join(path).upper())}\n{roff(entry.get("abstract", ""))}'
        if entry.get('discussion'):
            yield from paragraphs(entry['discussion'])
        yield from map(argument, shown)
    for child in entry.get('subcommands', []):
        if child['commandName'] != 'help':
            yield from command(child, path)


def main():
    dump = json.loads(subprocess.run([sys.argv[1], '--experimental-dump-help'], check=True, capture_output=True,
                                     text=True).stdout)
    top = dump['command']
    version = subprocess.run([sys.argv[1], '--version'], check=True, capture_output=True, text=True).stdout.strip()
    print(f'.\\" Made by Packaging/make_manual.py from the program\'s help.\n.TH BROADSHEET 1 "" "Broadsheet {version}"')
    print(f'.SH NAME\nbroadsheet \\- {roff(top["abstract"][0].lower() + top["abstract"][1:].rstrip("."))}')
    print('.SH SYNOPSIS\n.B broadsheet\n.I command\n[\\fIoptions\\fR]')
    print('.SH DESCRIPTION')
    print('\n'.join(paragraphs(top['discussion'])))
    print('\n'.join(command(top, [])))
    print('.SH FILES\n.TP\n.I broadsheet.yaml\nThe settings of a workspace.\n.TP\n.I Templates/\nIts templates.\n'
          '.TP\n.I Output/\nResults, failed numbers and reports.\n.TP\n.I Ledger/\nWhat was sent to whom.')


main()
