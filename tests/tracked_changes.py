"""Has LibreOffice accept or reject every tracked change of a Word file."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.programs import run_program

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

COMMANDS = {"accepted": ".uno:AcceptAllTrackedChanges", "rejected": ".uno:RejectAllTrackedChanges"}

MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Changes" script:language="StarBasic">
Sub Resolve(source As String, target As String, command As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = &quot;Hidden&quot;
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, &quot;_blank&quot;, 0, hidden())
  dispatcher = createUnoService(&quot;com.sun.star.frame.DispatchHelper&quot;)
  dispatcher.executeDispatch(document.CurrentController.Frame, command, &quot;&quot;, 0, Array())
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = &quot;FilterName&quot;
  filter(0).Value = &quot;MS Word 2007 XML&quot;
  document.storeToURL(target, filter())
  document.close(True)
End Sub
Sub Main
{calls}
End Sub
</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Changes"/>
</library:library>
"""


def resolve_changes(path: Path, folder: Path) -> dict[str, Path]:
    """The file as it is after all changes are `accepted`, and after all are `rejected`. One start of the program does both."""
    targets = {name: folder / f"{name}.docx" for name in COMMANDS}
    calls = "\n".join(
        f"  Resolve(&quot;{path.as_uri()}&quot;, &quot;{targets[name].as_uri()}&quot;, &quot;{command}&quot;)"
        for name, command in COMMANDS.items()
    )
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    run_program(
        "soffice", profile, "--headless", "--terminate_after_init"
    )  # it writes a new profile over every older file
    basic = folder / "profile/user/basic/Standard"
    (basic / "Changes.xba").write_text(MODULE.format(calls=calls))
    (basic / "script.xlb").write_text(LIBRARY)
    run_program("soffice", profile, "--headless", "macro:///Standard.Changes.Main")
    return targets


def read_texts(path: Path) -> list[str]:
    """The paragraphs of a Word file, then those of its notes; empty ones left out."""
    texts = []
    with zipfile.ZipFile(path) as archive:
        for part in ("word/document.xml", "word/footnotes.xml"):
            for paragraph in ET.fromstring(archive.read(part)).iter(f"{WORD}p"):  # noqa: S314 - our own file
                text = "".join(run.text or "" for run in paragraph.iter(f"{WORD}t"))
                texts.append(" ".join(text.split()))
    return [text for text in texts if text]
