"""The server that `preview` and `composer` share: on this machine alone, behind one guard. Its modules need the extra `composer`."""
