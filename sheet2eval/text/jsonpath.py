"""JSONPath (RFC 9535) from cells on JSON from responses, both of them hostile: metered, with patterns on RE2.

The library's own `match()` and `search()` run on a backtracking engine, and chained descents (`$..*..*`)
multiply; here every step is counted and an evaluation ends when `STEPS` are used up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from jsonpath_rfc9535 import JSONPathEnvironment, JSONPathNode, JSONPathQuery, Parser
from jsonpath_rfc9535.exceptions import JSONPathError
from jsonpath_rfc9535.function_extensions import ExpressionType, FilterFunction
from jsonpath_rfc9535.segments import (
    JSONPathChildSegment,
    JSONPathRecursiveDescentSegment,
    JSONPathSegment,
)
from jsonpath_rfc9535.selectors import FilterSelector, IndexSelector, JSONPathSelector, NameSelector
from jsonpath_rfc9535.tokens import TokenStream

from sheet2eval.text.jsontext import MAX_DEPTH
from sheet2eval.text.patterns import PatternFault, compile_pattern, encodable

STEPS = 500_000  # some seconds at worst; a page of JSON takes some hundred
CHARACTERS_A_STEP = 100
_STEPS_A_CHILD = {NameSelector: 0, IndexSelector: 0, FilterSelector: 4}


class PathFault(ValueError):
    """The text is no JSONPath; the message is the parser's, with the position."""


class TooManySteps(Exception):
    """The path is too costly on this value."""


def check_path(path: str) -> None:
    """Raises `PathFault` where the text is no JSONPath."""
    _compiled(path)


def find_values(path: str, value: object) -> list[object]:
    """The values at a path that `check_path` let pass, at most `STEPS` of them.

    Raises:
        TooManySteps: there are more, or finding them takes more.
    """
    try:
        nodes = _compiled(path).finditer(value)  # type: ignore[arg-type] # their JSONValue is our object
        found = [node.value for node in islice(nodes, STEPS)]
    except (JSONPathError, RecursionError):
        raise TooManySteps from None
    if len(found) == STEPS:
        raise TooManySteps
    return found


def _compiled(path: str) -> JSONPathQuery:
    """A query of its own for every evaluation, since its environment counts the steps."""
    try:
        return _Environment().compile(path)
    except JSONPathError as fault:
        place = f" at character {fault.token.index + 1}" if fault.token else ""
        raise PathFault(f"{fault.args[0]}{place}") from None
    except (ValueError, OverflowError):  # the library converts numbers unguarded
        raise PathFault("it holds a number that is too large") from None
    except RecursionError:
        raise PathFault("it is nested too deeply") from None


class _Segments(Parser):
    """The library's parser, making segments that count."""

    def parse_query(self, stream: TokenStream, *, in_filter: bool = False) -> Iterator[JSONPathSegment]:
        for segment in super().parse_query(stream, in_filter=in_filter):
            descends = isinstance(segment, JSONPathRecursiveDescentSegment)
            metered = _Descent if descends else _Child
            yield metered(env=segment.env, token=segment.token, selectors=segment.selectors)


class _Environment(JSONPathEnvironment):
    parser_class = _Segments
    max_recursion_depth = MAX_DEPTH + 2

    def __init__(self) -> None:
        super().__init__()
        self.steps = STEPS

    def setup_function_extensions(self) -> None:
        super().setup_function_extensions()
        self.function_extensions["match"] = _Match(self)
        self.function_extensions["search"] = _Search(self)

    def spend(self, steps: int = 1) -> None:
        self.steps -= steps
        if self.steps < 0:
            raise TooManySteps


class _Child(JSONPathChildSegment):
    env: _Environment

    def resolve(self, nodes: Iterable[JSONPathNode]) -> Iterable[JSONPathNode]:
        return super().resolve(self._metered(nodes))

    def _metered(self, nodes: Iterable[JSONPathNode]) -> Iterator[JSONPathNode]:
        for node in nodes:
            self.env.spend(_steps(self.selectors, node))
            yield node


class _Descent(JSONPathRecursiveDescentSegment):
    env: _Environment

    def _visit(self, node: JSONPathNode, depth: int = 1) -> Iterator[JSONPathNode]:
        self.env.spend(depth + _size(node) + _steps(self.selectors, node))
        yield from super()._visit(node, depth)


def _steps(selectors: Iterable[JSONPathSelector], node: JSONPathNode) -> int:
    """What it takes to apply the selectors to one node."""
    return sum(_STEPS_A_CHILD.get(type(selector), 1) * _size(node) + 1 for selector in selectors)


def _size(node: JSONPathNode) -> int:
    return len(node.value) if isinstance(node.value, dict | list) else 0


class _Match(FilterFunction):
    """`match()`: whether a pattern fits a whole text."""

    arg_types = [ExpressionType.VALUE, ExpressionType.VALUE]  # noqa: RUF012 - the library's own declaration
    return_type = ExpressionType.LOGICAL

    def __init__(self, environment: _Environment) -> None:
        self._environment = environment

    def __call__(self, text: object, pattern: object) -> bool:
        """False for what is no text, and for what is no pattern, as the RFC has it."""
        if not isinstance(text, str) or not isinstance(pattern, str):
            return False
        self._environment.spend(1 + (len(text) + len(pattern)) // CHARACTERS_A_STEP)
        try:
            return self._fits(pattern, encodable(text))
        except PatternFault:
            return False

    def _fits(self, pattern: str, text: str) -> bool:
        return compile_pattern(pattern).fullmatch(text) is not None


class _Search(_Match):
    """`search()`: whether a pattern fits somewhere in a text."""

    def _fits(self, pattern: str, text: str) -> bool:
        return compile_pattern(pattern).search(text) is not None
