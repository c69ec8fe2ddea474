"""Sets the points at which a line of Chinese or Korean may break and may not: Unicode breaks Korean words, and keeps Chinese quotation marks."""

from __future__ import annotations

import re

WORD_JOINER, BREAK_POINT = "\N{WORD JOINER}", "\N{ZERO WIDTH SPACE}"

LONGEST_KEPT_WORD = 12
"""Characters of a Korean word that stays whole; a longer one would leave a gap, or not fit into a cell of a table."""

_HANGUL = "\uac00-\ud7a3"
_HAN = "\u3400-\u9fff\uf900-\ufaff"
_CLOSING = "，。、；：！？）》】〉」』…—"

_RANGE = re.compile(r"(?<=\d[–—~〜])(?=\d)")
"""Between the ends of a range."""

_COUNTERS = "年月日号條条款段页頁章节節卷项項次届岁人名国國"

_KOREAN_WORD = re.compile(rf"[^\s\u00a0]*[{_HANGUL}][^\s\u00a0]*")
_BEFORE_PARTICLE = re.compile(rf"(?<=[%)”’\]>〉》」』])(?=[{_HANGUL}])")
_INSIDE_KOREAN = re.compile(rf"(?<=[{_HANGUL}\w%)”’\]>〉》」』])(?=[{_HANGUL}])|(?<=[{_HANGUL}])(?=[A-Za-z0-9(])")
_CHINESE_JOINTS = (
    (re.compile(rf"(?<=\d)(?=[{_COUNTERS}])|(?<=第)(?=[\dIVXLC])|(?<=[IVXLC)])(?=[{_COUNTERS}])"), WORD_JOINER),
    (re.compile(rf"(?<=[{_HAN}{_CLOSING}])(?=[“‘])|(?<=[”’])(?=[{_HAN}《（])"), BREAK_POINT),
)
_EAST_ASIAN = re.compile(f"[{_HANGUL}{_HAN}]")


def set_east_asian_breaks(text: str) -> str:
    """The text with these points, which are invisible; other texts do not change.

    Korean words stay whole, as do numbers with what they count in Chinese; before and behind Chinese quotation marks a line may break.
    """
    if not _EAST_ASIAN.search(text):
        return text
    text = _RANGE.sub(WORD_JOINER, _KOREAN_WORD.sub(_keep_whole, text))
    for place, sign in _CHINESE_JOINTS:
        text = place.sub(sign, text)
    return text


def _keep_whole(word: re.Match[str]) -> str:
    joints = _INSIDE_KOREAN if len(word[0]) <= LONGEST_KEPT_WORD else _BEFORE_PARTICLE
    return joints.sub(WORD_JOINER, word[0])
