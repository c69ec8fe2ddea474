"""Preview: shows a brief in a browser while its author edits it. It has the newest state, a server, and a watcher of files."""
