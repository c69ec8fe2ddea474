"""Hostile input: whole projects that try to read the machine, to run something, or to bring it down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image

from tests.leak_check.test_proof import page
from tests.unit.test_gate import BRIEF, block, files

OUTSIDE = "outside-secret-4711"
"""What stands in a file beside the project; `../outside.txt` must not be read."""

COMPUTED = "5764801"
"""What `7 ** 8` in data would print if data was ever taken for a template."""


@dataclass(frozen=True, slots=True)
class Case:
    """One attempt."""

    name: str
    files: Mapping[str, str | bytes]
    links: dict[str, str] = field(default_factory=dict)
    """Symbolic links: name in the project, and where it leads."""
    form: str = "html"
    recipient: bool = False


TEMPLATES = (
    "{{ 7 ** 8 }}",
    "{% for x in [1] %}{{ 7 ** 8 }}{% endfor %}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ self.__init__.__globals__.__builtins__ }}",
    "{{ brief.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ fact.__call__.__globals__ }}",
    "{{ org._values }}",
    "{{ ''|attr('__class__') }}",
    "{{ ('{0.__class__}').format(brief) }}",
    "{% include '../outside.txt' %}",
    "{% extends '../../outside.txt' %}",
    "{% import '/etc/passwd' as x %}",
    "{{ 'x' * 999999999 }}",
    "{% raw %}{{ 7 ** 8 }}{% endraw %}",
    "{# comment #}${7**8}<%= 7**8 %>#{7**8}",
)


def templates() -> Iterator[Case]:
    """Jinja in a block, where it is refused, and in every kind of data, where it is text."""
    for number, text in enumerate(TEMPLATES):
        for where, written in injected(text).items():
            if where == "block" and number < 2:
                continue  # a block may compute
            yield Case(f"template {number} in {where}", files(**written), recipient=where == "recipient")


def injected(text: str) -> dict[str, dict[str, str]]:
    """A text in each field that can bring it in."""
    quoted = "'" + text.replace("'", "''") + "'"
    cell = '"' + text.replace('"', '""') + '"'
    campaign = {"campaigns/all.yaml": "briefs: [note]\nrecipients: all.csv\n"}
    shown = block("{{ brief.variables.x }} {{ brief.subtitle }}")
    return {
        "block": {"content/korea/open.md": block(text)},
        "title of the brief": {"briefs/note.yaml": BRIEF.replace("title: Note", f"title: {quoted}")},
        "variable": {
            "briefs/note.yaml": BRIEF + f"variables: {{x: {quoted}}}\nsubtitle: S\n",
            "content/korea/open.md": shown,
        },
        "fact": {
            "content/korea/facts.yaml": f"f: {{value: {quoted}, unit: {quoted}}}\n",
            "content/korea/open.md": block('{{ fact("f") }}'),
        },
        "source": {
            "content/korea/sources.yaml": f"- {{id: a, type: book, title: {quoted}}}\n",
            "content/korea/open.md": block("Words [@a]."),
        },
        "recipient": {
            **campaign,
            "campaigns/all.csv": f"id,name\nfr,{cell}\n",
            "content/korea/open.md": block("{{ recipient.name }}"),
        },
        "submitter": {
            "briefs/note.yaml": BRIEF + f"submitters: [{{name: {quoted}}}]\n",
            "content/korea/open.md": block("{% for one in brief.submitters %}{{ one.name }}{% endfor %}"),
        },
        "organisation": {
            "briefgen.yaml": f"organisation: {{name: {quoted}}}\n",
            "content/korea/open.md": block("{{ org.name }}"),
        },
    }


PATHS = (
    "../outside.txt",
    "../../outside.txt",
    "images/../../../../outside.txt",
    "/etc/passwd",
    "file:///etc/passwd",
    "..\\outside.txt",
    "~/.ssh/id_rsa",
    "//example.org/x.png",
    "http://169.254.169.254/x.png",
    "C:\\Windows\\win.ini",
)


def paths() -> Iterator[Case]:
    """Ways out of the project: written paths, and links."""
    for number, path in enumerate(PATHS):
        quoted = "'" + path + "'"
        for where, written in {
            "image": {"content/korea/open.md": block(f"![Words](<{path}>)")},
            "image in HTML": {"content/korea/open.md": block(f'<img src="{path}" alt="Words">')},
            "cover": {"briefs/note.yaml": BRIEF + f"image: {{path: {quoted}, alt: A}}\n"},
            "style": {
                "templates/embassy/audience.yaml": files()["templates/embassy/audience.yaml"] + f"style: {quoted}\n"
            },
            "page": {
                "templates/embassy/audience.yaml": files()["templates/embassy/audience.yaml"] + f"page: {quoted}\n"
            },
            "citations": {"briefs/note.yaml": BRIEF + f"citations: {{style: {quoted}}}\n"},
            "logo": {"briefgen.yaml": f"organisation: {{name: N, logo: {quoted}}}\n"},
            "images.yaml": {"content/korea/images.yaml": f"{quoted}: {{sensitivity: public}}\n"},
        }.items():
            yield Case(f"path {number} as {where}", files(**written))
    for name in (
        "content/korea/linked.md",
        "content/korea/facts.yaml",
        "content/korea/sources.yaml",
        "content/korea/images/x.png",
        "private/watchlist.yaml",
        "templates/embassy/extra.md",
        "styles/linked.css",
    ):
        yield Case(f"link {name}", files(), {name: "../outside.txt"})
    yield Case(
        "library behind a link",
        {name: text for name, text in files().items() if "korea" not in name},
        {"content/korea": "../elsewhere"},
    )
    yield Case("folder that links to itself", files(), {"content/korea/images": "."})


HTML = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<iframe src='https://example.org'></iframe>", "<object data='x'></object>",
    "<embed src='x'>", "<link rel=stylesheet href='https://example.org/x.css'>", "<meta http-equiv=refresh content='0;url=//example.org'>",
    "<base href='https://example.org/'>", "<style>@import 'https://example.org/x.css'</style>", "<form action='https://example.org'><input name=a></form>",
    "<svg onload=alert(1)></svg>", "<math><mi xlink:href='data:x'></mi></math>", "<video src='https://example.org/x'></video>",
    "<audio autoplay src='x'></audio>", "<source srcset='https://example.org/x'>", "<input type=image src='https://example.org/x'>",
    "<table background='https://example.org/x'><tr><td>x</td></tr></table>", "<p style='background: url(https://example.org/x)'>x</p>",
    "<a href='javascript:alert(1)'>x</a>", "<a href='java\tscript:alert(1)'>x</a>", "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='vbscript:x'>x</a>", "<a href='data:text/html,<script>alert(1)</script>'>x</a>", "<a href='file:///etc/passwd'>x</a>",
    "<a href='//example.org/x'>x</a>", "<a href='\\\\example.org\\x'>x</a>", "<a href=' javascript:alert(1)'>x</a>",
    "<p><script src=//example.org/x.js></p>", "<!--[if IE]><script>alert(1)</script><![endif]-->", "<?php echo 1 ?>",
    "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;", "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>", "<body onload=alert(1)>x</body>", "<p onclick=alert(1)>x</p>",
    "[x](javascript:alert(1))", "[x](<java script:alert(1)>)", "![x](https://example.org/x.png)", "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "<https://example.org/\"onmouseover=alert(1)>", "[x]: javascript:alert(1)\n\n[x]", "{: onclick=alert(1) }\n\nWords\n{: onclick='alert(1)' style='x' }",
    "# Words {: onclick='alert(1)' }", "`<script>alert(1)</script>`", "    <script>alert(1)</script>", "*[HTML]: \"><script>alert(1)</script>\n\nHTML",
    "!!! note \"<script>alert(1)</script>\"\n    x", "<span title='\"><script>alert(1)</script>'>x</span>", "<p id='\"><script>'>x</p>",
    "<div markdown=1><script>alert(1)</script></div>", "x[^a]\n\n[^a]: <script>alert(1)</script>", "| a |\n|---|\n| <script>alert(1)</script> |",
)  # fmt: skip

CSS = (
    "@import 'https://example.org/x.css';", "@import url(file:///etc/passwd);", "body { background: url(https://example.org/x.png) }",
    "body { background: url('file:///etc/passwd') }", "@font-face { font-family: X; src: url(https://example.org/x.ttf) } body { font-family: X }",
    "@font-face { font-family: X; src: local('Arial'), url(file:///x.ttf) } body { font-family: X }", "li { list-style-image: url(//example.org/x) }",
    "p::before { content: url(https://example.org/x) }", "p { background: u\\72l(https://example.org/x) }", "p { background: image-set('https://example.org/x.png' 1x) }",
    "p { cursor: url(https://example.org/x), auto }", "@page { background: url(../../../outside.txt) }", "p { background: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>\") }",
    "p { width: calc(" + "(" * 2000 + "1px" + ")" * 2000 + ") }", ":root { --a: x; " + " ".join(f"--{chr(98 + n)}: var(--{chr(97 + n)}) var(--{chr(97 + n)})" + ";" for n in range(20)) + " } p { color: var(--u) }",
    "p { font-size: 1e30px }", "</style><script>alert(1)</script>", "p { background: expression(alert(1)) }", "@namespace url(https://example.org);", "p { -moz-binding: url(https://example.org/x) }",
)  # fmt: skip


def svg(inner: str) -> bytes:
    return f"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 9 9'>{inner}</svg>".encode()


SVGS: dict[str, bytes] = {
    "script": svg("<script>alert(1)</script>"), "handler": svg("<g onload='alert(1)'/>"), "remote": svg("<image href='https://example.org/x.png'/>"),
    "local": svg("<image xlink:href='file:///etc/passwd'/>"), "relative": svg("<image href='../../../outside.txt'/>"), "use": svg("<use href='https://example.org/x.svg#a'/>"),
    "style": svg("<style>@import 'https://example.org/x'</style>"), "fill": svg("<path fill='url(https://example.org/x#a)'/>"),
    "foreign": svg("<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><script>1</script></body></foreignObject>"),
    "entity": b"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + svg("<text>&x;</text>"),
    "laughs": b"<!DOCTYPE svg [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>" + svg("<text>&c;</text>"),
    "bomb": svg("<g id='a0'><path d='M0 0h1'/></g>" + "".join(f"<g id='a{n + 1}'>" + f"<use href='#a{n}'/>" * 10 + "</g>" for n in range(9)) + "<use href='#a9'/>"),
    "loop": svg("<g id='a'><use href='#a'/></g>"), "deep": svg("<g>" * 3000 + "</g>" * 3000), "huge": svg("<rect width='1e30' height='1e30'/>"),
    "include": svg("<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/passwd'/>"), "pi": b"<?xml-stylesheet href='https://example.org/x.css'?>" + svg(""),
    "animate": svg("<set attributeName='href' to='https://example.org/x'/>"), "link": svg("<a href='javascript:alert(1)'><text>x</text></a>"), "not": b"<svg", "utf16": "<svg xmlns='http://www.w3.org/2000/svg'/>".encode("utf-16-le"),
}  # fmt: skip


def loading() -> Iterator[Case]:
    """Everything that could load or run something: HTML, style sheets, drawings, citation styles."""
    for number, text in enumerate(HTML):
        yield Case(f"html {number}", files(**{"content/korea/open.md": block(f"Words.\n\n{text}\n")}))
    for number, text in enumerate(CSS):
        for form in ("html", "pdf"):
            yield Case(f"css {number} as {form}", files(**{"styles/embassy.css": text}), form=form)
    for name, content in SVGS.items():
        for form in ("html", "pdf"):
            shown: dict[str, str | bytes] = {
                **files(**{"content/korea/open.md": block("![Words](images/x.svg)")}),
                "content/korea/images/x.svg": content,
            }
            yield Case(f"svg {name} as {form}", shown, form=form)
    csl = "<?xml version='1.0'?><!DOCTYPE style [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><style xmlns='http://purl.org/net/xbiblio/csl' version='1.0' class='note'><info><title>&x;</title><id>x</id><link href='https://example.org/' rel='independent-parent'/></info><citation><layout><text value='&x;'/></layout></citation></style>"
    source = "- {id: a, type: book, title: A}\n"
    for name, text in {
        "entity": csl,
        "parent": csl.replace("&x;", "x").partition("]>")[2],
        "not": "<style",
        "deep": "<a>" * 5000,
    }.items():
        yield Case(
            f"csl {name}",
            files(
                **{
                    "styles/citations/x.csl": text,
                    "content/korea/sources.yaml": source,
                    "content/korea/open.md": block("W [@a]."),
                    "briefs/note.yaml": BRIEF + "citations: {style: x}\n",
                }
            ),
        )


def png(width: int, height: int) -> bytes:
    made = BytesIO()
    Image.new("1", (width, height)).save(made, "PNG")
    return made.getvalue()


def bombs() -> Iterator[Case]:
    """What is small in a file and large in memory or time."""
    laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(8)
    )
    for name, text in {
        "aliases": laughs, "deep list": "a: " + "[" * 5000 + "]" * 5000, "deep map": "a: " + "{a: " * 3000 + "}" * 3000, "object": "a: !!python/object/apply:os.system [id]",
        "tag": "a: !!python/name:os.system", "recursion": "a: &a [*a]", "merge": "a: &a {b: 1}\nc: {<<: *a}", "number": "a: {value: " + "9" * 100_000 + "}",
        "key": "? [a, b]\n: c", "two": "a: 1\n---\nb: 2", "binary": "a: !!binary aGk=", "long": "a: " + "x" * 2_000_000, "anchors": "\n".join(f"k{n}: &a{n} x" for n in range(5000)),
    }.items():  # fmt: skip
        yield Case(f"yaml {name}", files(**{"content/korea/facts.yaml": text + "\n"}))
    for name, text in {
        "lists": "\n".join(" " * (4 * n) + "- x" for n in range(300)), "quotes": ">" * 3000 + " x", "spans": "<span>" * 3000 + "x" + "</span>" * 3000,
        "divs": "<div>" * 2000 + "x" + "</div>" * 2000, "brackets": "[" * 20_000, "parentheses": "[x](" * 10_000, "stars": "*a **b " * 5_000, "stars alone": "*" * 20_000,
        "underscores": "_a __b " * 3_000, "backticks": "`" * 20_000, "citations": "[@a; " * 1_500, "keys": "@" * 20_000, "pinpoints": "[@a, " + "p 1, " * 5_000 + "]",
        "braces": "[@{" * 5_000, "notes": "x[^a]" * 2_000, "note in note": "x[^a]\n\n[^a]: y[^a]", "colspan": "<table><tr><td colspan=99999999>x</td></tr></table>",
        "rowspan": "<table><tr><td rowspan=99999999>x</td></tr></table>", "columns": "|" + "a|" * 2_000 + "\n|" + "-|" * 2_000 + "\n", "rows": "| a |\n|---|\n" + "| b |\n" * 1_500,
        "one line": "x " * 150_000, "entities": "&amp;" * 10_000, "numbers": "&#x110000; &#0; &#xD800; &#99999999999;", "loop": "{% for a in range(99999) %}{% for b in range(99999) %}xx{% endfor %}{% endfor %}",
        "silent loop": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "macro": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "power": "{{ 9 ** 9 ** 9 }}",
        "doubling": "{% set x = 'x' %}" + "{% set x = x ~ x %}" * 40 + "{{ x }}", "join": "{{ range(99999)|join('x' * 9999) }}", "deep Jinja": "{% if 1 %}" * 500 + "x" + "{% endif %}" * 500,
        "deep expression": "{{ " + "(" * 2000 + "1" + ")" * 2000 + " }}", "open": "{{ " * 2_000, "headings": "\n".join("#" * 6 + " x" for _ in range(2_000)), "abbreviations": "\n".join(f"*[A{n}]: x" for n in range(500)) + "\n\nA1",
        "reference": "[a]: x\n" * 3_000 + "[a]", "spaces": " " * 100_000 + "x", "attribute": "x {: " + "a" * 20_000 + " }", "tags": "<" * 20_000, "comment": "<!--" * 5_000,
    }.items():  # fmt: skip
        yield Case(
            f"text {name}",
            files(
                **{
                    "content/korea/open.md": block(text),
                    "content/korea/sources.yaml": "- {id: a, type: book, title: A}\n",
                }
            ),
        )
    for name, text in {"tags": "{% ", "values": "{{ ", "notes": "[^a ", "citations": "[@"}.items():
        hidden = block("Words " + text * 60_000, "confidential")
        yield Case(f"withheld text of {name}", files(**{"content/korea/hidden.md": hidden}))
    for form in ("html", "pdf", "press", "docx"):
        coloured = BytesIO()
        Image.new("RGB", (4, 4)).save(coloured, "PNG", icc_profile=b"rubbish" * 40)
        yield Case(
            f"colour profile as {form}",
            {
                **files(**{"content/korea/open.md": block("![Words](images/x.png)")}),
                "content/korea/images/x.png": coloured.getvalue(),
            },
            form=form,
        )
    images = {
        "pixels": png(20_000, 20_000), "truncated": png(99, 99)[:60], "not an image": b"\x89PNG\r\n\x1a\n" + b"x" * 99, "empty": b"", "text": b"root:x:0:0",
        "gif": b"GIF89a\xff\xff\xff\xff\x00\x00\x00", "zip": b"PK\x03\x04" + b"\0" * 99, "eps": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file\n", "pdf": b"%PDF-1.4\n%%EOF", "jpeg": b"\xff\xd8\xff" + b"\xff" * 99,
    }  # fmt: skip
    for name, content in images.items():
        shown: dict[str, str | bytes] = {
            **files(**{"content/korea/open.md": block("![Words](images/x.png)")}),
            "content/korea/images/x.png": content,
        }
        yield Case(f"image {name}", shown)


CHARACTERS = (
    "\0",
    "\x07",
    "\x1b]0;x\x07",
    "\x1b[2J",
    "\x7f",
    "\x85",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\ufffe",
    "\ufff9",
    "\U000f0000",
    "\U00100000",
    "\U0010ffff",
    "\u2028",
    "\ud7ff",
    "\u0300" * 500,
)


def characters() -> Iterator[Case]:
    """Characters that steer terminals, turn text round or pass for marks of our own."""
    for number, character in enumerate(CHARACTERS):
        text = f"Plain {character} words"
        for where, written in {
            "block": {"content/korea/open.md": block(text)},
            "escaped in YAML": {
                "briefs/note.yaml": BRIEF.replace(
                    "title: Note", 'title: "Plain ' + "".join(f"\\U{ord(unit):08x}" for unit in character) + '"'
                )
            },
            "recipient": {
                "campaigns/all.yaml": "briefs: [note]\nrecipients: all.csv\n",
                "campaigns/all.csv": f"id,name\nfr,{text}\n",
                "content/korea/open.md": block("{{ recipient.name }}"),
            },
        }.items():
            yield Case(f"character {number} in {where}", files(**written), recipient=where == "recipient")


FORMULAS = (
    "=1+1",
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    '=HYPERLINK("https://example.org")',
    '=IMPORTXML("https://example.org","//a")',
    "<script>alert(1)</script>",
    "**x** [y](javascript:z)",
    "../../x",
    "a/../../b",
    "NUL",
    ".hidden",
)


def tables() -> Iterator[Case]:
    """Formulas, markup and paths in a spreadsheet from outside."""
    for number, text in enumerate(FORMULAS):
        cell = '"' + text.replace('"', '""') + '"'
        campaign = {
            "campaigns/all.yaml": "briefs: [note]\nrecipients: all.csv\noutput: '{recipient.id}-{recipient.name}'\n"
        }
        for where, row in {"name": f"fr,{cell}", "id": f"{cell},x"}.items():
            yield Case(
                f"cell {number} as {where}",
                files(
                    **{
                        **campaign,
                        "campaigns/all.csv": f"id,name\n{row}\n",
                        "content/korea/open.md": block("{{ recipient.name }}"),
                    }
                ),
                recipient=True,
            )


def cases() -> tuple[Case, ...]:
    """Every attempt but those of `hostile_fields`."""
    return (
        *templates(),
        *paths(),
        *loading(),
        *bombs(),
        *characters(),
        *tables(),
        Case("page with a script", files(**{"templates/embassy/page.html": page("<script>alert(1)</script>")})),
    )
