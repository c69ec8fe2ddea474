"""Rules about the particulars of a brief: which of its keys must be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefgen.check.rules.context import RuleContext, RuleResult
from briefgen.model.audience import Rule
from briefgen.model.brief import Brief


def check_required_fields(rule: Rule, matter: RuleContext) -> RuleResult:
    """Whether every key that the rule names says something; in a list, in each entry."""
    missing = [name for name in rule.values if not _is_filled(matter.document.brief, name.split("."))]
    shown = ", ".join(f"`{name}`" for name in missing)
    actual = f"without {'; '.join(_describe_keys(missing))}" if missing else "all filled in"
    hint = f"in the brief, write {' and '.join(_format_keys(matter.document.brief, missing))}"
    return RuleResult(
        "; ".join(_describe_keys(rule.values)), actual, not missing, f"the brief does not say {shown}", (hint,)
    )


def _group_by_first_key(names: Sequence[str]) -> Mapping[str, list[str]]:
    """The first key of each name with those inside it, `submitters.contact`."""
    inner: dict[str, list[str]] = {}
    for name in names:
        first, _, rest = name.partition(".")
        inner.setdefault(first, []).extend([rest] if rest else [])
    return inner


def _describe_keys(names: Sequence[str]) -> Iterator[str]:
    """`date`, `submitters: name, contact`: in words that a narrow column holds."""
    for first, keys in _group_by_first_key(names).items():
        yield f"{first}: {', '.join(keys)}" if keys else first


def _format_keys(brief: Brief, missing: Sequence[str]) -> Iterator[str]:
    """How one writes the keys: `date: ...`, `submitters: [{name: ..., contact: ...}]`, or `contact: ...` in each that there is."""
    for first, keys in _group_by_first_key(missing).items():
        mapping = "{" + ", ".join(f"{key}: ..." for key in keys) + "}" if keys else "..."
        stated = getattr(brief, first, None)
        if stated and keys and isinstance(stated, tuple):
            yield f"`{mapping[1:-1]}` in each of `{first}`"
        else:
            yield f"`{first}: {f'[{mapping}]' if isinstance(stated, tuple) else mapping}`"


def _is_filled(value: object, way: list[str]) -> bool:
    if isinstance(value, tuple):
        return bool(value) and all(_is_filled(one, way) for one in value)
    if not way:
        return value not in ("", None) and value != {}
    inner = value.get(way[0]) if isinstance(value, Mapping) else getattr(value, way[0], None)
    return _is_filled(inner, way[1:])
