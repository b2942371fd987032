#!/usr/bin/env python3
"""Draws the edges between modules and between the folders of a module, and fails on a circle.

An edge goes from a file that uses a type to the file that defines it. A module may import what stands
below it in the table of Docs/architecture.md; inside a module no folder may be reached from what it uses.
Only Tasks opens transactions of the ledger, no file has more than 400 lines unless it is generated, and each
module has a README.

    python3 Scripts/house.py            the check, as `make lint` runs it
    python3 Scripts/house.py --draw     every edge, with the uses that make it
    python3 Scripts/house.py --draw Spreadsheet
"""

import argparse
import collections
import pathlib
import re
import sys

LINES = 400
TRANSACTION = re.compile(r"\bLedgerTransaction\b|\bledger\.(?:read|write)\b")
ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCES = ROOT / "Sources"

NOISE = re.compile(
    r'//[^\n]*|/\*.*?\*/|"""(?:\\.|.)*?"""|#"(?:.|\n)*?"#|"(?:\\\([^()]*(?:\([^()]*\)[^()]*)*\)|\\.|[^"\\\n])*"',
    re.S)
DEFINITION = re.compile(r"\b(?:struct|class|enum|actor|protocol|typealias)\s+([A-Z]\w*)")
EXTENSION = re.compile(r"\bextension\s+([A-Z][\w.]*)")
NAME = re.compile(r"(?<![\w.])[A-Z]\w*(?:\.[A-Z]\w*)*")
IMPORT = re.compile(r"^\s*(?:public |package |internal |private |fileprivate )?(?:@\w+ )*import (\w+)", re.M)


def without_noise(text):
    """The text with comments and the words of string literals gone, and what is interpolated kept."""
    def keep(match):
        piece = match.group(0)
        if piece.startswith('"') and not piece.startswith('"""'):
            return " ".join(re.findall(r"\\\(([^()]*(?:\([^()]*\)[^()]*)*)\)", piece))
        return " "
    return NOISE.sub(keep, text)


def defined(text):
    """Full names of the types that a file defines, those inside of others as Outer.Inner."""
    names, scope, depth = set(), [], 0
    token = re.compile(
        r"(?P<define>\b(?:struct|class|enum|actor|protocol|typealias)\s+(?P<name>[A-Z]\w*))"
        r"|(?P<extend>\bextension\s+(?P<outer>[A-Z][\w.]*))|(?P<open>\{)|(?P<close>\})")
    waiting = None
    for match in token.finditer(text):
        if match["define"]:
            outer = scope[-1][0] if scope else None
            full = f"{outer}.{match['name']}" if outer else match["name"]
            names.add(full)
            if not match.group(0).startswith("typealias"):
                waiting = full
        elif match["extend"]:
            waiting = match["outer"]
        elif match["open"]:
            depth += 1
            if waiting:
                scope.append((waiting, depth))
                waiting = None
        else:
            if scope and scope[-1][1] == depth:
                scope.pop()
            depth -= 1
    return names


class House:
    def __init__(self):
        self.files = sorted(SOURCES.glob("*/**/*.swift"))
        self.text = {file: without_noise(file.read_text()) for file in self.files}
        self.homes = collections.defaultdict(set)
        for file in self.files:
            for name in defined(self.text[file]):
                self.homes[name].add(file)

    def module(self, file):
        return file.relative_to(SOURCES).parts[0]

    def folder(self, file):
        """The folder of a module that a file stands in; a file of the module itself is its own."""
        parts = file.relative_to(SOURCES).parts
        return parts[1] if len(parts) > 2 else file.name

    def uses(self):
        """Pairs of files and the name that joins them."""
        for file in self.files:
            for match in set(NAME.findall(self.text[file])):
                pieces = match.split(".")
                for count in range(len(pieces), 0, -1):
                    name = ".".join(pieces[:count])
                    homes = self.homes.get(name, set())
                    if file in homes:
                        break
                    near = {home for home in homes if self.module(home) == self.module(file)}
                    if len(near or homes) == 1:
                        yield file, next(iter(near or homes)), name
                        break

    def edges(self):
        between, within = collections.defaultdict(set), collections.defaultdict(set)
        for file, home, name in self.uses():
            a, b = self.module(file), self.module(home)
            if a != b:
                if re.search(rf"^\s*(?:\w+ )?import {b}\b", file.read_text(), re.M):
                    between[a, b].add(f"{file.name} uses {name}")
            elif self.folder(file) != self.folder(home):
                within[a, self.folder(file), self.folder(home)].add(f"{file.name} uses {name}")
        return between, within


def circles(edges):
    """The strongly connected sets of more than one node, by Tarjan."""
    graph = collections.defaultdict(set)
    for a, b in edges:
        graph[a].add(b)
    index, low, stack, on, found = {}, {}, [], set(), []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        on.add(node)
        for other in sorted(graph[node]):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in on:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            group = []
            while True:
                top = stack.pop()
                on.discard(top)
                group.append(top)
                if top == node:
                    break
            if len(group) > 1:
                found.append(sorted(group))

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return found


def storeys():
    """The modules from the top of the house to its ground, as architecture.md has them."""
    table = (ROOT / "Docs/architecture.md").read_text().split("## Modules", 1)[1].split("\n## ", 1)[0]
    return re.findall(r"^\| `(\w+)`", table, re.M)


def main():
    sys.setrecursionlimit(10_000)
    parser = argparse.ArgumentParser(description="Edges of the house, and whether it stands.")
    parser.add_argument("--draw", nargs="?", const="", metavar="MODULE")
    arguments = parser.parse_args()
    house = House()
    between, within = house.edges()

    if arguments.draw is not None:
        for (a, b), uses in sorted(between.items()):
            if arguments.draw in ("", a):
                print(f"{a} -> {b}: {len(uses)}")
        for (module, a, b), uses in sorted(within.items()):
            if arguments.draw in ("", module):
                print(f"{module}: {a} -> {b}: {'; '.join(sorted(uses)[:6])}")

    faults = []
    order = {name: place for place, name in enumerate(storeys())}
    for module in sorted({house.module(file) for file in house.files}):
        if module not in order:
            faults.append(f"{module} is not in the table of modules in Docs/architecture.md")
    for (a, b), uses in sorted(between.items()):
        if a in order and b in order and order[b] <= order[a]:
            faults.append(f"{a} looks up to {b}: {'; '.join(sorted(uses)[:3])}")
    for module in sorted({key[0] for key in within}):
        edges = [(a, b) for (owner, a, b) in within if owner == module]
        for circle in circles(edges):
            inside = [
                f"  {a} -> {b}: {'; '.join(sorted(within[module, a, b])[:8])}" for a, b in sorted(edges)
                if a in circle and b in circle]
            faults.append(f"{module}: a circle of {', '.join(circle)}\n" + "\n".join(inside))
    for file in house.files:
        text, place = house.text[file], file.relative_to(ROOT)
        if house.module(file) not in ("Ledger", "Tasks") and TRANSACTION.search(text):
            faults.append(f"{place} opens a transaction of the ledger, which is for Tasks to do")
        lines = file.read_text().count("\n")
        if lines > LINES and "+Generated" not in file.name:
            faults.append(f"{place} has {lines} lines, more than {LINES}")
    for module in sorted({house.module(file) for file in house.files}):
        if not (SOURCES / module / "README.md").is_file():
            faults.append(f"Sources/{module} has no README.md")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
