"""Preview: shows a brief in a browser while its author edits it. It has the newest state, a server, and a watcher of files."""

from briefgen.preview.server import ADDRESS, PreviewServer, run_server
from briefgen.preview.state import PreviewPage, PreviewState
from briefgen.preview.watch import watch_changes

__all__ = ["ADDRESS", "PreviewPage", "PreviewServer", "PreviewState", "run_server", "watch_changes"]
