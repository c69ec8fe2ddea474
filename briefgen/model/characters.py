"""Characters that a document cannot have."""

from __future__ import annotations

import re

PRIVATE_USE = re.compile("[\U000f0000-\U0010ffff]")
"""Private-use characters, with which briefgen marks lines and data: a text of a user could fake a mark with them."""

CONTROL_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML, and so HTML and Word files, cannot contain."""
