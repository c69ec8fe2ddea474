"""Loads everything that a worker process loads while it builds, for the fork server: its copies need not do it again.

The product leaves this to each worker, because a project without PDFs does not pay for WeasyPrint then.
"""

from __future__ import annotations

import pkgutil
from importlib import import_module

import fontTools.ttLib
import markdown_it
import mdit_py_plugins.footnote
import pikepdf
import pypdfium2
import weasyprint

import briefgen

LIBRARIES = (fontTools.ttLib, markdown_it, mdit_py_plugins.footnote, pikepdf, pypdfium2, weasyprint)

for module in pkgutil.walk_packages(briefgen.__path__, "briefgen."):
    if not module.name.endswith("__main__"):
        import_module(module.name)
