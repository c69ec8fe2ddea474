"""Builds the documentation as a site that needs no network, and checks every link in it: `make docs`.

The pages stay as they are in the repository, where they can be read, too. For the site they get anchors: each code of a
diagnostic, a lint or a rule is the address of its row, which messages on a terminal link to.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urldefrag

ROOT = Path(__file__).parents[1]
PAGES = (
    "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/**/*.md", "benchmarks/README.md", "changes/README.md",
    "briefgen/*/README.md", "styles/**/README.md", "content/*/README.md",
)  # fmt: skip
NAVIGATION = (
    ("Start", ("README.md", "docs/tutorial.md", "docs/how-to/install.md", "docs/comparison.md")),
    ("For you", ("docs/for/*.md",)),
    ("How to", ("docs/how-to/*.md",)),
    ("Look up", ("docs/README.md", "docs/diagnostics.md", "docs/reference/*.md", "docs/reference/audiences/*.md")),
    ("Understand", ("docs/explanation/*.md", "docs/security.md", "ARCHITECTURE.md", "docs/decisions/*.md")),
    ("Develop", ("CONTRIBUTING.md", "docs/development/*.md", "CHANGELOG.md")),
)
LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]]*)\]\((?P<target>[^()\s]+)\)")
IMAGE = re.compile(r"!\[[^\[\]]*\]\((?P<target>[^()\s]+)\)")
FENCE_HEAD = re.compile(r"^```(\w+) +(\S.*)$", re.MULTILINE)
FENCE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)$", re.MULTILINE | re.DOTALL)
TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
CODE_ROW = re.compile(r"^\| `([a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?:-<code>)?` \|", re.MULTILINE)
PAGES_WITH_CODES = re.compile(r"docs/(diagnostics|reference/lints|reference/audiences/[\w-]+)\.md")
LOADED = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "src"}
"""Elements that load a file, with the attribute that names it."""

CONFIGURATION = """\
[project]
site_name = "briefgen"
site_description = "Policy briefs from blocks of Markdown: selected, cited, checked and typeset for each reader."
docs_dir = "source"
site_dir = "site"
use_directory_urls = false
nav = [{navigation}]

[project.extra]
polyfills = ["assets/iframe-worker/shim.js"] # ours; the theme looks for this name, and loads a script of this name from another host where there is none

[project.theme]
font = false
features = ["navigation.sections", "navigation.footer", "toc.follow", "search.highlight", "content.code.copy"]

[[project.theme.palette]]
scheme = "default"
media = "(prefers-color-scheme: light)"

[[project.theme.palette]]
scheme = "slate"
media = "(prefers-color-scheme: dark)"

[project.plugins.search]

