#!/usr/bin/env python3
"""Generate the E.164 numbering plan of the Messaging module.

The source is the PyPI package `phonenumbers`, which carries the metadata of Google's
libphonenumber (Apache-2.0) as regular expressions per region and kind of number. This script
turns those expressions into one automaton over the national digits, so that the program decides
region, possible length and mobile range of a number by following one table, digit by digit.

The automaton answers exactly what these functions of the package answer:

  region    region_code_for_number(number)
  possible  is_possible_number_for_type_with_reason(number, MOBILE) == IS_POSSIBLE
  strict    number_type(number) in (MOBILE, FIXED_LINE_OR_MOBILE)

A second automaton decides what parse() takes away, or puts together anew, where a number is written
nationally behind its calling code: +44 (0)7700 ... and +54 11 15 ... (national_prefixes.py).

Usage, from the package root, with a Python 3.11 or later that has `phonenumbers` installed:

  python3 Scripts/generate_numbering_plan.py

It rewrites NumberingPlan+Generated.swift and NationalPrefix+Generated.swift in
Sources/Messaging/NumberingPlan (`--folder PATH` writes elsewhere). The output depends on the version of `phonenumbers` alone. To move to newer metadata,
upgrade the package, run this script, then `make test`, which compares the result with the package
by means of Scripts/check_numbering_plan.py.
"""

import argparse
from pathlib import Path

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

from digit_languages import DIGITS, Expression, Language, minimize
from national_prefixes import NOTHING, NationalPrefix

PACKAGE_ROOT = Path(__file__).resolve().parent.parent
FOLDER = PACKAGE_ROOT / "Sources/Messaging/NumberingPlan"

# Kinds of number that number_type() reports before it considers fixed lines and mobiles.
SPECIAL_KINDS = (
    "premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan",
    "voicemail",
)

# A row of the program's table holds ten next states and the output; the index of a row is kept in
# sixteen bits.
MAXIMUM_STATES = 2 ** 16 // 11


def language_of_kinds(metadata, kinds):
    """The numbers that match any of these kinds, as _is_number_matching_desc() decides."""
    expression = Expression()
    for kind in kinds:
        description = getattr(metadata, kind)
        if description is not None and description.national_number_pattern:
            lengths = frozenset(description.possible_length) or None
            expression.add_alternative(description.national_number_pattern, lengths)
    return Language(expression)


class RegionRules:
    """What the metadata says about one region that uses a calling code."""

    def __init__(self, metadata):
        same_patterns = metadata.same_mobile_and_fixed_line_pattern
        self.general = language_of_kinds(metadata, ["general_desc"])
        self.special = language_of_kinds(metadata, SPECIAL_KINDS)
        self.fixed = language_of_kinds(metadata, ["fixed_line"])
        self.mobile = self.fixed if same_patterns else language_of_kinds(metadata, ["mobile"])
        self.leading = None
        if metadata.leading_digits is not None:
            expression = Expression()
            expression.add_alternative(metadata.leading_digits)
            self.leading = Language(expression, is_prefix=True)

    def languages(self):
        every = (self.general, self.special, self.fixed, self.mobile, self.leading)
        return [language for language in every if language is not None]

    def claims(self, accepted):
        """Whether region_code_for_number() would stop its search at this region."""
        if self.leading is not None:
            return self.leading in accepted
        return self.general in accepted and any(
            language in accepted for language in (self.special, self.fixed, self.mobile))

    def is_mobile(self, accepted):
        """Whether number_type() gives MOBILE or FIXED_LINE_OR_MOBILE."""
        return (self.general in accepted and self.mobile in accepted
                and self.special not in accepted)


