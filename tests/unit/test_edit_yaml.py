"""Line edits of YAML: what was not meant stays byte for byte."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.edit.block_body import read_body, set_body
from briefgen.edit.front_matter import edit_front_matter
from briefgen.edit.refusal import EditRefused
from briefgen.edit.yaml_format import is_same
from briefgen.edit.yaml_values import add_item, read_data, remove_key, rename_key, set_list, set_value
from briefgen.load.syntax.front_matter import split_front_matter
from briefgen.load.syntax.parsed import KeyPath
from briefgen.model.diagnostic import Sink
from tests.yaml_files import WORDS, Author, invent_data

ROOT = Path(__file__).parents[2]

LIST = """\
a:  # of the brief
  # about x
  - x  # 1
  - 'y'

  # --- the rest ---

  - z
    # - z is long
# about b
b: 1
"""


@pytest.mark.parametrize(
    ("before", "items", "after"),
    [
        (LIST, ["z", "x", "y"], LIST.replace("  - z\n    # - z is long\n", "").replace("\n\n  # --- the rest ---\n\n", "\n\n  # --- the rest ---\n").replace("  # about x\n", "  - z\n    # - z is long\n  # about x\n")),
        (LIST, ["y", "x", "z"], LIST.replace("  # about x\n  - x  # 1\n  - 'y'\n", "  - 'y'\n  # about x\n  - x  # 1\n")),
        (LIST, ["y", "z"], LIST.replace("  # about x\n  - x  # 1\n", "")),
        (LIST, ["x", "y", "z", "w: v"], LIST.replace("is long\n", "is long\n  - 'w: v'\n")),
        ("a: # n\n  - x\nb: 1\n", [], "a: [] # n\nb: 1\n"),
        ("a:\n- x\n- y\n# b\nb: 1\n", ["y", "x"], "a:\n- y\n- x\n# b\nb: 1\n"),
        ("a:\r\n- x # 1\r\n- y", ["y", "x"], "a:\r\n- y\r\n- x # 1"),
        ("a:\n    -   x\n    -   y\n", ["x", "y", "z"], "a:\n    -   x\n    -   y\n    -   z\n"),
        ("a: [x, y]   # n\n", ["y", "x"], "a: [y, x]   # n\n"),
        ("a: [x, y, x]\n", ["x", "x", "y"], "a: [x, x, y]\n"),
        ("a: [ x,\"y\" ]\n", ["y", "p, q", "x"], "a: [ \"y\",\"p, q\",x ]\n"),
        ("a: []   # n\n", ["x"], "a: [x]   # n\n"),
        ("a: [x]   # n\n", [], "a: []   # n\n"),
        ("a:   # n\nb: 1\n", ["x"], "a: [x]   # n\nb: 1\n"),
        ("b: 1\n", ["x"], "b: 1\na: [x]\n"),
        ("a: [x, y,\n    z]\n", ["z", "x", "y"], "a: [z, x,\n    y]\n"),
        ("a: [\n  x, # 1\n  # about y\n  y\n]\n", ["y", "x", "z"], "a: [\n  # about y\n  y,\n  x, # 1\n  z\n]\n"),
        ("a: [\n  x,\n  y,\n]\n", ["y"], "a: [\n  y,\n]\n"),
        ("a: [x, 'yes']\n", ["yes", "no", "12:30"], "a: ['yes', 'no', '12:30']\n"),
        ("\ufeffa: [x, y]\n", ["y"], "\ufeffa: [y]\n"),
        ("--- # d\na: [x, é😀]\n...\n", ["é😀"], "--- # d\na: [é😀]\n...\n"),
    ],
)  # fmt: skip
def test_a_list_changes_its_own_lines_alone(before: str, items: list[object], after: str) -> None:
    assert set_list(before, ("a",), items) == after


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("a: x  # n\nb: 1\n", "y: z", 'a: "y: z"  # n\nb: 1\n'),
        ("a: 'x'\n", "it's", "a: 'it''s'\n"),
        ('a: "x" # n\n', "no", 'a: "no" # n\n'),
        ("a: x\n", "2024", 'a: "2024"\n'),
        ("a: 60 # n\n", [50, 70], "a: [50, 70] # n\n"),
        ("a: [50, 60] # n\n", 70, "a: 70 # n\n"),
        ("a: # n\n  - 50\n  - 60\nb: 1\n", 70, "a: 70 # n\nb: 1\n"),
        ("a: x # n\nb: 1\n", {"k": "v", "l": [1]}, "a: # n\n  k: v\n  l: [1]\nb: 1\n"),
        ("a: >- # n\n  one two\n  three four\n  five six\nb: 1\n", "one two 3 four five six", "a: >- # n\n  one two\n  3 four\n  five six\nb: 1\n"),
        ("a: |\n  one\n  two\n\nb: 1\n", "one\n2\n", "a: |\n  one\n  2\n\nb: 1\n"),
        ("a: >-\n  x y\nb: 1\n", 7, "a: 7\nb: 1\n"),
        ("a: one two\n   three # n\n", "one 2 three", "a: one 2\n   three # n\n"),
        ("b: 1\n", "one\n two", "b: 1\na: |-\n  one\n   two\n"),
        ("a: |+\n  x\n\n# b\nb: 1\n", True, "a: true\n# b\nb: 1\n"),
        ("# nothing\n", None, "# nothing\na: null\n"),
        ("", "x", "a: x\n"),
    ],
)  # fmt: skip
def test_a_value_is_written_in_the_form_of_the_old_one(before: str, value: object, after: str) -> None:
    assert set_value(before, ("a",), value) == after


FACTS = """\
# Figures.