[project.plugins.offline]
"""


def find_pages(root: Path) -> dict[str, Path]:
    """Every page of the repository by its path in it."""
    found = (path for pattern in PAGES for path in sorted(root.glob(pattern)) if path.is_file())
    return {path.relative_to(root).as_posix(): path for path in found}


def prepare_page(name: str, text: str, pages: Mapping[str, Path]) -> str:
    """A page for the site: codes are anchors, and links to what is not on the site are plain words."""
    if PAGES_WITH_CODES.fullmatch(name):
        text = CODE_ROW.sub(lambda found: f'| <span id="{found[1]}"></span>{found[0][2:]}', text)

    def unlink(found: re.Match[str]) -> str:
        target, _ = urldefrag(found["target"])
        if not target or "://" in target or target.startswith("mailto:"):
            return found[0]
        place = normpath(f"{name}/../{target}")
        if place == "README.md":  # on the site it is the first page
            return found[0].replace("README.md", "index.md")
        return found[0] if place in pages else found["text"]

    parts = re.split(f"({FENCE.pattern})", text, flags=re.MULTILINE | re.DOTALL)
    return "".join(
        FENCE_HEAD.sub(_name_snippet, part) if FENCE.fullmatch(part) else LINK.sub(unlink, part) for part in parts
    )


def _name_snippet(found: re.Match[str]) -> str:
    """The head of a snippet as the site reads it: where the file is saved is its title."""
    language, rest = found[1], found[2]
    return f"```{language}" if rest == "fails" else f'```{language} title="{rest}"'


def write_source(folder: Path) -> None:
    """Write the pages, their pictures and the configuration into a new folder."""
    pages = find_pages(ROOT)
    for name, path in pages.items():
        text = path.read_text("utf-8")
        target = folder / "source" / ("index.md" if name == "README.md" else name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(prepare_page(name, text, pages), "utf-8")
        for image in IMAGE.finditer(text):
            picture = (path.parent / image["target"]).resolve()
            if picture.is_file():
                copy = folder / "source" / picture.relative_to(ROOT)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(picture, copy)
    shutil.copytree(ROOT / "docs" / "assets", folder / "source" / "assets")
    entries = []
    for section, patterns in NAVIGATION:
        names = dict.fromkeys(
            name
            for pattern in patterns
            for name in sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob(pattern))
            if name in pages
        )
        listed = ", ".join(
            f'{{"{_read_title(pages[name])}" = "{"index.md" if name == "README.md" else name}"}}' for name in names
        )
        entries.append(f'{{"{section}" = [{listed}]}}')
    (folder / "zensical.toml").write_text(CONFIGURATION.format(navigation=", ".join(entries)), encoding="utf-8")


def _read_title(path: Path) -> str:
    found = TITLE.search(path.read_text("utf-8"))
    return (found[1] if found else path.stem).replace('"', "'").replace("`", "")


class PageReader(HTMLParser):
    """The links, the loaded files and the anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in one element."""
        values = {name: value or "" for name, value in attrs}
        self.anchors |= {values[name] for name in ("id", "name") if name in values}
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        loads = tag != "link" or values.get("rel", "") not in {"canonical", "next", "prev", "alternate"}
        if tag in LOADED and loads and LOADED[tag] in values:
            self.loaded.append(values[LOADED[tag]])


def find_faults(site: Path) -> Iterator[str]:
    """Links that lead nowhere, and files that would be loaded from the network."""
    pages = {path: PageReader(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}
    for path, page in pages.items():
        if path.name != "404.html":
            faults = chain(_find_lost_files(path, page), _find_lost_links(path, page, pages))
            yield from (f"{path.relative_to(site)} {fault}" for fault in faults)
    for sheet in sorted(site.rglob("*.css")):
        text = sheet.read_text("utf-8", errors="replace")
        for address in re.findall(r"url\(\s*[\"']?((?:https?:)?//[^)\"']+)", text):
            yield f"{sheet.relative_to(site)} loads {address}"


def _find_lost_files(path: Path, page: PageReader) -> Iterator[str]:
    for address in page.loaded:
        if address.startswith(("http:", "https:", "//")):
            yield f"loads {address}"
        elif not address.startswith("data:") and not (path.parent / unquote(urldefrag(address)[0])).is_file():
            yield f"loads {address}, which is not there"


def _find_lost_links(path: Path, page: PageReader, pages: Mapping[Path, PageReader]) -> Iterator[str]:
    for address in page.links:
        if re.match(r"[a-z]+:|//", address):
            continue
        name, anchor = urldefrag(address)
        target = (path.parent / unquote(name)).resolve() if name else path
        target = target / "index.html" if target.is_dir() else target
        if not target.is_file():
            yield f"links to {address}, which is not there"
        elif anchor and target in pages and unquote(anchor) not in pages[target].anchors and anchor != "__skip":
            yield f"links to {address}, where there is no such anchor"


def main() -> int:
    """Build the site, check it, and put it into the folder that was named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--output", type=Path, default=ROOT / "site", help="folder of the site")
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "docs", help="folder for what it is built from")
    arguments = parser.parse_args()
    shutil.rmtree(arguments.work, ignore_errors=True)
    write_source(arguments.work)
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict", "-f", arguments.work / "zensical.toml"]
    built = subprocess.run(command, cwd=arguments.work, env={**os.environ, "NO_COLOR": "1"}, check=False)  # noqa: S603 - our own command
    if built.returncode:
        return 1
    faults = list(find_faults(arguments.work / "site"))
    if faults:
        print("\n".join(faults), file=sys.stderr)
        return 1
    shutil.rmtree(arguments.output, ignore_errors=True)
    shutil.copytree(arguments.work / "site", arguments.output)
    print(f"built {arguments.output}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
