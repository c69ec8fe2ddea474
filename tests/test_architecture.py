"""ARCHITECTURE.md says who may import whom; here every import in briefgen is held against it."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.programs import require_library

ROOT = Path(__file__).parents[1]
STAGES = frozenset({"load", "select", "compose", "cite", "check", "render", "write"})

HOMES: Mapping[str, tuple[str, ...]] = {
    "PIL": (
        "briefgen.render.images.canvas",
        "briefgen.render.images.cleaning",
        "briefgen.render.images.colour_profile",
        "briefgen.render.pdf.press.inks",
        "briefgen.leak_check.audit.pdf",
    ),
    "babel": (
        "briefgen.compose.cell_text",
        "briefgen.compose.localisation",
        "briefgen.load.languages",
        "briefgen.load.states",
    ),
    "distributed": ("briefgen.campaign.cluster",),
    "drawsvg": ("briefgen.render.images.canvas",),
    "jinja2": (
        "briefgen.access.template_names",
        "briefgen.composer.server",
        "briefgen.compose.fill",
        "briefgen.compose.sandbox",
        "briefgen.compose.written_words",
    ),
    "cssselect2": ("briefgen.leak_check.audit.html",),
    "fontTools": ("briefgen.leak_check.audit.fonts",),
    "pikepdf": ("briefgen.leak_check.audit.pdf", "briefgen.check.parity.read_pdf"),
    "pypdfium2": ("briefgen.leak_check.audit.pdf", "briefgen.check.parity.read_pdf"),
    "lxml": (
        "briefgen.render.word.xml",
        "briefgen.check.parity.read_docx",
        "briefgen.decompose.html_file",
        "briefgen.decompose.office_package",
        "briefgen.decompose.reference_fields",
        "briefgen.decompose.word_xml",
        "briefgen.decompose.open_document",
        "briefgen.decompose.word_file",
        "briefgen.translate.exchange",
    ),
    "markdown": ("briefgen.compose.markdown", "briefgen.compose.python_markdown"),
    "markdown_it": ("briefgen.compose.second_reading",),
    "mdit_py_plugins": ("briefgen.compose.second_reading",),
    "openpyxl": ("briefgen.load.recipients.xlsx",),
    "pydantic": ("briefgen.schema",),
    "pydantic_core": ("briefgen.schema",),
    "pydyf": (
        "briefgen.render.engine.drawn_pages",
        "briefgen.render.engine.packed_streams",
        "briefgen.render.engine.patches.marking",
        "briefgen.render.pdf.press",
        "briefgen.render.pdf.tags.objects",
    ),
    "pymdownx": ("briefgen.compose.python_markdown",),
    "pypandoc": ("briefgen.pandoc",),
    "rapidfuzz": ("briefgen.decompose.known_works",),
    "rich": ("briefgen.commands",),
    "starlette": ("briefgen.composer", "briefgen.preview.server", "briefgen.web"),
    "tinycss2": (
        "briefgen.leak_check.audit.html",
        "briefgen.render.style.logical",
        "briefgen.render.style.mirrored_pages",
        "briefgen.render.style.print_style",
    ),
    "tinyhtml5": ("briefgen.leak_check.audit.html",),
    "translate": ("briefgen.translate.exchange",),
    "typer": ("briefgen.commands",),
    "uharfbuzz": ("briefgen.render.style.embedded_fonts", "briefgen.render.images.outlines"),
    "uvicorn": ("briefgen.web.server",),
    "watchfiles": ("briefgen.preview.watch",),
    "weasyprint": ("briefgen.render.engine",),
    "yaml": ("briefgen.load.syntax.yaml", "briefgen.edit.yaml_nodes"),
}
"""The modules, with what lies below them, that may import a library. A library that is not here may not be imported."""

ONLY_INSIDE_FUNCTIONS = frozenset({"distributed", "weasyprint", "pikepdf", "pypdfium2", "translate"})
"""Slow to import, so that only the one who asks for a PDF pays; or in an extra, and not on every machine."""

EXTRAS = {"distributed": "cluster", "starlette": "composer", "translate": "translations", "uvicorn": "composer"}
"""Libraries that only some users install, each with its extra in `pyproject.toml`."""

NOT_AT_START = frozenset(
    {"PIL", "babel", "jinja2", "lxml", "markdown", "markdown_it", "pydantic", "pypandoc", "weasyprint"}
)
"""Never at the top of the command line's own modules, so that `--help` answers at once."""

