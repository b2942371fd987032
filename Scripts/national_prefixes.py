"""National prefixes behind a calling code: what parse() of phonenumbers takes away, as an automaton.

A helper of generate_numbering_plan.py. The package decides by a regular expression, a rule that puts
groups of it together anew, and the numbers that are possible with and without the prefix. All of it
depends on the national digits alone, so it becomes one automaton over them: its output names an
edit, 0 for none.
"""

import re._constants as regex
import re._parser as regex_parser
from dataclasses import dataclass

from digit_languages import DEAD, DIGITS, Expression, Language, digit_set

# The digits after a calling code that the program reads; a longer number has no prefix more.
LONGEST = 18


@dataclass(frozen=True)
class Edit:
    """Digits put in front, and two runs of digits taken out: at the front and behind some kept."""

    insert: str
    front: int
    kept: int
    gap: int

    def keeps(self, place):
        return place >= self.front and not 0 <= place - self.front - self.kept < self.gap

    def length(self, count):
        return count + len(self.insert) - sum(not self.keeps(place) for place in range(count))


NOTHING = Edit("", 0, 0, 0)


@dataclass(frozen=True)
class Match:
    """One way in which the expression matches: its digits, and where its groups lie in them."""

    digits: tuple
    groups: tuple
    is_whole: bool

    def group(self, number):
        return dict(self.groups).get(number)


def matches(tree, groups):
    """The ways in which a parsed expression matches, the one that a matcher tries first in front."""

    def extend(match, items):
        if not items:
            yield match
            return
        (operation, argument), rest = items[0], items[1:]
        if operation is regex.SUBPATTERN:
            number, inner = argument[0], argument[-1]
            for longer in extend(match, list(inner)):
                marked = longer.groups
                if number is not None:
                    marked += ((number, (len(match.digits), len(longer.digits))),)
                yield from extend(Match(longer.digits, marked, longer.is_whole), rest)
        elif operation is regex.BRANCH:
            for branch in argument[1]:
                yield from extend(match, list(branch) + rest)
        elif operation is regex.MAX_REPEAT:
            minimum, maximum, inner = argument
            for count in range(maximum, minimum - 1, -1):
                yield from extend(match, list(inner) * count + rest)
        elif operation is regex.AT and argument is regex.AT_END:
            yield from extend(Match(match.digits, match.groups, True), rest)
        else:
            digits = match.digits + (digit_set(operation, argument),)
            yield from extend(Match(digits, match.groups, match.is_whole), rest)

    return list(extend(Match((), (), False), list(tree)))


def edit_of(match, rule, last_group):
    """What _maybe_strip_national_prefix_carrier_code() makes of a number that matches so."""
    length = len(match.digits)
    kept = match.group(last_group) if rule and last_group else None
    if kept is None:
        return Edit("", length, 0, 0)
    insert, _, number = rule.partition("\\")
    start, end = match.group(int(number)) or (0, 0)
    if end == length:
        return Edit(insert, start, 0, 0)
    return Edit(insert, start, end - start, length - end)


class NationalPrefix:
    """The automaton of one calling code."""

    def __init__(self, metadata):
        self.matches, self.edits = [], []
        description = metadata.general_desc
        self.lengths = description.possible_length
        self.local = description.possible_length_local_only
        expression = Expression()
        if description.national_number_pattern:
            expression.add_alternative(description.national_number_pattern)
        self.general = Language(expression, longest=LONGEST)
        pattern = metadata.national_prefix_for_parsing
        if pattern:
            tree = regex_parser.parse(pattern)
            rule = metadata.national_prefix_transform_rule
            self.matches = matches(tree, tree.state.groups)
            self.edits = [
                edit_of(match, rule, tree.state.groups - 1) for match in self.matches
            ]

    def has_leading_zero(self):
        """Whether a number of the region may begin with 0."""
        return self.general.step(self.general.start, 0) != DEAD

    def is_length_kept(self, length):
        """Whether parse() stays with a number of this length: none too short, none for local use."""
        if length in self.local or not self.lengths or length < self.lengths[0]:
            return False
        return length > self.lengths[-1] or length in self.lengths

    def start(self):
        candidates = self.pruned(range(len(self.matches)), 0)
        states = {self.edits[index]: self.general.start for index in candidates}
        for edit in states:
            for digit in edit.insert:
                states[edit] = self.general.step(states[edit], int(digit))
        return self.state(0, candidates, self.general.start, states)

    def state(self, count, candidates, whole, edited):
        wanted = {self.edits[index] for index in candidates}
        if wanted <= {NOTHING}:
            return None
        return (count, candidates, whole,
                tuple(sorted(((edit, edited[edit]) for edit in wanted), key=repr)))

    def pruned(self, candidates, count):
        """The candidates down to the first that has matched, behind which none is asked."""
        kept = []
        for index in candidates:
            match = self.matches[index]
            kept.append(index)
            if len(match.digits) <= count and not match.is_whole:
                break
        return tuple(kept)

    def step(self, state, digit):
        if state is None:
            return None
        count, candidates, whole, edited = state
        if count >= LONGEST:
            return None
        going = []
        for index in candidates:
            digits, is_whole = self.matches[index].digits, self.matches[index].is_whole
            if count < len(digits) and digit not in digits[count]:
                continue
            if count >= len(digits) and is_whole:
                continue
            going.append(index)
        states = {
            edit: self.general.step(before, digit) if edit.keeps(count) else before
            for edit, before in edited
        }
        return self.state(count + 1, self.pruned(going, count + 1),
                          self.general.step(whole, digit), states)

    def output(self, state):
        """The edit of a number that ends here, or None."""
        if state is None:
            return None
        count, candidates, whole, edited = state
        for index in candidates:
            if len(self.matches[index].digits) > count:
                continue
            edit = self.edits[index]
            is_viable = self.general.accepts(dict(edited)[edit])
            if self.general.accepts(whole) and not is_viable:
                return None
            return edit if self.is_length_kept(edit.length(count)) else None
        return None

    def add_states(self, numbers_of_edits, outputs, transitions):
        """Append the automaton to the global one; return its start state."""
        numbers, pending = {}, []

        def number_of(state):
            if state not in numbers:
                numbers[state] = len(outputs)
                edit = self.output(state)
                outputs.append(
                    numbers_of_edits.setdefault(edit or NOTHING, len(numbers_of_edits)))
                transitions.append(None)
                pending.append(state)
            return numbers[state]

        start = number_of(self.start())
        while pending:
            state = pending.pop()
            transitions[numbers[state]] = [number_of(self.step(state, digit)) for digit in DIGITS]
        return start
