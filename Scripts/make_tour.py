"""Runs the commands of Docs/tour.md and writes what they say below them: python3 Scripts/make_tour.py BROADSHEET [--check]

A command stands after `$ ` in a console block, further lines of it after `> `. What differs from run to run (times, IDs, the
stamps of files) is not compared by --check, which prints what else differs and ends with status 1 if anything does.
"""

import difflib
import os
import re
import subprocess
import sys
import tempfile

TOUR = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "Docs", "tour.md")


def blocks(text):
    """The pieces of the page: prose as it is, and console blocks as lists of commands."""
    for place, piece in enumerate(re.split(r"^```console\n(.*?)^```\n", text, flags=re.M | re.S)):
        if place % 2 == 0:
            yield piece
            continue
        commands = []
        lines = piece.split("\n")
        for line in lines:
            if line.startswith("$ "):
                commands.append([line[2:]])
            elif line.startswith("> ") and commands and commands[-1] is not None:
                commands[-1].append(line[2:])
        yield commands


def run(binary, commands):
    """What each command says, run one after the other in one shell."""
    with tempfile.TemporaryDirectory() as folder:
        tools = os.path.join(folder, "tools")
        os.mkdir(tools)
        os.symlink(os.path.abspath(binary), os.path.join(tools, "broadsheet"))
        mark = "@@@ end of a command"
        script = "exec 2>&1\n" + "".join("\n".join(command) + f"\necho '{mark}'\n" for command in commands)
        work = os.path.join(folder, "work")
        os.mkdir(work)
        environment = {**os.environ, "PATH": tools + ":" + os.environ["PATH"]}
        output = subprocess.run(["bash"], input=script, cwd=work, env=environment, capture_output=True, text=True).stdout
        return [said.strip("\n") for said in output.split(mark + "\n")][:len(commands)]


def written(pieces, said):
    """The page with what the commands say."""
    said = iter(said)
    text = ""
    for piece in pieces:
        if isinstance(piece, str):
            text += piece
            continue
        text += "```console\n"
        for command in piece:
            text += "$ " + command[0] + "\n" + "".join("> " + line + "\n" for line in command[1:])
            output = next(said)
            text += output + "\n" if output else ""
        text += "```\n"
    return text


def plain(text):
    """The page without what differs from run to run."""
    text = re.sub(r"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?", "TIME", text)
    text = re.sub(r"\d{8}_\d{6}", "STAMP", text)
    return re.sub(r"\b([0-9a-f]{12,32}|1400\d{6})\b", "ID", text)


def main():
    with open(TOUR, encoding="utf-8") as file:
        text = file.read()
    pieces = list(blocks(text))
    commands = [command for piece in pieces if not isinstance(piece, str) for command in piece]
    made = written(pieces, run(sys.argv[1], commands))
    if "--check" in sys.argv:
        differences = list(difflib.unified_diff(plain(text).split("\n"), plain(made).split("\n"), "tour.md", "the program"))
        print("\n".join(differences) or f"{len(commands)} commands")
        sys.exit(1 if differences else 0)
    with open(TOUR, "w", encoding="utf-8") as file:
        file.write(made)


main()
