"""Languages of digit strings: from regular expressions to deterministic automata.

A helper of generate_numbering_plan.py; it knows nothing of phone numbers but their greatest length.
"""

import re._constants as regex
import re._parser as regex_parser

MAXIMUM_DIGITS = 15
DIGITS = range(10)
ALL_DIGITS = frozenset(DIGITS)
DEAD = 0


class Expression:
    """A nondeterministic automaton for the union of some regular expressions over digits."""

    def __init__(self):
        self.steps = []  # per state: [(set of digits, next state)]
        self.jumps = []  # per state: [next state], taken without reading a digit
        self.lengths = {}  # accepting state: lengths its expression may have, None for any
        self.start = self.add_state()

    def add_state(self):
        self.steps.append([])
        self.jumps.append([])
        return len(self.steps) - 1

    def add_alternative(self, pattern, lengths=None):
        entry = self.add_state()
        self.jumps[self.start].append(entry)
        self.lengths[self.append(regex_parser.parse(pattern), entry)] = lengths

    def append(self, tree, state):
        """Add the parsed expression behind `state`; return the state after it."""
        for operation, argument in tree:
            if operation is regex.SUBPATTERN:
                state = self.append(argument[-1], state)
            elif operation is regex.BRANCH:
                end = self.add_state()
                for branch in argument[1]:
                    self.jumps[self.append(branch, state)].append(end)
                state = end
            elif operation is regex.MAX_REPEAT:
                state = self.append_repeat(*argument, state)
            else:
                after = self.add_state()
                self.steps[state].append((digit_set(operation, argument), after))
                state = after
        return state

    def append_repeat(self, minimum, maximum, tree, state):
        if maximum is regex.MAXREPEAT:
            raise ValueError("unbounded repeat: the plan holds finite expressions only")
        for _ in range(minimum):
            state = self.append(tree, state)
        end = self.add_state()
        for _ in range(maximum - minimum):
            self.jumps[state].append(end)
            state = self.append(tree, state)
        self.jumps[state].append(end)
        return end

    def closure(self, states):
        reached, pending = set(states), list(states)
        while pending:
            for state in self.jumps[pending.pop()]:
                if state not in reached:
                    reached.add(state)
                    pending.append(state)
        return frozenset(reached)


def digit_set(operation, argument):
    """Return the digits that one character of an expression stands for."""
    if operation is regex.LITERAL:
        return frozenset([int(chr(argument))])
    if operation is regex.RANGE:
        return frozenset(range(int(chr(argument[0])), int(chr(argument[1])) + 1))
    if operation is regex.CATEGORY and argument is regex.CATEGORY_DIGIT:
        return ALL_DIGITS
    if operation is regex.IN:
        return frozenset().union(*(digit_set(*item) for item in argument))
    raise ValueError(f"the plan uses an unforeseen construct: {operation} {argument}")


class Language:
    """A set of digit strings, decided by a deterministic automaton that is built as needed.

    State 0 is the one from which nothing is accepted any more. With `is_prefix`, a string is in
    the set as soon as it begins with a match.
    """

    def __init__(self, expression, is_prefix=False, longest=MAXIMUM_DIGITS):
        self.expression = expression
        self.is_prefix = is_prefix
        self.longest = longest
        self.states = [(0, frozenset())]
        self.numbers = {}
        self.next = [[DEAD] * len(DIGITS)]
        self.start = self.number_of(0, expression.closure([expression.start]))

    def number_of(self, length, subset):
        if not subset or length > self.longest:
            return DEAD
        key = (length, subset)
        if key not in self.numbers:
            self.numbers[key] = len(self.states)
            self.states.append(key)
            self.next.append([None] * len(DIGITS))
        return self.numbers[key]

    def step(self, state, digit):
        if self.next[state][digit] is None:
            self.next[state][digit] = self.compute_step(state, digit)
        return self.next[state][digit]

    def compute_step(self, state, digit):
        if self.is_prefix and self.accepts(state):
            return state
        length, subset = self.states[state]
        reached = [
            after for before in subset for digits, after in self.expression.steps[before]
            if digit in digits
        ]
        return self.number_of(length + 1, self.expression.closure(reached))

    def accepts(self, state):
        length, subset = self.states[state]
        return any(
            lengths is None or length in lengths
            for accepting, lengths in self.expression.lengths.items() if accepting in subset
        )


def minimize(outputs, transitions):
    """Return the class of each state; states of one class answer alike for every continuation."""
    classes, count = outputs, len(set(outputs))
    while True:
        names = {}
        classes = [
            names.setdefault((classes[state], *(classes[after] for after in row)), len(names))
            for state, row in enumerate(transitions)
        ]
        if len(names) == count:
            return classes
        count = len(names)
