"""Writes Docs/reference.md from the program's own help: python3 Scripts/make_reference.py BROADSHEET > Docs/reference.md

Options that every command of a kind has are said once, at the end. A test holds the page and the program together.
"""

import collections
import json
import re
import subprocess
import sys


def escaped(text):
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ").strip()


def name(entry):
    if entry["kind"] == "positional":
        return f"`{entry['valueName']}`" + (" …" if entry.get("isRepeating") else "")
    names = sorted(entry["names"], key=lambda one: one["kind"] == "short")
    words = ", ".join(f"`{'-' if one['kind'] == 'short' else '--'}{one['name']}`" for one in names)
    return words + (f" *{escaped(entry['valueName'])}*" if entry["kind"] == "option" else "")


def meaning(entry):
    text = entry.get("abstract", "")
    if entry.get("discussion"):
        text += " " + entry["discussion"]
    if entry.get("allValues"):
        text += f" One of {', '.join(entry['allValues'])}."
    if entry.get("defaultValue") and not entry.get("allValues"):
        text += f" Default: `{entry['defaultValue']}`."
    return escaped(text)


def shown(command):
    return [one for one in command.get("arguments", []) if one.get("shouldDisplay", True)
            and not any(n["name"] in ("help", "version") for n in one.get("names") or [])]


def discussion(text):
    for part in re.split(r"\n\s*\n", text.strip()):
        title, _, rest = part.partition("\n")
        if re.match(r"EXAMPLES?:", title):
            yield "\n".join("    " + line.strip() for line in rest.split("\n"))
        else:
            yield escaped(part)


def walk(command, path):
    path = path + [command["commandName"]]
    yield path, command
    for child in command.get("subcommands", []):
        if child["commandName"] != "help":
            yield from walk(child, path)


def table(entries):
    rows = [f"| {name(entry)} | {meaning(entry)} |" for entry in entries]
    return "\n".join(["| option | what it does |", "|---|---|", *rows])


def main():
    dump = json.loads(subprocess.run(
        [sys.argv[1], "--experimental-dump-help"], check=True, capture_output=True, text=True).stdout)
    top = dump["command"]
    commands = list(walk(top, []))
    # The same option, in the same words, of many commands.
    uses = collections.defaultdict(set)
    entries = {}
    for path, command in commands[1:]:
        for entry in shown(command):
            key = (name(entry), meaning(entry))
            uses[key].add(path[1])
            entries[key] = entry
    common = [key for key, nouns in uses.items() if len(nouns) >= 4 and entries[key]["kind"] != "positional"]
    lines = [
        "# Reference", "",
        "Every command with its options; made from the program's own help by `make reference`. The options of many commands",
        "are [at the end](#options-of-many-commands).", "",
    ]
    for path, command in commands[1:]:
        lines += ["#" * min(len(path), 4) + " " + " ".join(path[1:]), "", escaped(command.get("abstract", "")), ""]
        for part in discussion(command.get("discussion", "") or ""):
            if part:
                lines += [part, ""]
        own = [entry for entry in shown(command) if (name(entry), meaning(entry)) not in common]
        if own:
            lines += [table(own), ""]
        others = [entry for entry in shown(command) if (name(entry), meaning(entry)) in common]
        if others:
            lines += ["Also: " + ", ".join(name(entry).split(" *")[0] for entry in others) + ".", ""]
    lines += ["## Options of many commands", "", table([entries[key] for key in common])]
    print("\n".join(lines))


main()
