"""Where citations of running text become notes."""

from __future__ import annotations

import pytest

from briefgen.cite.notes import collect_notes, fill_notes, place_notes
from briefgen.model.citation_syntax import parse_cluster
from briefgen.model.tree import Citation, Element, Node, Note, Text, walk
from tests.unit.citing import BLOCK, a_source, inline, works


def automatic(works_cited: str) -> Citation:
    return Citation(parse_cluster(works_cited) or (), automatic=True, origin=BLOCK)


def narrative(key: str) -> Citation:
    return Citation(parse_cluster(f"@{key}") or (), narrative=True, origin=BLOCK)


def nodes(*parts: Node | str) -> tuple[Node, ...]:
    return tuple(node for part in parts for node in (inline(part) if isinstance(part, str) else (part,)))


def paragraph(*parts: Node | str, tag: str = "p") -> Element:
    return Element(tag, nodes(*parts))


def shown(node: Node) -> str:
    """Text with notes as `{1: young, 560; raz}`, citations by key and pinpoint."""
    if isinstance(node, Text):
        return node.content
    if isinstance(node, Citation):
        return "; ".join(", ".join(filter(None, (work.key, work.pinpoint))) for work in node.works)
    inner = "".join(shown(child) for child in getattr(node, "children", ()))
    if isinstance(node, Note):
        return f"{{{node.number}: {inner}}}"
    return f"<{node.tag}>{inner}</{node.tag}>" if isinstance(node, Element) and node.tag not in {"p", "div"} else inner


def placed(*parts: Node | str, language: str = "en") -> str:
    return (
        shown(place_notes(Element("body", (paragraph(*parts),)), works(), language))
        .removeprefix("<body>")
        .removesuffix("</body>")
    )


def test_a_note_of_several_paragraphs_is_part_of_the_running_text_around_it() -> None:
    def place(*words: Node) -> str:
        return placed("China is ", Element("em", (Text("bound"), Note(words))), " [@cat].")

    two = place(Element("p", (Text("One."),)), Element("p", (Text("Two."),)))
    assert two == place(Text("One.Two."))


def block(*children: Node, block_id: str = "x/a") -> Element:
    return Element("div", children, {"data-block": block_id})


def in_body(*children: Node, language: str = "en") -> str:
    return (
        shown(place_notes(Element("body", children), works(), language)).removeprefix("<body>").removesuffix("</body>")
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("China is bound [@cat, art 3].", "China is bound.{1: cat, art 3}"),
        ("China is bound [@cat, art 3], and so on.", "China is bound,{1: cat, art 3} and so on."),
        ("China is bound.[@cat]", "China is bound.{1: cat}"),
        ("China is bound. [@cat] Next.", "China is bound.{1: cat} Next."),
        ("China [@cat] is bound.", "China{1: cat} is bound."),
        ("‘China is bound [@cat].’ Next.", "‘China is bound.’{1: cat} Next."),
        ("‘China is bound’ [@cat].", "‘China is bound’.{1: cat}"),
        ("(China is bound [@cat]) now.", "(China is bound{1: cat}) now."),
        ("*China is bound [@cat]*.", "<em>China is bound</em>.{1: cat}"),
        ("China [@cat][@iccpr].", "China.{1: cat; iccpr}"),
        ("China [@cat] [@iccpr], [@udhr].", "China.{1: cat; iccpr; udhr}"),
        ("China [@cat; @iccpr].", "China.{1: cat; iccpr}"),
        ("China [@cat]; Korea [@iccpr].", "China;{1: cat} Korea.{2: iccpr}"),
        ("Is it [@cat]?", "Is it?{1: cat}"),
        ("[@cat] first.", "{1: cat} first."),
        ("中国受约束[@cat]。", "中国受约束。{1: cat}"),
        ("中国受约束[@cat]，而且[@iccpr]。", "中国受约束，{1: cat}而且。{2: iccpr}"),
        ("中国[@cat]、[@iccpr]受约束。", "中国{1: cat; iccpr}受约束。"),
        ("中国[@cat]，[@iccpr]。", "中国。{1: cat; iccpr}"),
        ("「中国受约束[@cat]。」", "「中国受约束。」{1: cat}"),
        ("日本は[@cat]、拘束される[@iccpr]。", "日本は、{1: cat}拘束される。{2: iccpr}"),
        ("الصين ملزمة [@cat]، وكذلك [@iccpr].", "الصين ملزمة،{1: cat} وكذلك.{2: iccpr}"),
        ("الصين [@cat]، [@iccpr] ملزمة؟", "الصين{1: cat; iccpr} ملزمة؟"),
    ],
)
def test_author_s_citation_becomes_a_note_after_punctuation(written: str, expected: str) -> None:
    assert placed(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("La Chine est liée [@cat, art 3].", "La Chine est liée{1: cat, art 3}."),
        ("La Chine est liée.[@cat]", "La Chine est liée{1: cat}."),
        ("La Chine est liée\u00a0; [@cat] la Corée aussi.", "La Chine est liée{1: cat}\u00a0; la Corée aussi."),
        ("La « Chine » [@cat], dit-il.", "La « Chine »{1: cat}, dit-il."),
    ],
)
def test_note_stands_before_punctuation_in_french(written: str, expected: str) -> None:
    assert placed(written, language="fr") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Воды нет [@cat].", "Воды нет{1: cat}."),
        ("Воды нет.[@cat]", "Воды нет{1: cat}."),
        ("Воды нет,[@cat] и это известно.", "Воды нет{1: cat}, и это известно."),
        ("«Воды нет»[@cat]: это известно.", "«Воды нет»{1: cat}: это известно."),
        ("Есть ли вода?[@cat] Нет.", "Есть ли вода?{1: cat} Нет."),
        ("Есть ли вода[@cat]? Нет.", "Есть ли вода?{1: cat} Нет."),
        ("Воды нет…[@cat] Совсем.", "Воды нет…{1: cat} Совсем."),
    ],
)
def test_a_call_is_before_a_stop_and_after_a_question_in_russian(written: str, expected: str) -> None:
    assert placed(written, language="ru") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("الماء حق [@cat].", "الماء حق{1: cat}."),
        ("الماء حق.[@cat][@hrw]", "الماء حق{1: cat؛ hrw}."),
        ("الماء حق،[@cat] وكذلك الغذاء.", "الماء حق{1: cat}، وكذلك الغذاء."),
        ("الماء حق؛[@cat] والغذاء.", "الماء حق{1: cat}؛ والغذاء."),
        ("هل الماء حق؟[@cat] نعم.", "هل الماء حق{1: cat}؟ نعم."),
        ("«الماء حق»[@cat]: نعم.", "«الماء حق»{1: cat}: نعم."),
    ],
)
def test_a_call_is_before_marks_in_arabic(written: str, expected: str) -> None:
    assert placed(written, language="ar") == expected


