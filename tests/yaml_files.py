"""Random YAML files in the styles of many authors: comments, quotation marks, indents, brackets, line ends."""

from __future__ import annotations

import json
from random import Random

WORDS = (
    "legal/torture",
    "situation",
    "yes",
    "12:30",
    "a: b",
    "# no",
    "7",
    "the long way home",
    "it's",
    "été",
    "x, y",
    "- z",
    "0012",
    "😀",
    "true",
)


class Author:
    """Writes data as one author would."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.step = random.choice((2, 2, 4))
        self.offset = random.choice((0, 2, self.step))
        self.gap = random.choice((1, 1, 3))
        self.newline = random.choice(("\n", "\n", "\r\n"))
        self.comments = random.choice((0.0, 0.3, 0.6))
        self.brackets = random.choice((0.0, 0.5, 1.0))
        self.blank = random.choice((0.0, 0.3))
        self.number = 0

    def choose(self, chance: float) -> bool:
        return self.random.random() < chance

    def write_file(self, data: dict[str, object]) -> str:
        lines = ["# the head of the file"] * self.choose(0.3) + ["---"] * self.choose(0.1)
        lines += self.write_mapping(data, 0)
        if self.choose(0.2):
            lines.append("# the end")
        text = self.newline.join(lines) + self.newline * self.choose(0.8)
        return "\ufeff" * self.choose(0.1) + text

    def write_comment(self, column: int) -> list[str]:
        self.number += 1
        blank = [""] * self.choose(self.blank)
        return blank + [f"{' ' * column}# comment {self.number}"] * self.choose(self.comments)

    def write_tail(self) -> str:
        self.number += 1
        return f"  # tail {self.number}" if self.choose(self.comments) else ""

    def write_mapping(self, data: dict[str, object], column: int) -> list[str]:
        lines = []
        for key, value in data.items():
            head, below = self.write_value(value, column, is_item=False)
            lines += [
                *self.write_comment(column),
                f"{' ' * column}{key}:{' ' * bool(head)}{head}{self.write_tail()}",
                *below,
            ]
        return lines

    def write_value(self, value: object, column: int, *, is_item: bool) -> tuple[str, list[str]]:
        if not isinstance(value, dict | list):
            return self.write_scalar(value, column)
        if not value or (self.choose(self.brackets) and self.is_short(value)):
            return self.write_brackets(value, column)
        if isinstance(value, dict):
            if is_item:
                inner = column + 1 + self.gap
                lines = self.write_mapping(value, inner)
                while not lines[0].strip() or lines[0].strip().startswith("#"):
                    lines.pop(0)
                first = lines[0].lstrip(" ")
                return first, lines[1:]
            return "", self.write_mapping(value, column + self.step)
        lines = []
        inner = column + (1 + self.gap if is_item else self.offset)
        if is_item:
            return self.write_brackets(value, column)
        for item in value:
            head, below = self.write_value(item, inner, is_item=True)
            tail = "" if isinstance(item, dict) and below else self.write_tail()
            lines += [*self.write_comment(inner), f"{' ' * inner}-{' ' * self.gap}{head}{tail}", *below]
        return "", lines

    def is_short(self, value: object) -> bool:
        inner = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
        return not any(isinstance(item, dict | list) for item in inner)

    def write_brackets(self, value: object, column: int) -> tuple[str, list[str]]:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{key}: {self.write_flow(inner)}" for key, inner in value.items()) + "}", []
        items = [self.write_flow(item) for item in value]  # type: ignore[attr-defined]
        if len(items) > 1 and self.choose(0.3):
            inner = " " * (column + self.step + 1)
            ends = [","] * (len(items) - 1) + ["," * self.choose(0.5)]
            lines = [f"{inner}{item}{end}{self.write_tail()}" for item, end in zip(items, ends, strict=True)]
            return "[", [*lines, " " * (column + 1) + "]"]
        pad = " " * self.choose(0.2)
        return f"[{pad}{self.random.choice((', ', ','))[:2].join(items)}{pad}]", []

    def write_flow(self, value: object) -> str:
        return json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else self.quote(value)

    def write_scalar(self, value: object, column: int) -> tuple[str, list[str]]:
        if isinstance(value, str) and " " in value and "#" not in value and self.choose(0.3):
            sign = self.random.choice((">-", "|-"))
            inner = " " * (column + self.step)
            lines = value.split(" ") if sign == ">-" and not value.startswith("-") else [value]
            return sign, [inner + line for line in lines]
        return (self.quote(value) if isinstance(value, str) else json.dumps(value)), []

    def quote(self, value: str) -> str:
        if value in {"situation", "legal/torture", "the long way home", "été", "0012", "yes"} and self.choose(0.6):
            return value
        return json.dumps(value, ensure_ascii=False) if self.choose(0.5) else "'" + value.replace("'", "''") + "'"


def invent_data(random: Random) -> dict[str, object]:
    """Random data of the kinds that users' files hold."""

    def invent(depth: int) -> object:
        kind = random.choice(
            ("word", "number", "list", "list", "mapping", "rows") if depth < 2 else ("word", "number", "list")
        )
        if kind == "mapping":
            return {f"k{index}": invent(depth + 1) for index in range(random.randint(1, 4))}
        if kind == "rows":
            return [
                {"id": f"r{index}", **{f"f{number}": invent(3) for number in range(random.randint(0, 3))}}
                for index in range(random.randint(1, 4))
            ]
        if kind == "list":
            return [random.choice(WORDS) for _ in range(random.randint(0, 5))]
        return random.choice((7, True, None, 12)) if kind == "number" else random.choice(WORDS)

    return {f"key{index}": invent(0) for index in range(random.randint(1, 5))}
