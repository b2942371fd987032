#!/usr/bin/env python3
"""Draw phone numbers and print what the PyPI package `phonenumbers` says of them.

This is the independent check of the numbering plan in the Messaging module: a test runs this
script and compares every line with the program's answer. It shares no code with
Scripts/generate_numbering_plan.py.

Usage, with a Python 3.11 or later that has `phonenumbers` installed:

  python3 Scripts/check_numbering_plan.py [--count N] [--seed S] [--national] > numbers.tsv

Each line holds four fields separated by tabs: the digits of the E.164 number without the plus
sign, its region or -, whether it is possible (0 or 1), whether it is strictly a mobile (0 or 1):

  region    region_code_for_number(number)
  possible  is_possible_number_for_type_with_reason(number, MOBILE) == IS_POSSIBLE
  strict    number_type(number) in (MOBILE, FIXED_LINE_OR_MOBILE)

Numbers go to the package as calling code and national number, leading zeros kept; its parser would
take prefixes away. A calling code that is not assigned has no region and is neither possible nor
mobile.

The numbers visit all regions: 30 % are drawn from the patterns of the metadata, 30 % are off by
one digit from such a number, 20 % end in random digits, the others are random behind a leading
digit, a calling code, or altogether. They have at most 15 digits, and at least one after an
assigned calling code, because the package cannot express a number without national digits.

With --national the numbers are written as in their country behind a calling code: +44 (0)7700 ...,
0054 11 15 ... A line then holds the text, the E.164 number that parse() makes of it, without the
plus sign, or -, whether that is possible for a mobile, and whether it is a valid number at all.
"""

import argparse
import itertools
import random
import re._constants as regex
import re._parser as regex_parser

import phonenumbers
from phonenumbers import (
    COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata, PhoneNumber, PhoneNumberType, ValidationResult,
)

MAXIMUM_DIGITS = 15
MOBILE_TYPES = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)
# Mobiles are drawn apart, see Source.valid().
OTHER_KINDS = (
    "general_desc", "fixed_line", "toll_free", "premium_rate", "shared_cost", "personal_number",
    "voip", "pager", "uan", "voicemail",
)


def answer(digits):
    """Return the line of output for one number, or None if the package cannot express it."""
    code = calling_code(digits)
    if code is None:
        return f"{digits}\t-\t0\t0"
    national = digits[len(str(code)):]
    if not national:
        return None
    zeros = min(len(national) - len(national.lstrip("0")), len(national) - 1)
    number = PhoneNumber(country_code=code, national_number=int(national))
    if zeros > 0:
        number.italian_leading_zero = True
        number.number_of_leading_zeros = zeros
    assert phonenumbers.national_significant_number(number) == national

    region = phonenumbers.region_code_for_number(number)
    reason = phonenumbers.is_possible_number_for_type_with_reason(number, PhoneNumberType.MOBILE)
    is_possible = reason == ValidationResult.IS_POSSIBLE
    is_mobile = phonenumbers.number_type(number) in MOBILE_TYPES
    return f"{digits}\t{region or '-'}\t{is_possible:d}\t{is_mobile:d}"


def calling_code(digits):
    for length in (1, 2, 3):
        if int(digits[:length]) in COUNTRY_CODE_TO_REGION_CODE:
            return int(digits[:length])
    return None


def answer_in_words(text):
    """Return the line of output for a number as it is written behind its calling code."""
    plus = "+" + text[2:] if text.startswith("00") else text
    try:
        number = phonenumbers.parse(plus, None)
    except phonenumbers.NumberParseException:
        return f"{text}\t-\t0\t0"
    digits = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)[1:]
    reason = phonenumbers.is_possible_number_for_type_with_reason(number, PhoneNumberType.MOBILE)
    is_possible = reason == ValidationResult.IS_POSSIBLE and len(digits) <= MAXIMUM_DIGITS
    is_valid = is_possible and phonenumbers.is_valid_number(number)
    return f"{text}\t{digits}\t{is_possible:d}\t{is_valid:d}"