def test_the_source_of_a_fact_is_called_before_a_stop_in_russian() -> None:
    assert placed("Колодцев 60", automatic("@hrw"), ". Они пусты.", language="ru") == "Колодцев 60{1: hrw}. Они пусты."
    assert placed("Их 60", automatic("@hrw"), "? Да.", language="ru") == "Их 60?{1: hrw} Да."


@pytest.mark.parametrize(
    ("language", "written", "expected"),
    [
        ("zh", "水是权利[@cat]。真的。", "水是权利。{1: cat}真的。"),
        ("ko", "물은 권리다[@cat].", "물은 권리다.{1: cat}"),
        ("zh", "水是权利。[@cat][@hrw]", "水是权利。{1: cat；hrw}"),
    ],
)
def test_a_call_is_after_punctuation_in_other_languages(language: str, written: str, expected: str) -> None:
    assert placed(written, language=language) == expected


def test_note_stands_before_punctuation_in_regional_spanish() -> None:
    assert placed("China está obligada [@cat].", language="es-MX") == "China está obligada{1: cat}."


def test_narrative_citation_prints_the_author_and_makes_a_note_after() -> None:
    assert placed("As ", narrative("young"), " says.") == "As Young{1: young} says."
    assert placed("As says ", narrative("young"), ".") == "As says Young.{1: young}"
    assert placed(narrative("young"), "’s view") == "Young’s{1: young} view"


@pytest.mark.parametrize(
    ("key", "language", "expected"),
    [
        ("hrw", "en", "Human Rights Watch"),
        ("iccpr", "en", "ICCPR"),
        ("corfu", "en", "Corfu Channel"),
        ("trio", "en", "One, Two and Three"),
        ("trio", "fr", "One, Two et Three"),
        ("quartet", "en", "One and others"),
        ("nobody", "en", "Virtual Friend Fires Employee"),
    ],
)
def test_narrative_citation_calls_a_work_by_its_author_or_short_title(key: str, language: str, expected: str) -> None:
    assert placed(narrative(key), " says", language=language).startswith(f"{expected}{{1: ")


def test_narrative_citation_keeps_the_particle_of_a_name() -> None:
    sources = {
        "b": a_source(id="b", type="book", author=[{"family": "Beethoven", "non-dropping-particle": "van"}], title="T")
    }
    assert "van Beethoven" in shown(place_notes(Element("body", (paragraph(narrative("b")),)), sources, "en"))