CLOCK_READERS = frozenset(
    {
        "briefgen.campaign",
        "briefgen.commands.approve",
        "briefgen.commands.check",
        "briefgen.commands.corrections",
        "briefgen.commands.day",
        "briefgen.commands.progress",
        "briefgen.commands.verify",
        "briefgen.composer.acts.approval",
        "briefgen.composer.acts.sent",
        "briefgen.composer.notice_run",
        "briefgen.composer.reading",
        "briefgen.composer.views.home",
        "briefgen.composer.views.sent",
        "briefgen.executor",
        "briefgen.file_lock",
        "briefgen.record",
    }
)
"""Who may ask for the time: how long a run or a task took, how long is left until a deadline, when a file was built, on which day somebody approves a text, which consents have ended. The date of a brief comes from the brief."""

CLOCKS = frozenset({"now", "utcnow", "today", "fromtimestamp"})


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement's target."""

    module: str
    """Who imports."""
    target: str
    """What, as a full module name; for `from x import y` it is `x`, or `x.y` where that is a module of briefgen."""
    line: int
    at_top: bool

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.target}"


def modules(root: Path) -> dict[str, ast.Module]:
    """Every module below `root/briefgen`, parsed, by its full name."""
    found = {}
    for path in sorted((root / "briefgen").rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


def imports(trees: Mapping[str, ast.Module]) -> Iterator[Import]:
    """Every import of every module, those inside functions included."""
    for module, tree in trees.items():
        deferred = {
            id(inner)
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            for inner in ast.walk(node)
        }
        for node in ast.walk(tree):
            match node:
                case ast.Import():
                    targets = [alias.name for alias in node.names]
                case ast.ImportFrom(module=str(source), level=0):
                    targets = [full if (full := f"{source}.{alias.name}") in trees else source for alias in node.names]
                case ast.ImportFrom():
                    targets = ["a relative name"]
                case _:
                    continue
            for target in dict.fromkeys(targets):
                yield Import(module, target, node.lineno, id(node) not in deferred)


def part_of(module: str) -> str:
    """The package or module directly below briefgen: `load` for `briefgen.load.syntax.yaml`; empty for others."""
    first, _, rest = module.partition(".")
    return rest.partition(".")[0] if first == "briefgen" else ""


def within(module: str, homes: tuple[str, ...] | frozenset[str]) -> bool:
    """Whether a module is one of these or lies below one."""
    return any(module == home or module.startswith(f"{home}.") for home in homes)


def read_rooms(page: str) -> dict[str, frozenset[str]]:
    """The rooms inside the stages, of the page of internals: by room, what of briefgen it may import."""
    section = page.partition("## Rooms inside the stages")[2].partition("\n## ")[0]
    lines = re.findall(r"^(\w+\.[\w.]+) +<- +(.+?)(?: {2,}.*)?$", section, re.MULTILINE)
    return {room: frozenset(re.findall(r"[\w.]+", allowed)) - {"nothing"} for room, allowed in lines}


def find_broken_rooms(trees: Mapping[str, ast.Module], rooms: Mapping[str, frozenset[str]]) -> list[str]:
    """Imports by a room that it may not have: of its own stage, and of any other part where it may have `only` so much."""
    broken = []
    for statement in imports(trees):
        importer = statement.module.removeprefix("briefgen.")
        room = max((room for room in rooms if within(importer, (room,))), key=len, default="")
        target = statement.target.removeprefix("briefgen.")
        if not room or target == statement.target:
            continue
        held = target.startswith(f"{room.partition('.')[0]}.") or "only" in rooms[room]
        if held and not within(target, (room, *rooms[room])):
            broken.append(str(statement))
    return broken


def import_table(architecture: str) -> dict[str, frozenset[str]]:
    """The listing with `<-` in ARCHITECTURE.md: for each part of briefgen the other parts it may import."""
    lines = re.findall(r"^(\w[\w ]*?) +<- +(.+?)(?: {2,}.*)?$", architecture, re.MULTILINE)
    table: dict[str, frozenset[str]] = {}
    for parts, allowed in lines:
        words = frozenset(re.findall(r"\w+", allowed.partition(";")[0]))
        if {"all", "stages"} <= words:
            words |= STAGES
        table |= dict.fromkeys(parts.split(), words)
    known = frozenset(table)
    # Everybody builds on the values; where the built-in files lie is asked by who loads or copies them.
    table = {part: (words & known | {"model"}) - {part} for part, words in table.items()}
    table.setdefault("resources", frozenset())
    table.setdefault("__main__", frozenset({"commands"}))
    return {part: words | {"resources"} if part != "model" else words for part, words in table.items()}


def broken_layers(trees: Mapping[str, ast.Module], table: Mapping[str, frozenset[str]]) -> list[str]:
    """Imports of one part of briefgen by another that may not have it."""
    return [
        str(imported)
        for imported in imports(trees)
        if (target := part_of(imported.target))
        and (importer := part_of(imported.module)) != target
        and target not in table.get(importer, frozenset({"api"}))  # `briefgen` itself hands out the API alone
    ]


def strays(trees: Mapping[str, ast.Module], standard: frozenset[str]) -> list[str]:
    """Imports of third-party libraries outside their homes, or earlier than they may be paid for."""
    found = []
    for imported in imports(trees):
        library = imported.target.partition(".")[0]
        if library in standard or library == "briefgen":
            continue
        if not within(imported.module, HOMES.get(library, ())):
            found.append(f"{imported}, whose home is {' or '.join(HOMES.get(library, ('nowhere',)))}")
        if imported.at_top and library in ONLY_INSIDE_FUNCTIONS:
            found.append(f"{imported} outside a function")
        if imported.at_top and library in NOT_AT_START and part_of(imported.module) in {"__main__", "commands"}:
            found.append(f"{imported} at the start of the program")
    return found


def clocks(trees: Mapping[str, ast.Module]) -> list[str]:
    """Places that ask for the time."""
    found = [
        str(imported)
        for imported in imports(trees)
        if imported.target == "time" and not within(imported.module, CLOCK_READERS)
    ]
    for module, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in CLOCKS and not within(module, CLOCK_READERS):
                owner = node.value.attr if isinstance(node.value, ast.Attribute) else getattr(node.value, "id", "")
                if owner in {"date", "datetime"}:
                    found.append(f"{module}:{node.lineno} asks for {owner}.{node.attr}")
    return found


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    """The modules of briefgen."""
    return modules(ROOT)


@pytest.fixture(scope="module")
def table() -> dict[str, frozenset[str]]:
    """What ARCHITECTURE.md allows."""
    return import_table((ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def rooms() -> dict[str, frozenset[str]]:
    """What docs/reference/internals.md allows the rooms of a stage."""
    return read_rooms((ROOT / "docs" / "reference" / "internals.md").read_text(encoding="utf-8"))


@pytest.fixture
def standard() -> frozenset[str]:
    """The modules that come with Python."""
    return frozenset(sys.stdlib_module_names)


def test_every_part_of_briefgen_stands_in_the_table(
    trees: dict[str, ast.Module], table: dict[str, frozenset[str]]
) -> None:
    parts = {part_of(module) for module in trees} - {""}
    assert parts == set(table), "ARCHITECTURE.md, `Who may import whom`, and the folders of briefgen differ"


def test_the_table_keeps_stages_apart(table: dict[str, frozenset[str]]) -> None:
    assert {stage: sorted(table[stage] & STAGES) for stage in STAGES} == {stage: [] for stage in STAGES}
    assert table["model"] == frozenset()
    assert table["pipeline"] >= STAGES


def test_no_part_imports_what_it_may_not(trees: dict[str, ast.Module], table: dict[str, frozenset[str]]) -> None:
    assert broken_layers(trees, table) == []


def test_no_room_of_a_stage_imports_what_it_may_not(
    trees: dict[str, ast.Module], rooms: dict[str, frozenset[str]]
) -> None:
    assert find_broken_rooms(trees, rooms) == [], "docs/reference/internals.md, `Rooms inside the stages`"
    assert {room for room in rooms if f"briefgen.{room}" not in trees} == set()


def test_no_two_rooms_import_each_other(rooms: dict[str, frozenset[str]]) -> None:
    assert [(room, other) for room in rooms for other in rooms[room] & set(rooms) if room in rooms[other]] == []


def test_each_library_is_imported_in_its_home_alone(trees: dict[str, ast.Module], standard: frozenset[str]) -> None:
    assert strays(trees, standard) == []


def test_every_library_with_a_home_is_used(trees: dict[str, ast.Module]) -> None:
    used = {imported.target.partition(".")[0] for imported in imports(trees)}
    assert set(HOMES) - used == set()


def test_every_library_with_a_home_is_required_by_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for library, extra in EXTRAS.items():
        require_library(library, extra)
    wanted = [*project["dependencies"]]
    for extra in EXTRAS.values():
        wanted += project["optional-dependencies"][extra]
    required = {re.split(r"[\[<>=]", requirement)[0].lower() for requirement in wanted}
    made_by = packages_distributions()
    imported = {made_by[library][0].lower().replace("_", "-") for library in HOMES}
    assert imported - {"pydantic-core"} == required, "`pydantic` itself fixes the release of its core"


def test_nothing_asks_for_the_time(trees: dict[str, ast.Module]) -> None:
    assert clocks(trees) == []


def test_the_checks_find_planted_violations(
    tmp_path: Path, table: dict[str, frozenset[str]], rooms: dict[str, frozenset[str]], standard: frozenset[str]
) -> None:
    for name, text in {
        "model/tree.py": "from briefgen.schema import key_types\n",
        "schema/key_types.py": "import pydantic\n",
        "cite/number.py": "def number():\n    from briefgen.compose.fill import fill\n",
        "compose/fill.py": "import numpy\nfrom datetime import date\nday = date.today()\n",
        "render/pdf/writer.py": "import weasyprint\nimport time\n",
        "commands/app.py": "import pydantic\nfrom briefgen import pipeline\n",
        "pipeline.py": "from briefgen.cite import number\n",
        "render/engine/layout.py": "from briefgen.render.pdf import writer\n",
        "leak_check/audit/pdf.py": "from briefgen.model import tree\nfrom briefgen.compose import fill\n",
    }.items():
        path = tmp_path / "briefgen" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    planted = modules(tmp_path)

    assert broken_layers(planted, table) == [
        "briefgen.cite.number:2 imports briefgen.compose.fill",
        "briefgen.model.tree:1 imports briefgen.schema.key_types",
    ]
    assert find_broken_rooms(planted, rooms) == [
        "briefgen.leak_check.audit.pdf:2 imports briefgen.compose.fill",
        "briefgen.render.engine.layout:1 imports briefgen.render.pdf.writer",
    ]
    assert strays(planted, standard) == [
        "briefgen.commands.app:1 imports pydantic, whose home is briefgen.schema",
        "briefgen.commands.app:1 imports pydantic at the start of the program",
        "briefgen.compose.fill:1 imports numpy, whose home is nowhere",
        "briefgen.render.pdf.writer:1 imports weasyprint, whose home is briefgen.render.engine",
        "briefgen.render.pdf.writer:1 imports weasyprint outside a function",
    ]
    assert clocks(planted) == [
        "briefgen.render.pdf.writer:2 imports time",
        "briefgen.compose.fill:3 asks for date.today",
    ]