class CallingCode:
    """A country calling code: its regions in order of preference and its possible lengths."""

    def __init__(self, code):
        self.code = code
        self.regions = COUNTRY_CODE_TO_REGION_CODE[code]
        self.metadata = [
            PhoneMetadata.metadata_for_region_or_calling_code(code, region)
            for region in self.regions
        ]
        self.rules = [RegionRules(metadata) for metadata in self.metadata]

    def possible_lengths(self):
        """Bit n is set when a mobile number may have n national digits.

        As the package does, the lengths of the main region stand for the whole calling code.
        """
        main = self.metadata[0]
        if main.mobile is None:
            return 0
        lengths = main.mobile.possible_length or main.general_desc.possible_length
        local = main.mobile.possible_length_local_only
        return sum(1 << length for length in lengths if length > 0 and length not in local)

    def output(self, accepted):
        """The answer at the end of a number: twice the region's place (0: none), plus strict.

        A calling code with one region gives that region whatever the digits, so its answers leave
        the region out; its states can then be shared with those of other calling codes.
        """
        if len(self.regions) == 1:
            return int(self.rules[0].is_mobile(accepted))
        for place, rules in enumerate(self.rules, start=1):
            if rules.claims(accepted):
                return 2 * place + rules.is_mobile(accepted)
        return 0

    def add_states(self, outputs, transitions):
        """Append this calling code's automaton to the global one; return its start state."""
        languages = [language for rules in self.rules for language in rules.languages()]
        numbers = {}

        def number_of(states):
            if states not in numbers:
                numbers[states] = len(outputs)
                accepted = {
                    language for language, state in zip(languages, states)
                    if language.accepts(state)
                }
                outputs.append(self.output(accepted))
                transitions.append(None)
                pending.append(states)
            return numbers[states]

        pending = []
        start = number_of(tuple(language.start for language in languages))
        while pending:
            states = pending.pop()
            transitions[numbers[states]] = [
                number_of(tuple(
                    language.step(state, digit) for language, state in zip(languages, states)))
                for digit in DIGITS
            ]
        return start


class Automaton:
    """Some automata as one minimal one."""

    def __init__(self, outputs, transitions, starts):
        classes = minimize(outputs, transitions)
        example = {name: state for state, name in enumerate(classes)}

        # States are numbered in the order a reader of the calling codes meets them, level by
        # level, which keeps the output stable and the states of one country close together.
        order = list(dict.fromkeys(classes[start] for start in starts))
        numbers = {name: number for number, name in enumerate(order)}
        for name in order:
            for after in transitions[example[name]]:
                if classes[after] not in numbers:
                    numbers[classes[after]] = len(order)
                    order.append(classes[after])

        if len(order) > MAXIMUM_STATES:
            raise ValueError(f"{len(order)} states are too many for the table of the program")

        self.starts = [numbers[classes[start]] for start in starts]
        self.outputs = [outputs[example[name]] for name in order]
        self.transitions = [
            [numbers[classes[after]] for after in transitions[example[name]]] for name in order
        ]

    def lines(self):
        """One state after the other: its output, then runs of digits with a common next state."""
        text = []
        for output, row in zip(self.outputs, self.transitions):
            text.append(encode(output, width=1))
            digit = 0
            while digit < len(row):
                end = digit
                while end < len(row) and row[end] == row[digit]:
                    end += 1
                text.append(encode(end - digit, width=1) + encode(row[digit], width=2))
                digit = end
        text = "".join(text)
        width = COLUMNS - len(INDENTATION)
        return [text[start:start + width] for start in range(0, len(text), width)]


class Plan:
    """The whole plan: all calling codes over two minimal automata."""

    def __init__(self):
        self.codes = [CallingCode(code) for code in sorted(COUNTRY_CODE_TO_REGION_CODE)]
        outputs, transitions = [], []
        starts = [code.add_states(outputs, transitions) for code in self.codes]
        self.numbers = Automaton(outputs, transitions, starts)

        # The state from which nothing is edited any more comes first: the program stops there.
        edits, outputs, transitions = {NOTHING: 0}, [0], [[0] * len(DIGITS)]
        prefixes = [
            [NationalPrefix(metadata) for metadata in code.metadata] for code in self.codes
        ]
        starts = [main.add_states(edits, outputs, transitions) for main, *_ in prefixes]
        self.prefixes = Automaton(outputs, transitions, [0] + starts)
        self.edits = list(edits)
        self.have_zero = [
            any(prefix.has_leading_zero() for prefix in regions) for regions in prefixes
        ]

    def calling_code_lines(self):
        rows = zip(self.codes, self.numbers.starts, self.prefixes.starts[1:], self.have_zero)
        for code, start, prefix_start, has_zero in rows:
            facts = (code.code, start, code.possible_lengths(), prefix_start, int(has_zero))
            yield " ".join(map(str, facts)) + f" {' '.join(code.regions)}"

    def edit_lines(self):
        for edit in self.edits:
            insert = f"{int(edit.insert or 0)} {len(edit.insert)}"
            yield f"{insert} {edit.front} {edit.kept} {edit.gap}"