def test_author_s_own_notes_keep_their_place_and_their_citations() -> None:
    own = Note(nodes("See [@young]."), label="x/a:1")
    assert placed("China", own, " is [@cat] bound.") == "China{1: See young.} is{2: cat} bound."


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("About 60", "@hrw", " people were returned. More."), "About 60 people were returned.{1: hrw} More."),
        (("Some 1.5 million", "@hrw", " of 2.5 million fled."), "Some 1.5 million of 2.5 million fled.{1: hrw}"),
        (("60", "@hrw", " (art. 3, no. 4, p. 5) fled."), "60 (art. 3, no. 4, p. 5) fled.{1: hrw}"),
        (("60", "@hrw", " said no. Then more."), "60 said no.{1: hrw} Then more."),
        (("60", "@hrw", " met Mr. Kim. More."), "60 met Mr. Kim.{1: hrw} More."),
        (("60", "@hrw", " in the U.S. Congress. More."), "60 in the U.S. Congress.{1: hrw} More."),
        (("60", "@hrw", " e.g. Koreans, etc. and so on. More."), "60 e.g. Koreans, etc. and so on.{1: hrw} More."),
        (("60", "@hrw", " fled; 40 stayed."), "60 fled;{1: hrw} 40 stayed."),
        (("60", "@hrw", " fled: women."), "60 fled:{1: hrw} women."),
        (("60", "@hrw", " fled at 10:30 today!"), "60 fled at 10:30 today!{1: hrw}"),
        (("‘60", "@hrw", " fled.’ More."), "‘60 fled.’{1: hrw} More."),
        (("*60", "@hrw", " fled*. More."), None),
        (("60", "@hrw", " people"), "60 people{1: hrw}"),
        (("60", "@hrw"), "60{1: hrw}"),
        (("60", "@hrw", " of 80", "@cat", " fled."), "60 of 80 fled.{1: hrw; cat}"),
        (("60", "@hrw", " of 80", "@hrw", " fled."), "60 of 80 fled.{1: hrw}"),
        (("60", "@hrw, 3", " of 80", "@hrw, 4", " fled."), "60 of 80 fled.{1: hrw, pages 3 and 4}"),
        (("60", "@hrw", " of 80", "@hrw, 4", " fled."), "60 of 80 fled.{1: hrw; hrw, 4}"),
        (("60", "@hrw, 3", " of 80", "@hrw, 4", " fled. [@cat]"), "60 of 80 fled.{1: cat; hrw, pages 3 and 4}"),
        (("60", "@hrw, 3", " of 80", "@hrw, 3", " fled."), "60 of 80 fled.{1: hrw, 3}"),
        (("60", "@hrw", " fled. Then 80", "@cat", " did."), "60 fled.{1: hrw} Then 80 did.{2: cat}"),
        (("60", "@hrw", " fled [@cat]."), "60 fled.{1: cat; hrw}"),
        (("60", "@hrw", " fled. [@cat]"), "60 fled.{1: cat; hrw}"),
        (("60", "@hrw", " fled [@hrw, 12]."), "60 fled.{1: hrw, 12}"),
        (("60", "@hrw", " fled [@cat] by boat."), "60 fled{1: cat} by boat.{2: hrw}"),
    ],
)
def test_source_of_a_fact_stands_at_the_end_of_its_sentence(parts: tuple[str, ...], expected: str | None) -> None:
    if expected is None:
        inner = Element("em", (Text("60"), automatic("@hrw"), Text(" fled")))
        assert placed(inner, ". More.") == "<em>60 fled</em>.{1: hrw} More."
        return
    assert placed(*(automatic(part) if part.startswith("@") else part for part in parts)) == expected


def test_source_of_a_fact_stands_before_the_punctuation_in_french() -> None:
    assert (
        placed("Environ 60", automatic("@hrw"), " ont fui\u00a0; plus.", language="fr")
        == "Environ 60 ont fui{1: hrw}\u00a0; plus."
    )
    assert placed("60", automatic("@hrw"), " ont fui [@cat].", language="fr") == "60 ont fui{1: cat\u202f; hrw}."


def test_source_of_a_fact_joins_the_author_s_note_at_that_place() -> None:
    own = Note(nodes("See [@young]."))
    assert placed("60", automatic("@hrw"), " fled.", own) == "60 fled.{1: See young. hrw}"
    closed = Note(nodes("这不是统计。"))
    assert placed("60", automatic("@hrw"), "人。", closed, language="zh") == "60人。{1: 这不是统计。hrw}"
    prose = Note((Element("p", nodes("See [@young]")),))
    assert placed("60", automatic("@hrw"), " fled.", prose) == "60 fled.{1: See young; hrw}"