# --- First ---

one:
  value: 60  # about
  source: "@a"

# --- Second ---

# This is doubtful.
two:
  value: 7
  source: "@b"
"""


def test_rows_are_added_renamed_and_removed_with_their_comments() -> None:
    assert remove_key(FACTS, ("two",)) == FACTS[: FACTS.index("# This")].rstrip("\n") + "\n"
    assert remove_key(FACTS, ("one",)) == FACTS.replace('one:\n  value: 60  # about\n  source: "@a"\n\n', "")
    assert rename_key(FACTS, ("one",), "first") == FACTS.replace("one:", "first:")
    added = set_value(FACTS, ("three",), {"value": [1, 2], "source": "none", "note": "ours"})
    assert added == FACTS + "\nthree:\n  value: [1, 2]\n  source: none\n  note: ours\n"
    assert set_value(FACTS, ("one", "unit"), "people", ("value", "unit", "source")) == FACTS.replace("about\n", "about\n  unit: people\n")  # fmt: skip
    rows = "l:\n- id: x # 1\n  name: X\n# about y\n- id: y\nm: 1"
    assert remove_key(rows, ("l", 0)) == "l:\n# about y\n- id: y\nm: 1"
    assert add_item(rows, ("l",), {"id": "z", "tags": ["a"]}, at=1) == rows.replace("# about", "- id: z\n  tags: [a]\n# about")  # fmt: skip
    assert add_item("# none yet", (), {"id": "x"}) == "# none yet\n- id: x\n"
    assert remove_key(rows, ("l", 0, "id")) == rows.replace("id: x # 1\n  ", "")
    assert set_value(rows, ("l", 1, "name"), "Y") == rows.replace("y\nm", "y\n  name: Y\nm")


def test_places_inside_of_places() -> None:
    assert set_list("s: {a: [x, y], b: []}\n", ("s", "b"), ["q"]) == "s: {a: [x, y], b: [q]}\n"
    assert set_list("s: {}\n", ("s", "c"), ["q"]) == "s: {c: [q]}\n"
    assert set_list("s:\nz: 1\n", ("s", "c"), ["q"]) == "s:\n  c: [q]\nz: 1\n"
    assert remove_key("s: # n\n  c: [q]\nz: 1\n", ("s", "c")) == "s: {} # n\nz: 1\n"


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda: set_list("a: &x [p]\nb: *x\n", ("a",), []), "cannot be changed without"),
        (lambda: set_value("a: &x {k: v}\nb: *x\n", ("b", "k"), 1), "an alias"),
        (lambda: set_value("a: [\n", ("a",), 1), "the file has an error"),
        (lambda: set_value("a: 1\na: 2\n", ("a",), 1), "is here twice"),
        (lambda: set_value("? a\n: 1\n", ("a",), 2), "behind `?`"),
        (lambda: set_value("a: 1\n", ("a", "b"), 2), "no place for `b`"),
        (lambda: rename_key("a: 1\nb: 2\n", ("a",), "b"), "there is such a key"),
        (lambda: set_value("a: 1\n", ("a",), "\x00"), "cannot be written"),
        (lambda: set_list("a: [x, # 1\n  y, z]\n", ("a",), ["z"]), "share a line"),
    ],
)
def test_what_cannot_be_written_is_refused_with_a_reason(act: Callable[[], str], words: str) -> None:
    with pytest.raises(EditRefused) as refused:
        act()
    assert words in refused.value.message


def test_front_matter_and_body_are_edited_apart() -> None:
    block = "\ufeff---\r\ntitle: T # t\r\n---  \r\nOne.\r\nTwo.\nThree.\r\n"
    edited = edit_front_matter(block, lambda keys: set_value(keys, ("status",), "draft"))
    assert edited == block.replace("# t\r\n", "# t\r\nstatus: draft\r\n")
    assert set_body(block, "One.\nTwo.\n2.\nThree.\n") == block.replace("Three", "2.\r\nThree")
    assert read_body(block) == "One.\nTwo.\nThree.\n"
    assert (
        edit_front_matter("Words.\n", lambda keys: set_value(keys, ("title",), "T")) == "---\ntitle: T\n---\nWords.\n"
    )
    with pytest.raises(EditRefused, match="does not end"):
        edit_front_matter("---\ntitle: T\n", lambda keys: keys)


def list_places(data: object, place: KeyPath = ()) -> Iterator[tuple[KeyPath, object]]:
    """Each value of some data with its path."""
    if place:
        yield place, data
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in inner:
        yield from list_places(value, (*place, step))


def put(data: object, place: KeyPath, value: object) -> object:
    """The data with another value at a path."""
    if not place:
        return value
    if isinstance(data, list):
        return [put(item, place[1:], value) if index == place[0] else item for index, item in enumerate(data)]
    items = dict(data) if isinstance(data, dict) else {}
    items[place[0]] = put(items.get(place[0]), place[1:], value)
    return items


def count_comments(text: str) -> Counter[str]:
    """The comments that `Author` wrote: each has its own number."""
    return Counter(word for line in text.splitlines() for word in line.rpartition(" # ")[2:] if word.startswith(("comment", "tail")))  # fmt: skip


@given(st.integers(0, 10**9))
@settings(max_examples=120)
def test_an_edit_of_any_file_says_what_was_meant_and_loses_nothing(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - no secret
    data = invent_data(random)
    text = Author(random).write_file(data)
    assert is_same(read_data(text), data)
    place, value = random.choice(list(list_places(data)))
    if isinstance(value, list) and value and random.random() < 0.7:
        new: object = random.sample(value, len(value))
    else:
        new = random.choice((*WORDS, 9, True, ["p", "q r"], {"a": 1, "b": ["x"]}, []))
    try:
        edited = set_value(text, place, new)
    except EditRefused:
        return
    assert is_same(read_data(edited), put(data, place, new))
    below = f"\n{list(data)[list(data).index(str(place[0])) + 1 :][:1]}"[3:-2]
    if below:
        assert edited.partition(f"\n{below}:")[2] == text.partition(f"\n{below}:")[2]
    if len(place) > 1:
        assert edited.partition(f"{place[0]}:")[0] == text.partition(f"{place[0]}:")[0]
    if isinstance(value, list) and isinstance(new, list) and len(new) == len(value):
        assert count_comments(edited) == count_comments(text)
    assert ("\r\n" in text) == ("\r\n" in edited) or "\n" not in text
    assert edited.startswith("\ufeff") == text.startswith("\ufeff")


def list_files() -> list[Path]:
    """The YAML files of the example and of the test projects."""
    folders = [ROOT / name for name in ("content", "briefs", "campaigns", "templates", "tests/projects")]
    return [path for folder in folders for path in sorted(folder.rglob("*.yaml"))]


def test_every_file_of_the_projects_can_be_edited() -> None:
    """The lists are reversed, keys are added and removed: nothing is refused but the files with an error."""
    random = Random(7)  # noqa: S311 - no secret
    broken = 0
    for path in list_files():
        text = path.read_bytes().decode("utf-8", "replace")
        try:
            data = read_data(text)
        except EditRefused:
            broken += 1
            continue
        places = list(list_places(data))
        lists = [(place, value) for place, value in places if isinstance(value, list) and len(value) > 1]
        for place, value in random.sample(lists, min(1, len(lists))):
            edited = set_list(text, place, value[::-1])
            assert is_same(read_data(edited), put(data, place, value[::-1])), path
            assert Counter(edited.split("#")[1:]).total() == Counter(text.split("#")[1:]).total(), path
        for place, _ in random.sample(places, min(1, len(places))):
            added = set_value(text, (place[0], "new key") if isinstance(place[0], str) and isinstance(data[place[0]], dict) else ("new key",), "x") if isinstance(data, dict) else text  # fmt: skip
            assert len(set(text.splitlines()) - set(added.splitlines())) <= 1, path
            remove_key(text, place)
    assert broken < 6


def test_the_front_matter_and_the_body_of_every_block_can_be_edited() -> None:
    random = Random(7)  # noqa: S311 - no secret
    edited = 0
    for folder in (ROOT / "content", ROOT / "tests/projects"):
        for path in sorted(folder.rglob("*.md")):
            text = path.read_bytes().decode("utf-8", "replace")
            parts = split_front_matter(text, "", sink := Sink(), required=True)
            if parts is None or sink.diagnostics or not isinstance(parts.front_matter.data, dict):
                continue
            edited += 1
            values: dict[str, object] = {"status": "draft", "topics": ["one", "two: three"], "title": "It's a title"}
            key = random.choice(list(values))
            changed = edit_front_matter(text, lambda keys, key=key, value=values[key]: set_value(keys, (key,), value))  # type: ignore[misc]
            read = split_front_matter(changed, "", Sink(), required=True)
            assert read is not None, path
            assert is_same(read.front_matter.data, put(parts.front_matter.data, (key,), values[key])), path
            assert read.body == parts.body, path
            longer = set_body(text, f"{read_body(text)}\nAnother paragraph.\n")
            assert longer.startswith(text.rstrip("\n")), path
            assert set_body(longer, read_body(text)) == text, path
    assert edited > 50
