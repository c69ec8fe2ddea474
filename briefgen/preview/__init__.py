"""Shows a brief in a browser while it is being written: a board that holds the newest state, a server, and a watch on files."""

from briefgen.preview.board import Board, Shown
from briefgen.preview.serve import ADDRESS, Server, serving
from briefgen.preview.watch import changes

__all__ = ["ADDRESS", "Board", "Server", "Shown", "changes", "serving"]