def test_source_of_a_fact_yields_to_the_author_s_note_that_cites_it() -> None:
    own = Note(nodes("See [@hrw, 3]."))
    assert placed("60", automatic("@hrw"), " fled.", own) == "60 fled.{1: See hrw, 3.}"


def test_source_of_a_fact_never_lands_inside_a_link() -> None:
    link = Element("a", (Text("60"), automatic("@hrw"), Text(" fled. More")), {"href": "https://x.org"})
    assert placed(link, " here.") == "<a>60 fled. More</a>{1: hrw} here."


def test_source_of_a_fact_is_cited_once_in_a_block() -> None:
    first, second = paragraph("60", automatic("@hrw, 3"), " fled."), paragraph("80", automatic("@hrw, 3"), " too.")
    other = paragraph("90", automatic("@hrw, 4"), " too.")
    assert in_body(block(first, second, other)) == "60 fled.{1: hrw, 3}80 too.90 too.{2: hrw, 4}"
    assert in_body(block(first), block(second, block_id="x/b")) == "60 fled.{1: hrw, 3}80 too.{2: hrw, 3}"


def test_source_of_a_fact_outside_blocks_is_cited_in_each_paragraph() -> None:
    paragraphs = [paragraph("Held", automatic("@young, 560"), ".") for _ in range(2)]
    assert in_body(*paragraphs) == "Held.{1: young, 560}Held.{2: young, 560}"


def test_source_of_a_fact_is_left_out_after_the_author_cited_it_in_the_block() -> None:
    assert (
        in_body(block(paragraph("So [@hrw, 3]."), paragraph("80", automatic("@hrw, 3"), " too.")))
        == "So.{1: hrw, 3}80 too."
    )


@pytest.mark.parametrize("tag", ["h1", "h2", "h3", "h4", "h5", "h6", "th"])
def test_headings_carry_no_source_of_a_fact(tag: str) -> None:
    assert in_body(paragraph("60", automatic("@hrw"), " fled", tag=tag)) == f"<{tag}>60 fled</{tag}>"


def test_notes_carry_no_source_of_a_fact() -> None:
    assert placed("So.", Note((Text("60"), automatic("@hrw"), Text(" fled.")))) == "So.{1: 60 fled.}"


@pytest.mark.parametrize("tag", ["li", "td", "dd", "figcaption", "caption"])
def test_cells_items_and_captions_carry_the_source_of_a_fact(tag: str) -> None:
    assert in_body(paragraph("60", automatic("@hrw"), " fled", tag=tag)) == f"<{tag}>60 fled{{1: hrw}}</{tag}>"


def test_list_item_with_a_list_inside_keeps_both_apart() -> None:
    inner = Element("ul", (paragraph("80", automatic("@cat"), tag="li"),))
    outer = Element("li", (Text("60"), automatic("@hrw"), Text(" fled"), inner))
    assert in_body(outer) == "<li>60 fled{1: hrw}<ul><li>80{2: cat}</li></ul></li>"


def test_numbers_follow_reading_order_and_change_together_when_a_note_moves() -> None:
    first, two, three = (paragraph(f"{key} [@{key}].") for key in ("young", "raz", "cat"))
    numbers = {
        note.number: shown(note)
        for note in collect_notes(place_notes(Element("body", (first, two, three)), works(), "en"))
    }
    assert numbers == {1: "{1: young}", 2: "{2: raz}", 3: "{3: cat}"}
    moved = collect_notes(place_notes(Element("body", (three, first, two)), works(), "en"))
    assert [shown(note) for note in moved] == ["{1: cat}", "{2: young}", "{3: raz}"]


def test_no_citation_is_left_outside_notes_and_no_text_is_lost() -> None:
    body = Element("body", (paragraph("A *b [@cat] c*, d", automatic("@hrw"), " e ", narrative("raz"), " f."),))
    result = place_notes(body, works(), "en")
    assert not [node for node in walk((result,), notes=False) if isinstance(node, Citation)]
    assert (
        "".join(node.content for node in walk((result,), notes=False) if isinstance(node, Text)) == "A b c, d e Raz f."
    )


def test_filled_notes_take_their_contents_in_reading_order() -> None:
    body = place_notes(Element("body", (paragraph("A [@cat]. B [@raz]."),)), works(), "en")
    assert shown(fill_notes(body, [(Text("one"),), (Text("two"),)])) == "<body>A.{1: one} B.{2: two}</body>"
