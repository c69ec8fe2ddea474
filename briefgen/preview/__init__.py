"""Shows a brief in a browser while it is being written: a board that holds the newest state, a server, and a watch on files."""

from briefgen.preview.server import ADDRESS, PreviewServer, run_server
from briefgen.preview.state import PreviewPage, PreviewState
from briefgen.preview.watch import watch_changes

__all__ = ["ADDRESS", "PreviewPage", "PreviewServer", "PreviewState", "run_server", "watch_changes"]
