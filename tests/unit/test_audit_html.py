"""The audit reads an HTML page as a browser shows it: what sets words apart, and what hides them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from briefgen.leak_check.audit import SearchTerms, audit_file

SENTENCE = "The house is behind the mill."

HIDDEN: Mapping[str, str] = {
    "white of another space": f"<p style='color:oklch(1 0 0)'>{SENTENCE}",
    "white of Lab": f"<p style='color:lab(100 0 0)'>{SENTENCE}",
    "nearly white of xyz": f"<p style='color:color(xyz 0.94 0.99 1.08)'>{SENTENCE}",
    "white by its primaries": f"<p style='color:color(display-p3 1 1 1)'>{SENTENCE}",
    "an opacity that is calculated": f"<p style='opacity:calc(0)'>{SENTENCE}",
    "inverted": f"<p style='filter:invert(1)'>{SENTENCE}",
    "inverted by a percentage": f"<p style='color:#111;filter:invert(100%)'>{SENTENCE}",
    "words that show a white ground": f"<p style='background:white;background-clip:text;color:transparent'>{SENTENCE}",
    "the ground of its words": f"<p style='background:currentcolor;color:#123'>{SENTENCE}",
    "a short font of no size": f"<p style='font:0/0 a'>{SENTENCE}",
    "a small zoom": f"<p style='zoom:.01'>{SENTENCE}",
    "a small scale": f"<p style='scale:.01'>{SENTENCE}",
    "adjusted to nothing": f"<p style='font-size-adjust:0'>{SENTENCE}",
    "dots for letters": f"<p style='-webkit-text-security:disc'>{SENTENCE}",
    "a column of a table": f"<p style='display:table-column'>{SENTENCE}",
    "behind the ground of its box": f"<div style='background:#fff;position:relative'><p style='position:relative;z-index:-1'>{SENTENCE}</div>",
    "under a part of itself": f"<style>p{{position:relative}}p::after{{content:'';position:absolute;inset:0;background:#fff}}</style><p>{SENTENCE}",
    "under a part before it": f"<style>p::before{{content:'';position:absolute;top:0;bottom:0;left:0;right:0;background:black}}</style><p>{SENTENCE}",
    "a white first line": f"<style>p::first-line{{color:#fff}}</style><p>{SENTENCE}",
    "a first letter without size": f"<style>p::first-letter{{font-size:0}}</style><p>{SENTENCE}",
    "a phantom of a formula": f"<math><mphantom><mi>{SENTENCE}</mi></mphantom></math>",
    "words of a drawing without colour": f"<svg><text fill='none'>{SENTENCE}</text></svg>",
    "left of the page": f"<p style='position:absolute;left:-9999px'>{SENTENCE}",
    "above the page": f"<p style='position:fixed;top:-200em'>{SENTENCE}",
    "right of the page": f"<p style='position:absolute;left:100000px'>{SENTENCE}",
    "an edge far on the right": f"<p style='position:absolute;right:9999px'>{SENTENCE}",
    "an indent": f"<p style='text-indent:-999em'>{SENTENCE}",
    "fixed beyond the window": f"<p style='position:fixed;left:100vw'>{SENTENCE}",
    "fixed below the window": f"<p style='position:fixed;top:120%'>{SENTENCE}",
    "left of a drawing": f"<svg width='90' height='90'><text x='-900' y='9'>{SENTENCE}</text></svg>",
    "below a drawing": f"<svg width='90' height='90'><text x='9'><tspan y='9999'>{SENTENCE}</tspan></text></svg>",
    "a margin": f"<p style='margin-left:-9999px'>{SENTENCE}",
    "moved by a transform": f"<p style='transform:translateX(-9999px)'>{SENTENCE}",
    "a transform to nothing": f"<p style='transform:scale(0)'>{SENTENCE}",
    "turned to its edge": f"<p style='transform:rotateY(90deg)'>{SENTENCE}",
    "scale": f"<p style='scale:0'>{SENTENCE}",
    "clip-path inset": f"<p style='clip-path:inset(50%)'>{SENTENCE}",
    "clip-path circle": f"<p style='clip-path:circle(0)'>{SENTENCE}",
    "clip-path polygon": f"<p style='clip-path:polygon(0 0, 0 0, 0 0)'>{SENTENCE}",
    "clip": f"<p style='position:absolute;clip:rect(0,0,0,0)'>{SENTENCE}",
    "no height": f"<p style='height:0;overflow:hidden'>{SENTENCE}",
    "at most no height": f"<p style='max-height:0;overflow:clip'>{SENTENCE}",
    "one pixel": f"<p style='position:absolute;width:1px;height:1px;overflow:hidden'>{SENTENCE}",
    "rgb white": f"<p style='color:rgb(255,255,255)'>{SENTENCE}",
    "hsl white": f"<p style='color:hsl(0 0% 100%)'>{SENTENCE}",
    "almost white": f"<p style='color:#fefefe'>{SENTENCE}",
    "a name for almost white": f"<p style='color:ivory'>{SENTENCE}",
    "almost transparent": f"<p style='color:rgb(0 0 0 / 2%)'>{SENTENCE}",
    "almost no opacity": f"<p style='opacity:.05'>{SENTENCE}",
    "opacity of what is round it": f"<div style='opacity:0'><p>{SENTENCE}</p></div>",
    "a filter": f"<p style='filter:opacity(0)'>{SENTENCE}",
    "blur": f"<p style='filter:blur(9px)'>{SENTENCE}",
    "colour of its ground": f"<p style='background:#111;color:#111'>{SENTENCE}",
    "almost the colour of its ground": f"<p style='background:#123456;color:#133557'>{SENTENCE}",
    "the ground of what is round it": f"<div style='background:navy'><p style='color:#000080'>{SENTENCE}</p></div>",
    "black on black": f"<p>At <mark style='background:black'>{SENTENCE}</mark>",
    "a gradient of one colour": f"<p style='background:linear-gradient(#000,#000);color:#000'>{SENTENCE}",
    "font color": f"<p><font color=white>{SENTENCE}</font>",
    "font color without a hash": f"<p><font color=FFFFFF>{SENTENCE}</font>",
    "bgcolor": f"<table><tr><td bgcolor=black>{SENTENCE}</td></tr></table>",
    "small type": f"<p style='font-size:1px'>{SENTENCE}",
    "small type in the shorthand": f"<p style='font:0px/1 serif'>{SENTENCE}",
    "type of no part of another": f"<div style='font-size:10px'><p style='font-size:1%'>{SENTENCE}</p></div>",
    "an element with a class": f"<style>p.x{{display:none}}</style><p class=x>{SENTENCE}",
    "a child": f"<style>div > p{{display:none}}</style><div><p>{SENTENCE}</div>",
    "an attribute": f"<style>[data-x='1']{{visibility:hidden}}</style><p data-x=1>{SENTENCE}",
    "a place among others": f"<style>p:nth-child(2){{opacity:0}}</style><div><p>a<p>{SENTENCE}</div>",
    "negation": f"<style>p:not(.seen){{display:none}}</style><p>{SENTENCE}",
    "is": f"<style>:is(p, li).x{{display:none}}</style><p class=x>{SENTENCE}",
    "an at-rule that holds": f"<style>@media screen{{.x{{display:none}}}}</style><p class=x>{SENTENCE}",
    "a width that holds": f"<style>@media (min-width: 10px){{.x{{display:none}}}}</style><p class=x>{SENTENCE}",
    "supports": f"<style>@supports (color: red){{.x{{display:none}}}}</style><p class=x>{SENTENCE}",
    "layers": f"<style>@layer a{{.x{{display:none}}}}</style><p class=x>{SENTENCE}",
    "nested rules": f"<style>body{{ & p{{display:none}} }}</style><p>{SENTENCE}",
    "a custom property": f"<style>:root{{--c:#fff}} p{{color:var(--c)}}</style><p>{SENTENCE}",
    "two style sheets": f"<style>p{{color:red}}</style><style>p{{color:#fff}}</style><p>{SENTENCE}",
    "importance": f"<style>p{{color:#fff !important}}</style><p style='color:black'>{SENTENCE}",
    "an indent of the whole width": f"<p style='text-indent:100%;white-space:nowrap;overflow:hidden'>{SENTENCE}",
    "a padding": f"<p style='padding-left:9999px;overflow:hidden'>{SENTENCE}",
    "no line height": f"<p style='line-height:0;overflow:hidden'>{SENTENCE}",
    "characters over one another": f"<p style='letter-spacing:-1em'>{SENTENCE}",
    "a mask": f"<p style='mask-image:linear-gradient(transparent,transparent)'>{SENTENCE}",
    "a style sheet in a link": f"<link rel=stylesheet href='data:text/css,p{{display:none}}'><p>{SENTENCE}",
    "a style sheet for screens": f"<style media=screen>p{{display:none}}</style><p>{SENTENCE}",
    "details": f"<details><summary>More</summary><p>{SENTENCE}</details>",
    "a folded table that the picture does not have": f"<figure><img alt='A finding'><details><summary>The numbers</summary><table><tr><td>{SENTENCE}</table></details></figure>",
    "words beside a folded table": f"<figure><img alt='A finding. 60'><details><summary>The numbers</summary><table><tr><td>60</table>{SENTENCE}</details></figure>",
    "a sentence as the head of a folded table": f"<figure><img alt='A finding. 60'><details><summary>The numbers</summary><table><tr><th scope=col>{SENTENCE}<tr><td>60</table></details></figure>",
    "a folded table without a name": f"<figure><img alt='{SENTENCE}'><details><summary></summary><table><tr><td>{SENTENCE}</table></details></figure>",
    "dialog": f"<dialog><p>{SENTENCE}</dialog>",
    "a popover": f"<div popover>{SENTENCE}</div>",
    "until found": f"<p hidden=until-found>{SENTENCE}",
    "a hidden field": f"<form><input type=hidden value='{SENTENCE}'></form>",
    "a list of proposals": f"<datalist><option>{SENTENCE}</datalist>",
    "in place of a film": f"<video>{SENTENCE}</video>",
    "noscript": f"<noscript><p>{SENTENCE}</noscript>",
    "content that is not drawn": f"<p style='content-visibility:hidden'>{SENTENCE}",
    "an element over it": f"<p>{SENTENCE}</p><div style='position:absolute;top:0;left:0;width:100%;height:40px;background:#000'></div>",
    "an element over everything": f"<p>{SENTENCE}</p><div style='position:fixed;inset:0;background:white'></div>",
    "an element moved over it": f"<p>{SENTENCE}</p><div style='margin-top:-30px;height:30px;background:black'></div>",
    "words of a drawing": f"<svg><text display='none'>{SENTENCE}</text></svg>",
}

SEEN: Mapping[str, str] = {
    "fixed in the middle": f"<p style='position:fixed;left:50%;top:90vh;transform:translateX(100%)'>{SENTENCE}",
    "a place in a drawing": f"<svg width='900' height='90'><text x='-4' y='80'>{SENTENCE}</text></svg>",
    "black of another space": f"<p style='color:oklch(0 0 0)'>{SENTENCE}",
    "white of Lab on dark": f"<p style='background:lab(10 0 0);color:lab(100 0 0)'>{SENTENCE}",
    "a box that is inverted with its words": f"<p style='background:#222;color:#fff;filter:invert(1)'>{SENTENCE}",
    "words that show a dark ground": f"<p style='background:navy;background-clip:text;color:transparent'>{SENTENCE}",
    "on the colour of its link": f"<p style='border-color:currentcolor;color:#123'>{SENTENCE}",
    "a zoom and a scale": f"<p style='zoom:.9;scale:.5'>{SENTENCE}",
    "behind nothing": f"<div><p style='position:relative;z-index:-1'>{SENTENCE}</div>",
    "a line beside it": f"<style>p{{position:relative}}p::before{{content:'';position:absolute;height:2px;width:9px;background:red}}</style><p>{SENTENCE}",
    "a mark before it": f"<style>p::before{{content:'>';position:absolute;left:-1em;color:red}}</style><p>{SENTENCE}",
    "a coloured first letter": f"<style>p::first-letter{{color:navy;font-size:3em}}</style><p>{SENTENCE}",
    "outlined words of a drawing": f"<svg><text fill='none' stroke='black'>{SENTENCE}</text></svg>",
    "white on dark": f"<p style='background:#222;color:#fff'>{SENTENCE}",
    "white in a dark box": f"<div style='background:navy'><p><b style='color:white'>{SENTENCE}</b></div>",
    "red on green of one brightness": f"<p style='background:#008a00;color:#f00'>{SENTENCE}",
    "shown again": f"<div style='visibility:hidden'><p style='visibility:visible'>{SENTENCE}</div>",
    "a rule that holds for another": f"<style>p.x{{display:none}}</style><p class=y>{SENTENCE}",
    "a later rule": f"<style>p{{display:none}} p{{display:block}}</style><p>{SENTENCE}",
    "a stronger rule": f"<style>#a{{color:black}} p{{color:white}}</style><p id=a>{SENTENCE}",
    "only on paper": f"<style>@media print{{p{{display:none}}}}</style><p>{SENTENCE}",
    "only on telephones": f"<style>@media (max-width: 500px){{p{{display:none}}}}</style><p>{SENTENCE}",
    "numbers of a chart that its picture has": f"<figure><img alt='A finding. {SENTENCE}'><details><summary>The numbers</summary><table><tr><th scope=col>Year<tr><td>{SENTENCE}</table></details></figure>",
    "open details": f"<details open><summary>More</summary><p>{SENTENCE}</details>",
    "an open dialog": f"<dialog open><p>{SENTENCE}</dialog>",
    "a hanging indent": f"<p style='text-indent:-15pt;padding-left:15pt'>{SENTENCE}",
    "a number beside the text": f"<p style='position:relative'><span style='position:absolute;left:-20px'>7</span>{SENTENCE}",
    "a style sheet for paper": f"<style media=print>p{{display:none}}</style><p>{SENTENCE}",
    "words that show their ground": f"<p style='background:linear-gradient(red,blue);background-clip:text;color:transparent'>{SENTENCE}",
    "an indent of the first line": f"<p style='text-indent:2em;overflow:hidden'>{SENTENCE}",
    "a raised number": f"<p>{SENTENCE}<sup style='line-height:0'>7</sup>",
    "grey": f"<p style='color:#767676'>{SENTENCE}",
    "on a picture": f"<p style='background:url(data:image/gif;base64,R0lGODlhAQABAAAAACw=);color:white'>{SENTENCE}",
    "a table that scrolls": f"<div style='overflow-x:auto;height:200px'>{SENTENCE}</div>",
}


def codes(page: str, *terms: tuple[str, ...]) -> set[str]:
    content = f"<!DOCTYPE html><html lang=en><meta charset=utf-8><title>T</title><body>{page}"
    return {finding.code for finding in audit_file(content.encode(), SearchTerms(terms=frozenset(terms)))}


@pytest.mark.parametrize("way", HIDDEN)
def test_words_that_a_browser_does_not_show_are_reported(way: str) -> None:
    assert "audit-hidden" in codes(HIDDEN[way])


@pytest.mark.parametrize("way", SEEN)
def test_words_that_a_browser_shows_are_not_reported(way: str) -> None:
    assert "audit-hidden" not in codes(SEEN[way])


APART = (
    "<header>At Yanji</header><main>News</main>", "<blockquote>Yanji</blockquote>News", "<pre>Yanji</pre>News", "Yanji<hr>News",
    "<label>Yanji</label>News", "<select><option>Yanji<option>News</select>", "<fieldset><legend>Yanji</legend>News</fieldset>",
    "<details open><summary>Yanji</summary>News</details>", "Yanji<img alt=x>News", "<ul><li>Yanji<li>News</ul>",
    "<dl><dt>Yanji<dd>News</dl>", "<table><tr><td>Yanji<td>News</table>", "<address>Yanji</address>News", "Yanji<br>News",
    "<figure>Yanji<figcaption>News</figcaption></figure>", "<div style='display:flex'><span>Yanji</span><span>News</span></div>",
    "<span style='display:block'>Yanji</span>News", "<button>Yanji</button>News", "<footer>Yanji</footer><nav>News</nav>",
    "<p>Yanji<!-- x -->", "<textarea>Yanji</textarea>News", "<p>Yanji<sup>3</sup> News", "<p>Yan<wbr>ji", "<p>Yan<b>ji</b>",
    "<p>Yan<span hidden>x</span>ji", "<p>Yan&shy;ji", "<svg><text>Yanji</text></svg>News",
    "<svg><text><tspan>Yan</tspan><tspan>ji</tspan></text></svg>", "<style>p::before{content:'Yan'}</style><p>ji",
    "<style>p::after{content:'\\59 anji'}</style><p>x", "<style>p::after{content:'Yan' 'ji'}</style><p>x",
    "<style>:root{--a:'Yan';--b:'ji'} p::after{content:var(--a) var(--b)}</style><p>x", "<ul style=\"list-style-type:'Yanji '\"><li>x</ul>",
    "<style>q{quotes:'Yanji' 'x'}</style><q>x</q>", "<a href='https://example.org/?q=%59anji'>x</a>", "<iframe srcdoc='<p>Yanji'></iframe>",
    "<a href='data:text/html,<p>Yan<b>ji</b>'>x</a>", "<meta property='og:title' content='Yanji'>", "<math><mtext>Yanji</mtext></math>",
    "<ruby>Yan<rt>yon</rt>ji<rt>gil</rt></ruby>", "<ruby>延<rp>(</rp><rt>Yan</rt><rp>)</rp>吉<rt>ji</rt></ruby>", "<p>At <bdo dir=rtl>ijnaY</bdo>",
    "<p>At <span style='direction:rtl;unicode-bidi:bidi-override'>ijnaY</span>", "<p>At \u202eijnaY\u202c, he said", "<p title='\u202eijnaY'>x",
    "<style>p::before{content:attr(data-a)}</style><p data-a=Yan>ji", "<style>p::after{content:attr(data-a) 'ji'}</style><p data-a=Yan>",
    "<p><span style='float:left;font-size:3em'>Y</span>anji", "<svg><text><tspan x='5'>Yan</tspan><tspan x='19'>ji</tspan></text></svg>",
    "<p title='%59anji'>x", "<p>Yan\U000e0078ji", "<p>Yanji\U0001f1e8\U0001f1f3", "<p>\U0001f1fe\U0001f1e6\U0001f1f3\U0001f1ef\U0001f1ee", "<p>x" + "".join(chr(0xE0000 + ord(letter)) for letter in "Yanji"),
    "<template><p>Yanji</template>", "<?php Yanji ?>", "<p title='Yanji'>x", "x<!-- Yanji", "x<p title='Yanji",
)  # fmt: skip


@pytest.mark.parametrize("page", APART)
def test_a_word_is_found_however_the_page_sets_it(page: str) -> None:
    assert "audit-term" in codes(page, ("yanji",))


def test_words_of_two_elements_of_a_line_are_a_passage() -> None:
    assert "audit-term" in codes("<p><em>Kim</em> <em>Yong</em></p>", ("kim", "yong"))
    assert "audit-term" in codes("<header>Kim</header><main>Yong</main>", ("kim", "yong"))
    assert "audit-term" in codes("<svg><text><tspan>Kim</tspan> <tspan>Yong</tspan></text></svg>", ("kim", "yong"))
    assert "audit-term" in codes(
        "<svg><text><tspan x='0'>Kim</tspan><tspan x='0' y='9'>Yong</tspan></text></svg>", ("kim", "yong")
    )


def test_a_rule_that_cannot_be_read_is_not_a_clean_page() -> None:
    assert "audit-unreadable" in codes("<style>p:unheard-of(x){display:none}</style><p>Words")
    assert "audit-unreadable" not in codes("<style>p:unheard-of(x){margin:0}</style><p>Words")


@pytest.mark.parametrize(
    "selector",
    ["|", "p|", "p:not(|)", "[|", ":is(|)", "p:lang('", "p:lang(a[", ":lang()", ":has()", ":nth-child(+", "[*|n]"],
)
def test_a_slip_in_a_selector_is_a_rule_that_cannot_be_read(selector: str) -> None:
    assert codes(f"<style>{selector} {{margin: 0}} p {{color: red}}</style><p>Words") <= {
        "audit-unreadable",
        "audit-metadata",
    }


@pytest.mark.parametrize("source", ["<![<!?p", "<p>Words<![rx["])
def test_a_declaration_that_cannot_be_read_is_not_a_clean_page(source: str) -> None:
    assert codes(source) & {"audit-unreadable", "audit-comment"}


def test_a_file_in_an_address_is_read_or_reported() -> None:
    assert "audit-unreadable" in codes("<img src='data:image/x-icon;base64,AAABAAEA'>")
    assert "audit-unreadable" in codes("<a href='data:application/octet-stream;base64,AAECAw=='>x</a>")
    assert "audit-attachment" in codes("<a download href='data:text/plain,Words'>x</a>")
