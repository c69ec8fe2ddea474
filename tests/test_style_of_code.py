"""Rules of the code that no linter knows."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

LONGEST_MODULE = 400
LONGEST_USUAL_FUNCTION = 40
"""Lines that nine functions of ten do not exceed."""

SAYS_NOTHING = frozenset({"common", "helper", "helpers", "misc", "shared", "util", "utils"})

PACKAGE_HOST = re.compile(r"pypi[.]org|python[h]osted|npmjs[.]org|npmjs[.]com|debian[.]org/debian")
CONFLICT = re.compile(r"^(?:<{7}|>{7}) ")
PATH_OF_A_MACHINE = re.compile(r"(?<![\w.$}~-])/(?:home|root|Users|work|farm)/[\w.]")

WORDING = (ROOT / "docs/development/wording.md").read_text(encoding="utf-8")
"""The page that says how to write. Its tables are what the tests of words below hold."""

PAGES_ABOUT_WORDS = frozenset({"docs/development/wording.md", "docs/development/glossary.md"})
"""They name the words that the others avoid."""
PAGES_OF_DATA = ROOT / "docs/reference/audiences"
"""Their words are those of the audiences, which quote the texts of bodies."""

WORD_DATA = frozenset({"briefgen/model/action_phrase.py", "briefgen/check/lint/word_lists.py"})
"""Modules whose strings are words to look for in users' texts."""

LIBRARY_HOOKS = re.compile(
    r"__\w+__|handle_\w+|do_GET|log_message|handleMatch|extendMarkdown|moveTo|lineTo|qCurveTo|curveTo|closePath|endPath"
    r"|error|warning|keys|items|values|next|isEnabledFor|intercept_\w+|wrap_str_format|unsafe_undefined|getattr|getitem|cleanup|main"
    r"|columns_layout|layout_footnote|unknown_decl|unlayout_footnote|doctype|marked|artifact"
)
"""Names that a library gives to what it calls."""


def read_table(heading: str) -> list[str]:
    """The words and phrases in the first column of the table below a heading of the page on wording."""
    section = WORDING.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| ([^|]+?) \|", section, re.MULTILINE)
    return [word for cell in cells if not cell.startswith(("do not write", "---")) for word in cell.split(", ")]


def read_names(kind: str) -> frozenset[str]:
    """The words in the block `kind` of the page on wording."""
    found = re.search(rf"^```{kind}\n(.*?)^```", WORDING, re.MULTILINE | re.DOTALL)
    assert found
    return frozenset(found[1].split())


PHRASES = read_table("Words to avoid")
DIALECT = re.compile(
    r"(?<!there )\b(?:"
    + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in sorted(PHRASES, key=len, reverse=True))
    + r")\b(?! longer| more\b)",
    re.IGNORECASE,
)
STANDS_FOR = re.compile(r"\b(?:stands?|stood) for\b", re.IGNORECASE)
NOT_IN_NAMES = frozenset(read_table("Words to avoid in names")) | {phrase for phrase in PHRASES if " " not in phrase}
QUOTED_CODE = re.compile(r"^(`{3,}).*?^\1|`[^`]*`|\]\([^)]*\)", re.MULTILINE | re.DOTALL)
"""What a page or a message only quotes: the user's words, code, addresses of links."""
QUESTIONS = read_names("questions")
VERBS = read_names("verbs") | QUESTIONS
CONVERSION = re.compile(r"(?:to|from|with|without|in|for)_\w+|\w+_(?:from|to)_\w+")


def find_dialect(text: str) -> list[str]:
    """The words of a text that the page on wording tells writers to avoid. A single word, or one in capitals, is a name."""
    plain = STANDS_FOR.sub("", QUOTED_CODE.sub("", text))
    return [found[0] for found in DIALECT.finditer(plain) if " " in plain.strip() and not found[0].isupper()]


def split_name(name: str) -> list[str]:
    """The words of an identifier: `SearchTerms` and `search_terms` alike have two."""
    parts = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower().replace("front_matter", "frontmatter")
    return [part for part in parts.split("_") if part]


def list_modules() -> list[Path]:
    """The modules of the package."""
    return sorted((ROOT / "briefgen").rglob("*.py"))


def list_defined_names(path: Path) -> Iterator[tuple[int, str]]:
    """Each name that a module gives to something, with its line; keys of users' files aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    keys_of_files = (
        {
            id(field.target)
            for owner in ast.walk(tree)
            if isinstance(owner, ast.ClassDef)
            for field in owner.body
            if isinstance(field, ast.AnnAssign)
        }
        if path.is_relative_to(ROOT / "briefgen/schema")
        else set()
    )
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
                yield node.lineno, name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()) if (
                id(node) not in keys_of_files
            ):
                yield node.lineno, name


def list_texts(path: Path) -> Iterator[tuple[int, str]]:
    """Each docstring, message, other string and comment of a module, with its line."""
    source = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and str(path.relative_to(ROOT)) not in WORD_DATA
        ):
            yield node.lineno, node.value
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def list_functions(path: Path) -> Iterator[ast.FunctionDef]:
    """The functions and methods of a module; properties are attributes, and commands have the command's name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            decorators = " ".join(ast.unparse(decorator) for decorator in node.decorator_list)
            is_command = path.parent.name == "commands" and node.name == path.stem
            if not is_command and not re.search(r"property|[.]setter|[.]command|[.]callback", decorators):
                yield node


def files_of_the_project() -> list[Path]:
    """Every file that is, or would be, under version control."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    paths = (ROOT / name for name in listing.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


def lines_with(pattern: re.Pattern[str], path: Path) -> list[str]:
    """The places where a text file matches; none in a binary file."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    numbered = enumerate(text.splitlines(), start=1)
    return [f"{path.relative_to(ROOT)}:{number}: {line.strip()}" for number, line in numbered if pattern.search(line)]