class Source:
    """Draws numbers; all its choices follow from the seed."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.trees = {}
        self.owners = [
            (code, PhoneMetadata.metadata_for_region_or_calling_code(code, region))
            for code, regions in sorted(COUNTRY_CODE_TO_REGION_CODE.items()) for region in regions
        ]

    def numbers(self):
        """Visit all regions in turn, and the ones with long patterns more often in between."""
        weights = [
            sum(len(pattern) for pattern in self.patterns(metadata)) for _, metadata in self.owners
        ]
        while True:
            for owner in self.owners:
                yield self.number(*owner)
            for owner in self.random.choices(self.owners, weights, k=len(self.owners)):
                yield self.number(*owner)

    def texts(self):
        """Numbers of all regions, each written as in its country behind its calling code."""
        while True:
            for code, metadata in self.owners:
                plus = self.random.choice(("+", "+", "00"))
                yield f"{plus}{code}{self.national(code, metadata)}"

    def national(self, code, metadata):
        digits = self.valid(metadata)
        if self.random.random() < 0.1:
            digits = self.off_by_a_digit(digits) or digits
        way = self.random.random()
        if way < 0.2:
            number = PhoneNumber(country_code=code, national_number=int(digits))
            form = phonenumbers.PhoneNumberFormat.NATIONAL
            return " " + phonenumbers.format_number(number, form)
        prefix = metadata.national_prefix or self.random.choice(("", "0", "1", "8"))
        if way < 0.4 and metadata.national_prefix_for_parsing:
            prefix = self.match(metadata.national_prefix_for_parsing)
        if 0.4 <= way < 0.5:
            prefix += self.digits(1)
        separator = self.random.choice((" ", "-", "/", "."))
        if way < 0.7:
            return f" ({prefix}){digits}" if prefix else f" {digits}"
        # A few digits behind a slash or a dot are no part of one number.
        place = self.random.randrange(len(digits) // 2 + 1)
        return f" {prefix}{digits[:place]}{separator}{digits[place:]}"

    def patterns(self, metadata):
        descriptions = [getattr(metadata, kind) for kind in OTHER_KINDS]
        patterns = [each.national_number_pattern for each in descriptions if each is not None]
        return [pattern for pattern in patterns if pattern]

    def number(self, code, metadata):
        way = self.random.random()
        if way < 0.30:
            return f"{code}{self.valid(metadata)}"
        if way < 0.60:
            return self.off_by_a_digit(f"{code}{self.valid(metadata)}")
        if way < 0.80:
            return f"{code}{self.random_tail(self.valid(metadata))}"
        if way < 0.90:
            return f"{code}{self.leading(metadata)}{self.digits(self.random.randint(0, 10))}"
        if way < 0.97:
            return f"{code}{self.digits(self.random.randint(1, MAXIMUM_DIGITS - 1))}"
        return str(self.random.randint(1, 10 ** self.random.randint(1, MAXIMUM_DIGITS) - 1))

    def valid(self, metadata):
        """National digits that match a pattern of the region, for a mobile every other time."""
        mobile = metadata.mobile and metadata.mobile.national_number_pattern
        if mobile and self.random.random() < 0.5:
            return self.match(mobile)
        return self.match(self.random.choice(self.patterns(metadata)))

    def leading(self, metadata):
        """The digits that tell the region within its calling code, or the start of a number."""
        if metadata.leading_digits is not None:
            return self.match(metadata.leading_digits)
        return self.valid(metadata)[:self.random.randint(1, 5)]

    def random_tail(self, digits):
        kept = self.random.randrange(min(len(digits), 8))
        return digits[:kept] + self.digits(len(digits) - kept)

    def off_by_a_digit(self, digits):
        # The digits in front decide region and range, so they are changed more often.
        place = min(self.random.randrange(len(digits)), self.random.randrange(len(digits)))
        digit = self.digits(1)
        changes = (
            digits[:place] + digit + digits[place + 1:],
            digits[:place] + digits[place + 1:],
            digits[:place] + digit + digits[place:],
            digits[:-1],
            digits + digit,
        )
        return self.random.choice(changes)

    def digits(self, count):
        return "".join(str(self.random.randrange(10)) for _ in range(count))

    def match(self, pattern):
        """Draw digits that match a regular expression."""
        if pattern not in self.trees:
            self.trees[pattern] = regex_parser.parse(pattern)
        return self.draw(self.trees[pattern])

    def draw(self, tree):
        return "".join(self.draw_one(operation, argument) for operation, argument in tree)

    def draw_one(self, operation, argument):
        if operation is regex.SUBPATTERN:
            return self.draw(argument[-1])
        if operation is regex.BRANCH:
            return self.draw(self.random.choice(argument[1]))
        if operation is regex.MAX_REPEAT:
            minimum, maximum, repeated = argument
            count = self.random.randint(minimum, maximum)
            return "".join(self.draw(repeated) for _ in range(count))
        if operation is regex.IN:
            return self.draw_one(*self.random.choice(argument))
        if operation is regex.RANGE:
            return chr(self.random.randint(*argument))
        if operation is regex.CATEGORY and argument is regex.CATEGORY_DIGIT:
            return self.digits(1)
        if operation is regex.LITERAL:
            return chr(argument)
        if operation is regex.AT:
            return ""
        raise ValueError(f"the patterns use an unforeseen construct: {operation} {argument}")


def main():
    parser = argparse.ArgumentParser(description="Print what phonenumbers says of drawn numbers.")
    parser.add_argument("--count", type=int, default=100_000, help="how many numbers")
    parser.add_argument("--seed", type=int, default=1, help="start of the pseudorandom draw")
    parser.add_argument("--national", action="store_true", help="write them as in their country")
    arguments = parser.parse_args()

    # The package compiles patterns again and again unless a version that can is told to keep them.
    keep_patterns = getattr(phonenumbers.re_util, "enable_pattern_cache", None)
    if keep_patterns is not None:
        keep_patterns()

    source = Source(arguments.seed)
    if arguments.national:
        for text in itertools.islice(source.texts(), arguments.count):
            print(answer_in_words(text))
        return

    remaining = arguments.count
    for digits in source.numbers():
        if remaining <= 0:
            break
        if not digits or digits[0] == "0" or len(digits) > MAXIMUM_DIGITS:
            continue
        line = answer(digits)
        if line is not None:
            print(line)
            remaining -= 1


if __name__ == "__main__":
    main()
