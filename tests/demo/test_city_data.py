import csv
import re
from collections import Counter
from datetime import date
from importlib import resources
from pathlib import Path
from string import Formatter

import pytest

CITY = Path(str(resources.files("luoshi.demo") / "city"))
FIELDS = {
    "units": ["code", "name", "short", "aliases", "kind", "parent", "opened_on", "duties"],
    "unit_versions": ["code", "name", "short", "parent", "valid_from", "valid_to"],
    "people": ["username", "name", "unit", "title", "role", "phone", "chief"],
    "portfolios": ["person", "unit", "field"],
    "documents": ["file", "title", "kind", "number", "issuer", "dated_on"],
    "phrases": ["category", "topic", "stage", "cue", "text"],
    "tasks": ["file", "kind", "text", "lead", "support", "due_on", "topic"],
    "topics": ["topic", "label", "keywords"],
    "slots": ["slot", "meaning", "least", "most"],
}
KINDS = {"部门", "办公室", "县区", "街道乡镇", "开发区", "企业", "垂管单位"}
GROUPS = {
    "各县区人民政府",
    "各街道办事处",
    "市直有关部门",
    "市直各预算单位",
    "高新区管委会",
}
PROVINCE = "07-superior-industry.txt"


def rows(name):
    with (CITY / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        found = list(reader)
    assert reader.fieldnames == FIELDS[name]
    assert [row for row in found if None in row or None in row.values()] == []
    return found


def names_of(unit):
    return [unit["name"], unit["short"], *unit["aliases"].split("；")]


def text_of(file):
    return (CITY / "documents" / file).read_text(encoding="utf-8")


def owners(text):
    """Every unit that a note on owners names, in the three forms that the documents use."""
    labelled = re.findall(
        r"(?:牵头|配合|责任|督导|主办|会办)单位：([^；）。\n]+?)(?=，会办|[；）。\n]|$)", text
    )
    phrased = re.findall(
        r"（([^（）；]*?)(?:负责|牵头)(?:，([^（）；]*?)(?:配合|落实))?(?:[，；][^（）]*)?）", text
    )
    notes = labelled + [note for pair in phrased for note in pair if note]
    return [name for note in notes for name in re.split("[、，]", note)]


@pytest.fixture(scope="module")
def units():
    return rows("units")


@pytest.fixture(scope="module")
def known(units):
    return {name: unit["code"] for unit in units for name in names_of(unit)}


def test_every_file_is_utf8_with_plain_line_ends():
    files = sorted(path for path in CITY.rglob("*") if path.suffix in {".csv", ".txt"})
    assert len(files) == len(FIELDS) + len(rows("documents"))
    assert [path.name for path in files if b"\r" in path.read_bytes()] == []
    assert [path.name for path in files if not path.read_text(encoding="utf-8").endswith("\n")] == []


def test_units_have_unique_codes_and_names_that_mean_one_unit(units):
    assert len(units) == 64
    assert max(Counter(unit["code"] for unit in units).values()) == 1
    assert {unit["kind"] for unit in units} == KINDS
    means = Counter(name for unit in units for name in set(names_of(unit)))
    assert [name for name, count in means.items() if count > 1] == []
    codes = {unit["code"] for unit in units}
    assert {unit["parent"] for unit in units} - codes == {""}
    assert [
        unit["code"] for unit in units if date.fromisoformat(unit["opened_on"]) >= date(2025, 10, 1)
    ] == []
    assert [unit["code"] for unit in units if not 3 <= len(unit["duties"].split("；")) <= 6] == []


def test_townships_belong_to_counties(units):
    kinds = {unit["code"]: unit["kind"] for unit in units}
    assert {kinds[unit["parent"]] for unit in units if unit["kind"] == "街道乡镇"} == {"县区"}


def test_versions_follow_one_another_without_gap_and_end_in_the_present_name(units):
    present = {unit["code"]: unit for unit in units}
    versions = rows("unit_versions")
    for code in {version["code"] for version in versions}:
        first, last = (version for version in versions if version["code"] == code)
        assert first["valid_from"] == present[code]["opened_on"]
        gap = date.fromisoformat(last["valid_from"]) - date.fromisoformat(first["valid_to"])
        assert (gap.days, last["valid_to"]) == (1, "")
        assert [last[key] for key in ("name", "short", "parent")] == [
            present[code][key] for key in ("name", "short", "parent")
        ]


def test_people_are_unique_and_each_unit_has_a_head_and_a_liaison(units):
    people = rows("people")
    for field in ("username", "name", "phone"):
        assert max(Counter(person[field] for person in people).values()) == 1
    assert [person for person in people if not re.fullmatch(r"0000-555\d{4}", person["phone"])] == []
    assert [person for person in people if not re.fullmatch("[a-z]{4,}", person["username"])] == []
    assert Counter(person["role"] for person in people) == {
        "leader": 12,
        "office_head": 1,
        "office_staff": 4,
        "unit_head": 64,
        "liaison": 64,
        "inspector": 2,
        "auditor": 1,
        "administrator": 1,
    }
    codes = sorted(unit["code"] for unit in units)
    for role in ("unit_head", "liaison"):
        assert sorted(person["unit"] for person in people if person["role"] == role) == codes
    assert [person["title"] for person in people if person["chief"] == "1"] == ["市长"]
    assert {person["unit"] for person in people} <= set(codes)


def test_each_unit_answers_to_one_leader(units):
    leaders = {person["username"] for person in rows("people") if person["role"] == "leader"}
    portfolios = rows("portfolios")
    assert {portfolio["person"] for portfolio in portfolios} == leaders
    assert sorted(portfolio["unit"] for portfolio in portfolios) == sorted(unit["code"] for unit in units)
    assert [portfolio for portfolio in portfolios if not portfolio["field"]] == []


def test_documents_are_listed_dated_and_of_every_kind():
    documents = rows("documents")
    assert [row["file"] for row in documents] == sorted(path.name for path in (CITY / "documents").iterdir())
    dates = [date.fromisoformat(row["dated_on"]) for row in documents]
    assert dates == sorted(dates)
    assert (dates[0] >= date(2025, 10, 1), dates[-1] <= date(2026, 10, 31)) == (True, True)
    assert Counter(row["kind"] for row in documents) == {
        "speech": 1,
        "minutes": 3,
        "division": 3,
        "superior": 1,
        "instruction": 2,
        "opinion": 1,
        "plan": 3,
        "proposal": 1,
        "notice": 1,
    }


def test_documents_carry_their_own_number_and_date():
    for row in rows("documents"):
        text = text_of(row["file"])
        day = date.fromisoformat(row["dated_on"])
        assert row["number"] in text
        assert f"{day.year}年{day.month}月{day.day}日" in text


def test_notes_on_owners_name_known_units_only(known):
    allowed = set(known) | GROUPS
    texts = {row["file"]: text_of(row["file"]) for row in rows("documents") if row["file"] != PROVINCE}
    named = {file: owners(text) for file, text in texts.items()}
    assert {file: set(names) - allowed for file, names in named.items() if set(names) - allowed} == {}
    assert sum(len(names) for names in named.values()) > 700


def test_nearly_every_unit_is_named_somewhere(known, units):
    text = "".join(text_of(row["file"]) for row in rows("documents"))
    named = {code for name, code in known.items() if name in text}
    assert {unit["code"] for unit in units} - named == set()


@pytest.mark.parametrize(
    ("file", "count"),
    [
        ("05-division-work-report.txt", 80),
        ("08-division-industry.txt", 60),
        ("14-division-city-renewal.txt", 60),
    ],
)
def test_division_notices_number_their_tasks_and_give_each_an_owner_and_a_limit(file, count):
    tasks = re.findall(
        r"^(\d+)\.(.+?。)（牵头单位：(.+?)；配合单位：(.+?)；完成时限：(.+?)）$", text_of(file), re.MULTILINE
    )
    assert [int(task[0]) for task in tasks] == list(range(1, count + 1))
    assert max(Counter(task[1] for task in tasks).values()) == 1


def test_phrases_are_distinct_and_use_known_slots_at_most_once():
    phrases = rows("phrases")
    known_slots = {row["slot"] for row in rows("slots")}
    topics = {row["topic"] for row in rows("topics")}
    assert {row["topic"] for row in phrases} == topics | {"any"}
    assert max(Counter((row["topic"], row["text"]) for row in phrases).values()) == 1
    for row in phrases:
        slots = [slot for _, slot, _, _ in Formatter().parse(row["text"]) if slot is not None]
        assert set(slots) <= known_slots
        assert len(slots) == len(set(slots))


def test_the_office_found_more_than_400_tasks_in_the_exact_words_of_the_documents(units):
    dated = {row["file"]: row["dated_on"] for row in rows("documents")}
    tasks = rows("tasks")
    assert len(tasks) == 454
    assert max(Counter(task["text"] for task in tasks).values()) == 1
    assert [task["text"] for task in tasks if text_of(task["file"]).count(task["text"]) != 1] == []
    assert {task["kind"] for task in tasks} == {"task", "target", "problem"}
    assert {task["topic"] for task in tasks} == {row["topic"] for row in rows("topics")}
    early = [task["text"] for task in tasks if task["due_on"] and task["due_on"] < dated[task["file"]]]
    assert early == []
    codes = {unit["code"] for unit in units}
    for task in tasks:
        parties = [task["lead"], *filter(None, task["support"].split("；"))]
        assert set(parties) <= codes
        assert len(parties) == len(set(parties))


def test_each_topic_has_progress_for_every_stage_that_needs_no_cue():
    for topic in rows("topics"):
        progress = [
            row for row in rows("phrases") if row["category"] == "progress" and row["topic"] == topic["topic"]
        ]
        assert len(progress) >= 25
        general = Counter(row["stage"] for row in progress if not row["cue"])
        assert set(general) == {"start", "middle", "end", "trouble"}
        assert min(general.values()) >= 2


def test_phrases_cover_every_act_of_the_loop():
    assert {row["category"] for row in rows("phrases")} == {
        "progress",
        "measure",
        "plan",
        "next",
        "evidence",
        "empty",
        "objection",
        "ruling",
        "return",
        "delay",
        "reminder",
        "verification",
        "comment",
    }
