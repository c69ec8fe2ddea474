"""The pages that people read first: their links lead somewhere, and what they show works."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.running import run_apart

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "content").rglob("README.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```markdown\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_every_link_between_pages_leads_to_a_file() -> None:
    broken = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in PAGES
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target.partition("#")[0]).exists()
    ]
    assert broken == []


def test_every_page_of_the_documentation_is_in_its_index() -> None:
    folder = ROOT / "docs"
    listed = set(LINK.findall((folder / "README.md").read_text(encoding="utf-8")))
    pages = {page.relative_to(folder).as_posix() for page in folder.rglob("*.md")} - {"README.md"}
    assert pages - listed == set()


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "docs/how-to/install.md"])
def test_every_make_target_on_a_page_exists(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    commands = re.findall(r"^make ([a-z-]+)|`make ([a-z-]+)`", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
    named = {first or second for first, second in commands}
    assert named
    assert named - targets == set()


def test_the_block_in_the_readme_builds(tmp_path: Path) -> None:
    block = FENCE.findall((ROOT / "README.md").read_text(encoding="utf-8"))[0]
    for name in ("briefgen.yaml", "content"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copy(ROOT / name, tmp_path / name)
    library = tmp_path / "content" / "north-koreans-in-china"
    (library / "legal" / "torture.md").write_text(block, encoding="utf-8")
    (tmp_path / "briefs").mkdir()
    (tmp_path / "briefs" / "one.yaml").write_text(
        "audience: diplomat\nlibrary: north-koreans-in-china\ntitle: One\n"
        "sections: {legal-analysis: [legal/torture], situation: [situation/in-hiding]}\n",
        encoding="utf-8",
    )
    problems = [
        line for line in run_apart("check", "one", folder=tmp_path).err.splitlines() if "[block-over-limit]" not in line
    ]
    assert not [line for line in problems if re.search(r"(?:error|warning):", line)]
    assert "legal/torture" in run_apart("explain", "one", folder=tmp_path).out