# The characters from % to ~ stand for the digits of a number to the base 90: printable, and
# without the quote and number sign that would end a raw Swift string.
FIRST_CHARACTER = ord("%")
BASE = ord("~") - FIRST_CHARACTER + 1


def encode(value, width):
    if value >= BASE ** width:
        raise ValueError(f"{value} does not fit into {width} characters to the base {BASE}")
    digits = []
    for _ in range(width):
        value, digit = divmod(value, BASE)
        digits.append(chr(FIRST_CHARACTER + digit))
    return "".join(reversed(digits))


INDENTATION = "    "
COLUMNS = 100
HEADER = '''\
// Generated by Scripts/generate_numbering_plan.py; do not edit by hand, run the script again.
// Source: the PyPI package phonenumbers {version}, which carries the metadata of libphonenumber
// (Apache-2.0).
'''
PLAN_FILE = HEADER + '''
extension NumberingPlan {{
  /// The metadata the plan was generated from, with its version.
  ///
  /// Source: SPEC NUM-4.
  package static let source = "phonenumbers {version}"

  /// The number of states in `stateData`.
  static let stateCount = {state_count}

  /// One line per calling code: code, start state, possible lengths as a bit set, start state of its
  /// national prefix, whether a number may begin with 0, regions.
  static let callingCodeData: StaticString = """
{calling_codes}
    """

  /// The base of the numbers in `stateData`, and the character of the digit zero.
  static let stateDataBase = {base}
  static let stateDataZero = UInt8(ascii: "{zero}")

  /// The states, in digits to the base {base}: output, then runs of digits with their next state.
  static let stateData: StaticString = #"""
{states}
    """#
}}
'''
PREFIX_FILE = HEADER + '''
extension NationalPrefix {{
  /// The number of states in `stateData`; from the first nothing is edited any more.
  static let stateCount = {state_count}

  /// One line per edit: digits to put in front, how many they are, how many to take away, to keep and
  /// to take away behind those.
  static let editData: StaticString = """
{edits}
    """

  /// The states as those of the numbering plan; an output is an edit's line, counted from 0.
  static let stateData: StaticString = #"""
{states}
    """#
}}
'''


def render(template, **texts):
    for name, text in texts.items():
        if isinstance(text, list):
            texts[name] = "\n".join(INDENTATION + line for line in text)
    return template.format(version=phonenumbers.__version__, base=BASE,
                           zero=chr(FIRST_CHARACTER), **texts)


def main():
    parser = argparse.ArgumentParser(description="Generate the E.164 numbering plan.")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where the Swift files go")
    folder = parser.parse_args().folder
    plan = Plan()
    files = {
        "NumberingPlan": render(
            PLAN_FILE, state_count=len(plan.numbers.outputs),
            calling_codes=list(plan.calling_code_lines()), states=plan.numbers.lines()),
        "NationalPrefix": render(
            PREFIX_FILE, state_count=len(plan.prefixes.outputs), edits=list(plan.edit_lines()),
            states=plan.prefixes.lines()),
    }
    for name, text in files.items():
        (folder / f"{name}+Generated.swift").write_text(text, encoding="ascii")
    print(f"{len(plan.codes)} calling codes, {len(plan.numbers.outputs)} states for numbers and "
          f"{len(plan.prefixes.outputs)} for national prefixes, "
          f"{sum(map(len, files.values()))} bytes, from phonenumbers {phonenumbers.__version__}")


if __name__ == "__main__":
    main()
