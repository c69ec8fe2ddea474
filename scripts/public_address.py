"""Where the project is found on the internet, in the metadata of its wheel: the address it is cloned from.

The readme is in the metadata, too, and an index shows it on a page of its own: its links and pictures get the address, so that
they lead to the files. A wheel that is built from a copy without a public address has no addresses, and states none that nobody answers at.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

ADDRESS = re.compile(
    r"(?:https://(?:[^@/\s]*@)?|(?:ssh://)?git@)(?P<host>[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)[/:](?P<path>[\w.~/-]+?)(?:\.git)?/?"
)
"""The two ways in which git writes the address of a public copy; a password before the host is left out."""

PAGES = {"Source": "", "Documentation": "/tree/HEAD/docs", "Changelog": "/blob/HEAD/CHANGELOG.md", "Issues": "/issues"}
"""The pages of a project, by their place on the hosts that lay them out in the same way."""

HOSTS = {"github.com", "gitlab.com"}
"""Hosts with all of `PAGES`; of another host only the address itself is known."""

LINK_TO_A_FILE = re.compile(r"(?P<mark>!?)\[(?P<words>[^\[\]]*)\]\((?![a-z]+:|#)(?P<path>[^()\s]+)\)")


def name_addresses(remote: str) -> dict[str, str]:
    """The addresses of the project by their name, from the address of its remote; none for a folder or a private form."""
    found = ADDRESS.fullmatch(remote.strip())
    if not found:
        return {}
    source = f"https://{found['host'].lower()}/{found['path']}"
    known = PAGES if found["host"].lower() in HOSTS else {"Source": ""}
    return {name: source + page for name, page in known.items()}


def address_links(readme: str, addresses: dict[str, str]) -> str:
    """The readme with the address of each file that it names, where the host has an address for every file."""
    if addresses.keys() != PAGES.keys():
        return readme
    source = addresses["Source"]

    def address(link: re.Match[str]) -> str:
        folder = "raw" if link["mark"] else "blob"
        return f"{link['mark']}[{link['words']}]({source}/{folder}/HEAD/{link['path']})"

    return LINK_TO_A_FILE.sub(address, readme)


def read_remote(root: Path) -> str:
    """The address of the remote `origin`; empty without one, and where git is missing."""
    try:
        done = subprocess.run(  # noqa: S603 - our own program, our own arguments
            ["git", "-C", str(root), "remote", "get-url", "origin"],  # noqa: S607 - git as the user has it
            check=False,
            capture_output=True,
            text=True,
        )
    except OSError:
        return ""
    return done.stdout


class PublicAddress(MetadataHookInterface):
    """Adds the addresses to the metadata when a wheel or an archive is built."""

    def update(self, metadata: dict[str, Any]) -> None:
        """Set `urls` and `readme`. An archive of the source states them already: then this is not called."""
        addresses = name_addresses(read_remote(Path(self.root)))
        readme = Path(self.root, "README.md").read_text(encoding="utf-8")
        metadata["urls"] = addresses
        metadata["readme"] = {"content-type": "text/markdown", "text": address_links(readme, addresses)}
