"""Has LibreOffice edit a Word file through its own interface, with and without recording the changes."""

from __future__ import annotations

from pathlib import Path

from tests.programs import run_program
from tests.tracked_changes import LIBRARY

MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edits" script:language="StarBasic">
Dim document As Object

Function FindWords(words As String) As Object
  search = document.createSearchDescriptor()
  search.SearchString = words
  FindWords = document.findFirst(search)
End Function

Sub TypeOver(old As String, new_words As String)
  found = FindWords(old)
  found.setString(new_words)
End Sub

Sub BreakBefore(before As String)
  found = FindWords(before)
  text = found.getText()
  text.insertControlCharacter(found.getStart(), com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
End Sub

Sub AddParagraph(behind As String, words As String)
  cursor = FindWords(behind).getText().createTextCursorByRange(FindWords(behind))
  cursor.gotoEndOfParagraph(False)
  cursor.getText().insertControlCharacter(cursor, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
  cursor.getText().insertString(cursor, words, False)
End Sub

Sub DeleteParagraph(words As String)
  cursor = FindWords(words).getText().createTextCursorByRange(FindWords(words))
  cursor.gotoStartOfParagraph(False)
  cursor.gotoEndOfParagraph(True)
  cursor.goRight(1, True)
  cursor.setString(&quot;&quot;)
End Sub

Sub AddComment(words As String, remark As String)
  note = document.createInstance(&quot;com.sun.star.text.textfield.Annotation&quot;)
  note.Content = remark
  note.Author = &quot;Ann Lee&quot;
  found = FindWords(words)
  found.getText().insertTextContent(found, note, True)
End Sub

Sub EditFile(source As String, target As String, tracked As Boolean)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = &quot;Hidden&quot;
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, &quot;_blank&quot;, 0, hidden())
  document.RecordChanges = tracked
{edits}
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  filter(0).Name = &quot;FilterName&quot;
  filter(0).Value = &quot;MS Word 2007 XML&quot;
  document.storeToURL(target, filter())
  document.close(True)
End Sub
Sub Main
On Error GoTo Failed
{calls}
  Exit Sub
Failed:
  StarDesktop.terminate()
End Sub
</script:module>
"""


def edit_in_office(source: Path, edits: list[tuple[str, ...]], folder: Path) -> dict[bool, Path]:
    """The file after some edits, each a name of a `Sub` above and its words: recorded, and not recorded."""
    user = folder / "office"
    profile = f"-env:UserInstallation={user.as_uri()}"
    run_program("soffice", profile, "--headless", "--terminate_after_init")
    basic = user / "user/basic/Standard"
    basic.mkdir(parents=True, exist_ok=True)
    targets = {tracked: folder / f"{'tracked' if tracked else 'untracked'}.docx" for tracked in (True, False)}
    lines = [f"  {name} {', '.join(map(quote, words))}" for name, *words in edits]
    calls = [
        f"  EditFile {quote(source.as_uri())}, {quote(path.as_uri())}, {tracked}" for tracked, path in targets.items()
    ]
    module = MODULE.replace("{edits}", "\n".join(lines)).replace("{calls}", "\n".join(calls))
    (basic / "Edits.xba").write_text(module, encoding="utf-8")
    (basic / "script.xlb").write_text(LIBRARY.replace("Changes", "Edits"), encoding="utf-8")
    run_program("soffice", profile, "--headless", "macro:///Standard.Edits.Main")
    assert all(path.is_file() for path in targets.values()), (
        "a line of Basic failed: the words it looks for are missing"
    )
    return targets


def quote(words: str) -> str:
    """Words in the form of Basic, inside XML."""
    return f"&quot;{words}&quot;"