@pytest.fixture(scope="module")
def files() -> list[Path]:
    """The files of the project."""
    return files_of_the_project()


def test_every_module_is_one_idea_long(files: list[Path]) -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for path in files
        if path.suffix == ".py"
    }
    assert {path: length for path, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_nine_functions_of_ten_fit_in_view(files: list[Path]) -> None:
    lengths = sorted(
        (node.end_lineno or node.lineno) - node.lineno + 1
        for path in files
        if path.suffix == ".py" and path.is_relative_to(ROOT / "briefgen")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    assert lengths[len(lengths) * 9 // 10] <= LONGEST_USUAL_FUNCTION


def test_every_module_is_named_for_what_it_does(files: list[Path]) -> None:
    named = {part for path in files if path.suffix == ".py" for part in path.relative_to(ROOT).with_suffix("").parts}
    assert named & SAYS_NOTHING == set()


def test_no_code_lies_among_the_templates(files: list[Path]) -> None:
    """They are data that users copy; and an editable install breaks on a module there."""
    data = [ROOT / name for name in ("templates", "styles", "content")]
    assert [path for path in files if path.suffix == ".py" and any(map(path.is_relative_to, data))] == []


@pytest.mark.parametrize(
    "pattern", [PACKAGE_HOST, PATH_OF_A_MACHINE, CONFLICT], ids=["package-host", "path-of-a-machine", "conflict"]
)
def test_no_file_has_what_belongs_to_the_work_on_it(files: list[Path], pattern: re.Pattern[str]) -> None:
    assert [line for path in files for line in lines_with(pattern, path)] == []


def test_the_patterns_recognise_what_they_forbid() -> None:
    assert PACKAGE_HOST.search("https://pypi" + ".org/simple")
    assert PATH_OF_A_MACHINE.search('open("/ho' + 'me/anna/briefs")')
    assert not PATH_OF_A_MACHINE.search("content/work/notes.md and ~/wo" + "rk/briefs")


def test_what_a_page_is_waited_for_to_have_need_not_be_there_yet(files: list[Path]) -> None:
    """A predicate of the browser that fails where its node is not there yet ends the wait: `expect` and locators go on."""
    waits, windows = re.compile(r"[.]wait_for_function\("), ROOT / "tests/composer/windows.py"
    tests = [path for path in files if path.suffix == ".py" and path.is_relative_to(ROOT / "tests") and path != windows]
    assert [line for path in tests for line in lines_with(waits, path)] == []
    assert lines_with(re.compile(r"querySelector\([^)]*\)\."), windows) == []


@pytest.mark.parametrize("heading", ["Words to avoid", "Words to avoid in names"])
def test_the_page_on_wording_has_its_tables(heading: str) -> None:
    assert len(read_table(heading)) > 5


def test_the_words_to_avoid_are_recognised() -> None:
    assert find_dialect("The block is told anew.") == ["told", "anew"]
    assert find_dialect("`12-2026` is no date") == ["is no"]
    assert find_dialect("There is no date, it is no longer read, and `mend` stands for a name.") == []


def test_nothing_is_called_one(files: list[Path]) -> None:
    """The name of the thing says more: block, source, row."""
    assert [
        f"{path.relative_to(ROOT)}:{line}"
        for path in files
        if path.suffix == ".py"
        for line, name in list_defined_names(path)
        if name == "one"
    ] == []


SCRIPT_CALLS_IT_ONE = re.compile(r"\bone\.\w|(?:\(|, )one\) =>|\b(?:const|let) one\b")


def test_nothing_in_a_script_of_the_pages_is_called_one(files: list[Path]) -> None:
    assert SCRIPT_CALLS_IT_ONE.search("rows.filter((one) => rest.includes(one.id))")
    assert [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files
        if path.suffix == ".js"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if SCRIPT_CALLS_IT_ONE.search(line.partition("//")[0])
    ] == []


def test_no_name_has_a_word_to_avoid() -> None:
    assert [
        f"{path.relative_to(ROOT)}:{line}: {name}"
        for path in list_modules()
        for line, name in list_defined_names(path)
        if not NOT_IN_NAMES.isdisjoint(split_name(name))
    ] == []


def test_no_text_of_the_code_has_a_word_to_avoid() -> None:
    assert [
        f"{path.relative_to(ROOT)}:{line}: {', '.join(words)}"
        for path in list_modules()
        for line, text in list_texts(path)
        if (words := find_dialect(text))
    ] == []


def test_no_page_has_a_word_to_avoid(files: list[Path]) -> None:
    pages = [
        path
        for path in files
        if path.suffix == ".md"
        and (path.parent == ROOT or path.is_relative_to(ROOT / "docs") or path.is_relative_to(ROOT / "changes"))
        and str(path.relative_to(ROOT)) not in PAGES_ABOUT_WORDS
        and path.parent != PAGES_OF_DATA
    ]
    assert [
        f"{path.relative_to(ROOT)}: {', '.join(words)}"
        for path in pages
        if (words := find_dialect(path.read_text(encoding="utf-8")))
    ] == []


def test_every_function_is_named_by_a_verb() -> None:
    """The verbs are listed in docs/development/wording.md."""
    assert [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.name}"
        for path in list_modules()
        for node in list_functions(path)
        if (name := node.name.lstrip("_"))
        and name.partition("_")[0] not in VERBS
        and not CONVERSION.fullmatch(name)
        and not LIBRARY_HOOKS.fullmatch(node.name)
    ] == []
