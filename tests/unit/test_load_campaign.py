"""`campaigns/*.yaml` and their tables to campaigns."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.load import list_names, load_campaign
from briefgen.load.recipients.table import read_table
from briefgen.model.campaign import Campaign
from briefgen.model.diagnostic import Sink
from tests.unit.project_files import project_in, told

CAMPAIGN = "briefs: [note]\nrecipients: people.csv\n"


def campaign(root: Path, table: str, text: str = CAMPAIGN) -> tuple[Campaign, str]:
    sink = Sink()
    written = {"briefs/note.yaml": "", "campaigns/all.yaml": text, "campaigns/people.csv": table}
    return load_campaign(project_in(root, written), "all", sink), told(sink)


def test_rows_become_recipients(tmp_path: Path) -> None:
    loaded, problems = campaign(tmp_path, 'id,name,note\nde, Germany ,"two\nlines, one comma"\n\nfr,"La ""France""",\n')
    assert problems == ""
    germany, france = loaded.recipients
    assert germany.fields == {"id": "de", "name": "Germany", "note": "two\nlines, one comma"}
    assert (france.fields["name"], france.fields["note"]) == ('La "France"', "")
    assert [str(recipient.origin) for recipient in loaded.recipients] == [
        "campaigns/people.csv:2",
        "campaigns/people.csv:5",
    ]
    assert loaded.columns == ("id", "name", "note")
    assert (loaded.output, loaded.languages, loaded.formats) == ("{recipient.id}/{brief.id}-{language}", (), ())


@pytest.mark.parametrize(
    "table",
    ["id;name\nde;Germany, Berlin\n", "id\tname\nde\tGermany, Berlin\n", "\ufeffid;name;;\r\nde;Germany, Berlin;;\r\n"],
)
def test_tables_of_other_countries_and_programs_are_read(tmp_path: Path, table: str) -> None:
    loaded, problems = campaign(tmp_path, table)
    assert problems == ""
    assert [recipient.fields for recipient in loaded.recipients] == [{"id": "de", "name": "Germany, Berlin"}]


def test_what_else_is_wrong_in_a_row_whose_id_cannot_be_used_is_told_in_the_same_run(tmp_path: Path) -> None:
    loaded, problems = campaign(tmp_path, "id,name,state\nde,Germany,DEU\nde,,XXX\n,Kenya,KEN\n")
    assert [recipient.id for recipient in loaded.recipients] == ["de"]
    told_of = [line.partition("[")[2].rstrip("]") for line in problems.splitlines() if "error:" in line]
    assert told_of == ["recipients-id", "recipients-name", "recipients-state", "recipients-id"]


def test_where_chooses_rows(tmp_path: Path) -> None:
    table = "id,region\nde,Europe\nkr,Asia\nke,Africa\n"
    loaded, problems = campaign(tmp_path, table, CAMPAIGN + "where: {region: [Europe, Asia]}\n")
    assert problems == ""
    assert [recipient.id for recipient in loaded.recipients] == ["de", "kr"]


@pytest.mark.parametrize(
    "table", ["- id: de\n", "# Embassies\n\n---\n- {id: de}\n", "[{id: de}]\n", "%YAML 1.1\n---\n-\n  id: de\n"]
)
def test_a_list_of_recipients_beside_its_campaign_is_no_campaign(tmp_path: Path, table: str) -> None:
    text = CAMPAIGN.replace("people.csv", "people.yaml")
    project = project_in(tmp_path, {"briefs/note.yaml": "", "campaigns/all.yaml": text, "campaigns/people.yaml": table})
    sink = Sink()
    assert list_names(project, "campaigns") == ("all",)
    assert [recipient.id for recipient in load_campaign(project, "all", sink).recipients] == ["de"]
    assert told(sink) == ""


def test_a_table_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes("id,name\nci,Côte d'Ivoire\n".encode("cp1252"))
    sink = Sink()
    assert read_table(path, "people.csv", sink) is None
    assert "people.csv:2: error: is not UTF-8" in told(sink)


@settings(deadline=None)
@given(
    st.lists(
        st.text(st.characters(blacklist_categories=["Cs", "Cc", "Co", "Cn"], blacklist_characters="=#")),
        min_size=1,
        max_size=4,
    )
)
def test_whatever_stands_in_cells_comes_back(tmp_path_factory: pytest.TempPathFactory, cells: list[str]) -> None:
    path = tmp_path_factory.mktemp("table") / "people.csv"
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(["id", *(f"c{number}" for number in range(len(cells)))])
    writer.writerow(["one", *cells])
    path.write_text(table.getvalue(), encoding="utf-8")
    sink = Sink()
    read = read_table(path, "people.csv", sink)
    assert told(sink) == ""
    assert read is not None
    assert [list(recipient.fields.values()) for recipient in read.recipients] == [
        ["one", *(cell.strip() for cell in cells)]
    ]
