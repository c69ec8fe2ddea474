"""A name that a user's file or template states leads to a file inside its folder, or to none."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.paths import find_in_folders, find_inside, follow_links, is_link


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one file, and a file beside it."""
    inner = tmp_path / "templates"
    (inner / "page").mkdir(parents=True)
    (inner / "page/a.html").write_text("inside", encoding="utf-8")
    (tmp_path / "outside.txt").write_text("outside", encoding="utf-8")
    return inner


def test_a_file_below_the_folder_is_found(folder: Path) -> None:
    assert find_inside(folder, "page/a.html") == folder / "page/a.html"


@pytest.mark.parametrize(
    "name", ["../outside.txt", "page/../../outside.txt", "none.html", "page", "", "x" * 300, "a\0b"]
)
def test_what_is_no_file_below_the_folder_is_not_found(folder: Path, name: str) -> None:
    assert find_inside(folder, name) is None


def test_an_absolute_name_is_not_found_wherever_it_leads(folder: Path) -> None:
    assert find_inside(folder, str(folder.parent / "outside.txt")) is None
    assert find_inside(folder, str(folder / "page/a.html")) is None


def test_a_link_that_leads_out_is_not_followed(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder.parent / "outside.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")

    assert find_inside(folder, "link.txt") is None
    assert find_inside(folder, "loop.txt") is None


def test_links_are_followed_except_those_in_a_circle(folder: Path) -> None:
    (folder / "link.html").symlink_to("page/a.html")
    (folder / "loop").symlink_to("loop")

    assert follow_links(folder / "link.html") == folder / "page/a.html"
    assert follow_links(folder / "loop/below") == folder / "loop/below"
    assert follow_links(folder / ("x" * 300)) == folder / ("x" * 300)


def test_a_link_is_one_wherever_it_leads_and_a_name_that_the_system_refuses_is_none(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    (folder / "nowhere").symlink_to("nothing")

    assert [name for name in ("page", "loop", "nowhere", "x" * 300, "a\0b") if is_link(folder / name)] == [
        "loop",
        "nowhere",
    ]


def test_the_files_of_one_name_in_the_folders_below_are_those_that_are_found_one_by_one(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "root"
    for folder in (
        outside / "far",
        root / "all/plain",
        root / "all/.hidden",
        root / "all/link-out",
        root / "all/link-in",
        root / "all/void",
    ):
        folder.mkdir(parents=True)
    for folder in (outside / "far", root / "all/plain", root / "all/.hidden"):
        (folder / "a.yaml").touch()
    (root / "all/link-out/a.yaml").symlink_to(outside / "far/a.yaml")
    (root / "all/link-in/a.yaml").symlink_to(root / "all/plain/a.yaml")
    (root / "all/folder/a.yaml").mkdir(parents=True)
    (root / "all/far").symlink_to(outside / "far")
    (root / "all/near").symlink_to("plain")
    (root / "all/loop").symlink_to("loop")
    (root / "all/a.yaml").touch()
    names = sorted(path.name for path in (root / "all").iterdir() if not path.name.startswith("."))

    found = set(filter(None, (find_inside(root, f"all/{name}/a.yaml") for name in names)))
    assert set(find_in_folders(root, "all", "a.yaml")) == found
    assert {path.parent.name for path in found} == {"plain", "link-in", "near"}

    (root / "linked").symlink_to(outside)
    assert list(find_in_folders(root, "linked", "a.yaml")) == []
    assert list(find_in_folders(root, "nothing", "a.yaml")) == []
