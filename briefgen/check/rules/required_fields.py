"""The rule about keys of a brief that must be filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefgen.check.rules.context import RuleContext, RuleResult
from briefgen.model.audience import Rule
from briefgen.model.brief import Brief


def check_required_fields(rule: Rule, context: RuleContext) -> RuleResult:
    """Whether every key that the rule names is filled in; in a list, in each entry."""
    brief = context.document.brief
    missing = list_missing_fields(rule, brief)
    actual = f"without {_describe_keys(missing)}" if missing else "all filled in"
    message = f"the brief does not say {', '.join(f'`{name}`' for name in missing)}"
    hint = f"in the brief, write {' and '.join(_format_keys(brief, missing))}"
    return RuleResult(_describe_keys(rule.values), actual, not missing, message, (hint,))


def list_missing_fields(rule: Rule, brief: Brief) -> list[str]:
    """The keys that the rule names and that a brief does not fill in."""
    return [name for name in rule.values if not _is_filled_in_brief(brief, name)]


def _group_by_first_key(names: Sequence[str]) -> Mapping[str, list[str]]:
    """`submitters.name` and `submitters.contact` as `{"submitters": ["name", "contact"]}`."""
    inner: dict[str, list[str]] = {}
    for name in names:
        first, _, rest = name.partition(".")
        inner.setdefault(first, []).extend([rest] if rest else [])
    return inner


def _describe_keys(names: Sequence[str]) -> str:
    """`date; submitters: name, contact`, with spaces so that a narrow column can break it."""
    groups = _group_by_first_key(names).items()
    return "; ".join(f"{first}: {', '.join(keys)}" if keys else first for first, keys in groups)


def _format_keys(brief: Brief, missing: Sequence[str]) -> Iterator[str]:
    """The keys in YAML: `date: ...`, `submitters: [{name: ..., contact: ...}]`, or `contact: ...` in each existing entry."""
    for first, keys in _group_by_first_key(missing).items():
        pairs = ", ".join(f"{key}: ..." for key in keys)
        mapping = f"{{{pairs}}}" if keys else "..."
        value = brief.find_value(first)
        if value and keys and isinstance(value, tuple):
            yield f"`{pairs}` in each of `{first}`"
        else:
            yield f"`{first}: {f'[{mapping}]' if isinstance(value, tuple) else mapping}`"


def _is_filled_in_brief(brief: Brief, name: str) -> bool:
    first, *inner = name.split(".")
    return _is_filled(brief.find_value(first), inner)


def _is_filled(value: object, keys: list[str]) -> bool:
    if isinstance(value, tuple):
        return bool(value) and all(_is_filled(entry, keys) for entry in value)
    if not keys:
        return value not in ("", None) and value != {}
    inner = value.get(keys[0]) if isinstance(value, Mapping) else getattr(value, keys[0], None)
    return _is_filled(inner, keys[1:])
