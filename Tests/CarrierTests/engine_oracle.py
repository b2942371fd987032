#!/usr/bin/env python3
"""What engine 1 answers, worked out by a second program from SPEC SIM and the constants of its first day.

EngineTests compares with the lines and the digest that this prints; a version that is out never changes, so
neither does this file. A new engine gets an oracle of its own.
"""

import hashlib

M = (1 << 64) - 1
DELIVERED, UNALLOCATED, BLOCKED, KEYWORD, CONGESTED, EXPIRED, ABSENT, UNDELIVERABLE, SUSPENDED, FULL, REJECTED = range(11)
REFUSALS = [(BLOCKED, 6), (KEYWORD, 1), (CONGESTED, 1)]
FAILURES = [(ABSENT, 44), (EXPIRED, 18), (SUSPENDED, 16), (UNDELIVERABLE, 12), (FULL, 6), (REJECTED, 4)]
MAINLAND = (0.003, 0.019, 0.004, 3.2, 0.9)
ABROAD = (0.006, 0.034, 0.012, 7.5, 1.1)
PATIENCE = 72.0 * 3_600_000
REPLIES = [("TD", 38), ("T", 14), ("N", 6), ("td", 4), ("ok", 14), ("收到", 12), ("谢谢", 8), ("?", 4)]


def folded(a, b):
    product = a * b
    return (product >> 64) ^ (product & M)


def hashed(text):
    data = text.encode()
    state = 0x9E3779B97F4A7C15
    words = [len(data)] + [int.from_bytes(data[i:i + 8], "big") for i in range(0, len(data), 8)]
    for word in words:
        state = folded(state ^ word, 0x9FB21C651E98DF25) ^ 0x2D358DCCAA6C78A5
    return folded(state ^ 0xA0761D6478BD642F, 0xE7037ED1A0B428DB)


class Random:
    def __init__(self, seed):
        self.state = seed & M

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & M
        z = self.state
        z = ((z ^ z >> 30) * 0xBF58476D1CE4E5B9) & M
        z = ((z ^ z >> 27) * 0x94D049BB133111EB) & M
        return z ^ z >> 31

    def uniform(self):
        return (self.next() >> 11) * 2.0 ** -53

    def normal(self):
        total = -6.0
        for _ in range(4):
            bits = self.next()
            for shift in (0, 21, 42):
                total += (bits >> shift & 0x1FFFFF) * 2.0 ** -21
        return total

    def pick(self, choices):
        place = self.uniform() * float(sum(weight for _, weight in choices))
        for status, weight in choices:
            place -= weight
            if place < 0:
                return status
        return choices[-1][0]


def exp(x):
    reduced = min(max(x, -30.0), 30.0) / 256
    term = total = 1.0
    for step in range(1, 11):
        term *= reduced / step
        total += term
    for _ in range(8):
        total *= total
    return total


def outcome(task, seed, row, digits, behaviour, is_mobile):
    """ID, refusal, receipt's status and delay, click, all in milliseconds; None where there is none."""
    random = Random((seed * 0x9E3779B97F4A7C15 & M) ^ hashed(task) ^ (digits * 0xD6E8FEB86659FD93 & M) ^ (row << 40 & M))
    message = random.next()
    if not is_mobile:
        return message, UNALLOCATED, None, None, None
    refused, failed, missing, median, spread = behaviour
    dice = random.uniform()
    if dice < refused:
        return message, random.pick(REFUSALS), None, None, None
    if dice < refused + missing:
        return message, None, None, None, None
    status = random.pick(FAILURES) if dice < refused + missing + failed else DELIVERED
    delay = PATIENCE if status == EXPIRED else median * 1_000 * exp(spread * random.normal())
    click = None
    if status == DELIVERED and random.uniform() < 0.08:
        click = int(min(max(12.0 * 60_000 * exp(1.5 * random.normal()), 1_000), PATIENCE))
    return message, None, status, int(min(max(delay, 200), PATIENCE)), click


def reply(message):
    random = Random(message ^ 0x5265706C79210001)
    if not random.uniform() < 0.01:
        return None, None
    place = random.next() % 100
    for text, weight in REPLIES:
        place -= weight
        if place < 0:
            break
    return text, int(min(max(6.0 * 60_000 * exp(1.2 * random.normal()), 2_000), 72 * 3_600_000))


def line(row):
    if row % 10 == 9:
        digits, behaviour, is_mobile = 8_612_012_340_000 + row, MAINLAND, False
    elif row % 3 == 2:
        digits, behaviour, is_mobile = 12_025_550_100 + row % 100, ABROAD, True
    else:
        digits, behaviour, is_mobile = 8_617_400_000_000 + row, MAINLAND, True
    answer = outcome("5c1a9e0f", 1, row, digits, behaviour, is_mobile)
    parts = (row, digits) + answer + reply(answer[0])
    return " ".join("-" if part is None else str(part) for part in parts)


lines = [line(row) for row in range(2, 20_002)]
shown = set()
for text in lines:
    fields = text.split()
    kind = (fields[3], fields[4], fields[6] != "-", fields[7] != "-", fields[1].startswith("86"))
    if kind not in shown and len(shown) < 24:
        shown.add(kind)
        print(text)
print(hashlib.sha256("\n".join(lines).encode()).hexdigest())
