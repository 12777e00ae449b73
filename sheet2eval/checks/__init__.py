"""The kinds of checks: one module a kind, its file name what a person types, its docstring the manual.

A module of this folder has

- a docstring: first line what the check is; then its forms; then blocks of examples that the tests execute
  and `docs/checks.md` prints:

      PASS  contains: 7:00 PM
            Done. I will remind you at 7:00 pm.
      FAIL  contains: 7:00 PM
            Done. I will remind you at 19:00.

  (`PASS` or `FAIL`, two spaces, the line as typed; the response below it, indented by six columns, until a
  blank line or the next example. Calls of the response stand on lines of their own behind `CALLS  `, and so do
  the case's ideal behind `IDEAL  ` and figures behind `TOOK  ` (seconds), `COST  ` (dollars), `TOKENS  `.)
- `FORMS`: the words that may follow the kind ("" is the plain kind): `("", "any", "all")`
- `EXACTLY`: whether `exactly` may follow it (raw text instead of normalised text)
- `ARGUMENT`: "none", "optional" or "needed"
- `EXAMPLE`: one good line, quoted in error messages
- `parse(line: Line) -> Rule`: raises `BadArgument` and its kin, and `UnknownVariable` by way of `line.fill`
"""
