"""Tables of letters that look the same, and of endings that a language joins to names."""

from __future__ import annotations

import re
from collections.abc import Mapping

BASE_CHARACTERS: Mapping[int, str] = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ŋ": "n",
        "ɡ": "g", "ƒ": "f", "ĸ": "k", "ə": "e", "ƙ": "k", "ɓ": "b", "ɗ": "d", "ɨ": "i", "ʉ": "u", "ɑ": "a", "ɩ": "i",
        "ᴀ": "a", "ʙ": "b", "ᴄ": "c", "ᴅ": "d", "ᴇ": "e", "ꜰ": "f", "ɢ": "g", "ʜ": "h", "ɪ": "i", "ᴊ": "j", "ᴋ": "k",
        "ʟ": "l", "ᴍ": "m", "ɴ": "n", "ᴏ": "o", "ᴘ": "p", "ʀ": "r", "ꜱ": "s", "ᴛ": "t", "ᴜ": "u", "ᴠ": "v", "ᴡ": "w",
        "ʏ": "y", "ᴢ": "z",
        **{chr(zero + digit): str(digit) for zero in (0x0660, 0x06F0, 0x0966) for digit in range(10)},
        "٬": ",", "٫": ".",
    }
)  # fmt: skip
"""Letters with a stroke or in small capitals, which Unicode does not take apart, and the digits of other scripts with their separators."""

STRONG_LOOKALIKES = "аеорсухһіјѕԁԛԝӏ"
"""Small letters of Cyrillic that look like Latin ones."""

LATIN_BY_LOOKALIKE: Mapping[int, int] = str.maketrans(
    f"{STRONG_LOOKALIKES}вкмнтүαβεικνορτυχςγյոօսցհքⲟⲣⲥ",
    "aeopcyxhijsdqwlbkmhtyabeikvoptyxcyjnoughqopc",
)
"""Small letters of Cyrillic, Greek, Armenian and Coptic that look like Latin ones in one of their cases (Unicode TR 39)."""

LATIN_BY_UPPERCASE_LOOKALIKE: Mapping[int, int] = str.maketrans("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx")
"""Greek letters whose capital looks like another Latin letter than the small one: read so only beside Latin letters."""

PARTICLES = (
    "은 는 이 가 을 를 의 에 에서 에게 에게서 께 께서 한테 한테서 으로 로 으로서 로서 와 과 랑 이랑 하고 도 만 까지 부터 조차 마저 밖에 "
    "보다 처럼 같이 마다 라고 이라고 라는 이라는 이란 란 이나 나 이며 며 이자 이고 고 야 아 여 이여 씨 님 군 양 들 네 측 등 대로 뿐 이다 다 "
    "입니다 이었다 였다 인 이던 던 서 요 이요 선생 선생님 동지 목사 박사 대표"
).split()
"""What Korean writes directly behind a name: particles, forms of address, the copula."""

_VOWELS = "aeoyiиыэюяє\u044c"
RUSSIAN_ENDING = re.compile(f"(.{{2,}}?)[{_VOWELS}]+(?:г[oa]|my|mи|m|x)?")
"""The stem of a Russian or Ukrainian word and its ending, in the letters that `LATIN_BY_LOOKALIKE` leaves."""
