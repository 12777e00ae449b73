"""Imports go down only, plug-ins know their protocol alone, heavy libraries load where they are used."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "sheet2eval"

# From the bottom up: a module may import from its own floor and from those above it in this list.
FLOORS = (
    {"types", "errors", "registry", "naming", "digest", "state", "locks", "stopping"},
    {"text"},
    {"contract"},
    {"checks", "books"},
    {"testing"},
    {
        "models",
        "http_faults",
        "addresses",
        "apps",
        "folder",
        "starters",
        "manual",
        "targets",
        "judges",
        "config",
    },
    {"reading"},
    {"running"},
    {"grading"},
    {"scoring"},
    {"writing"},
    {"notifying"},
    {"workflow"},
    {"scheduling"},
    {"cli"},
    {"__main__"},
)
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
SIBLINGS_ALLOWED = {("manual", "reading")}  # the manual runs its examples through the grammar
PLUG_INS = ("checks", "targets", "judges")
CLICK_ONLY_IN = {"cli"}
COLD = {"openpyxl", "gspread", "openai", "pandas", "scipy", "aiohttp", "rich", "rapidfuzz", "jsonschema_rs",
        "jsonpath_rfc9535", "icu4py", "py3langid", "markdown_it", "platformdirs", "cronsim",
        "tzlocal"}  # fmt: skip

WRAPPERS = {
    "sheet2eval.text.jsonpath",
    "sheet2eval.books.google.api",
}  # built upon a heavy library, so imported inside functions themselves

MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)


def imports_of(path: Path, *, top_only: bool = False) -> list[str]:
    tree = ast.parse(path.read_text("utf-8"))
    nodes = tree.body if top_only else list(ast.walk(tree))
    found = []
    for node in nodes:
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def ours(name: str) -> tuple[str, ...]:
    parts = tuple(name.split("."))
    return parts[1:] if parts[0] == "sheet2eval" and len(parts) > 1 else ()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down_only(path):
    room = room_of(path)
    if room == "__init__":
        return
    for name in imports_of(path):
        other = ours(name)[:1]
        if other and other[0] in FLOOR and (room, other[0]) not in SIBLINGS_ALLOWED:
            assert FLOOR[other[0]] <= FLOOR[room], f"{room} imports {name}, which lies above it"


@pytest.mark.parametrize("folder", PLUG_INS)
def test_plug_ins_know_only_the_protocol_of_their_folder(folder):
    protocol = folder.removesuffix("s")
    for path in (PACKAGE / folder).glob("*.py"):
        for name in imports_of(path):
            place = ours(name)
            if place[:1] == (folder,):
                assert place[1] == protocol, f"{path.name} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_click_is_for_the_command_line_only(path):
    if room_of(path) not in CLICK_ONLY_IN:
        assert not any(name.split(".")[0] == "click" for name in imports_of(path))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_libraries_are_imported_where_they_are_used(path):
    if module_name(path) not in WRAPPERS:
        assert not COLD & {name.split(".")[0] for name in imports_of(path, top_only=True)}
    assert not any(
        name.startswith(wrapper) for wrapper in WRAPPERS for name in imports_of(path, top_only=True)
    )


def test_help_loads_no_heavy_library():
    code = "import sys\nfrom sheet2eval.cli import commands\n"
    code += "commands.main(['--help'], standalone_mode=False)\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "validate" in done.stdout
    assert not COLD & set(done.stderr.split())


def test_no_floor_is_forgotten():
    rooms = {room_of(path) for path in MODULES} - {"__init__"}
    assert rooms <= FLOOR.keys()
