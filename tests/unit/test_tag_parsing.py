"""The names in a text whose tags are parsed one by one are those in the tree of the whole text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.access.template_names import TemplateNames, find_names, read_whole_tree
from briefgen.model.template_syntax import CommentSyntax

_PIECES = (
    '{{ fact("a") }}', "{{ fact(x) }}", "{{ fact }}", '{{ ref("b/c",\n 1) }}', "{{ recipient.city }}", "{{ recipient[key] }}",
    '{{ "city" in recipient }}', "{{ brief.variables.x }}", "{{ [recipient] | map(attribute='city') }}", '{{ x | d("a") }}',
    '{{ "}}" }}', '{{ "a\\"b" }}', '{{ a, "b" }}', '{{ {"a": 1} }}', "{{ }}", "{{ f( }}", "{{ ) }}", "{{ $ }}", "{{- x -}}", "{{+ x }}",
    "{% if x %}", "{% endif %}", '{% set a = fact("z") %}', "{% raw %}", "{% endraw %}", "{# c #}", "{## c ##}", '{{ "{##" }}',
    "{", "}", "{{", "}}", "{%", "%}", "##}", "#", '"', "'", "\\", "text ", "\n", "\r\n", "\r", "\u2028",
)  # fmt: skip


@given(st.lists(st.sampled_from(_PIECES), max_size=6).map("".join), st.sampled_from(CommentSyntax))
@settings(max_examples=1_000, deadline=None)
def test_tags_that_are_parsed_one_by_one_tell_what_the_tree_of_the_whole_text_tells(
    text: str, comments: CommentSyntax
) -> None:
    has_jinja = any(sign in text for sign in ("{{", "{%", comments.value[0]))
    assert find_names(text, comments) == (
        read_whole_tree(text, comments) if has_jinja else TemplateNames(literal_text=text)
    )
