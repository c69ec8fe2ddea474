"""What WeasyPrint needs for few fonts is loaded for these fonts, and does the same then."""

from __future__ import annotations

import subprocess
import sys

from tests.running import ROOT

LOADED = "[name for name in sys.modules if name.startswith(('fontTools.subset', 'fontTools.varLib'))]"
SCRIPT = f"""
import sys
from briefgen.render.engine.weasyprint import load_weasyprint
load_weasyprint()
from weasyprint.pdf import fonts
print({LOADED})
font = fonts.TTFont()
try:
    fonts.instantiateVariableFont(font, {{"wght": 400}})
except ValueError as error:
    print(error)
print(type(fonts.subset.Options(hinting=True)).__module__)
import fontTools.subset
print(fontTools.subset.Options.__name__, "fontTools.varLib.instancer" in {LOADED})
"""


def test_what_few_fonts_need_is_loaded_when_it_is_called() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, encoding="utf-8", check=True, timeout=600
    )
    assert done.stdout.splitlines() == ["[]", "Missing required table fvar", "fontTools.subset", "Options True"]
