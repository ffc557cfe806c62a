"""Specs are read strictly, all their faults at once; the index never goes stale and never needs YAML when warm."""

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import pytest

from drill import catalog, schema, spec, strict
from drill.catalog import Catalog, UnknownId
from graders.types import NOTHING, Problem, SpecError, Text
from tests.conftest import COUNTER, DOUBLE, ROOT, write

ATTENTION = """\
title: {en: Attention, zh: 注意力}
entry: attend
level: medium
minutes: 15
prompt: {en: Write it., zh: 写出来。}
stub: |
  import torch

  def attend(q, k, v=None):
      raise NotImplementedError
tolerance: {rtol: 1e-4, atol: 1}
cases:
  - name: on
    times: 2
    args: {q: {normal: [2, 3]}, k: {normal: {shape: [2, 3], std: 1e4}}}
    expect: null
  - name: {en: refused, zh: 拒绝}
    args: {q: 0x10, k: .inf}
    raises: ValueError
gradient: [q]
cost:
  args: {q: {normal: [1, n]}, k: {normal: [1, n]}}
  from: 128
  time: n log n
  steps: 1
  flops: 2
forbid: {calls: [torch.nn], why: {en: "No.", zh: "不行。"}}
mistakes:
  - id: no_scaling
    edits: [[" / 2", ""]]
    says: {en: Not scaled., zh: 没有缩放。}
  - id: other
    source: |
      def attend(q, k, v=None):
          return q
    says: {en: Other., zh: 其他。}
hints: [{en: Hint., zh: 提示。}]
explanation: {en: Because., zh: 因为。}
"""
REFERENCE = "def attend(q, k, v=None):\n    return q / 2\n"


def read(text: str, reference: str = REFERENCE) -> Problem:
    return spec.read(
        "problems/t/attend.yaml", text.encode(), "solutions/t/attend.py", reference.encode(), "attend", "t"
    )


def faults(text: str, reference: str = REFERENCE) -> tuple[str, ...]:
    with pytest.raises(SpecError) as raised:
        read(text, reference)
    return raised.value.faults


def test_a_spec_becomes_nouns() -> None:
    problem = read(ATTENTION)
    assert problem.id == "attend" and problem.topic == "t" and problem.reference == REFERENCE
    assert problem.entry == ("attend",)
    assert problem.title == "Attention" and problem.title.zh == "注意力"
    assert (
        problem.tolerance.rtol == 1e-4 and problem.tolerance.atol == 1.0 and isinstance(problem.tolerance.atol, float)
    )
    first, second = problem.cases
    assert first.name == "on" and not isinstance(first.name, Text)  # YAML 1.1 would read a boolean
    assert first.args["k"] == {"normal": {"shape": [2, 3], "std": 10000.0}}
    assert first.expect is None and second.expect is NOTHING
    assert isinstance(second.name, Text) and second.name.zh == "拒绝"
    assert second.args == {"q": 16, "k": float("inf")}
    (cost,) = problem.cost
    assert cost.from_ == 128 and cost.steps == "1" and cost.time == "n log n" and cost.flops == 2.0
    assert problem.mistakes[0].edits == ((" / 2", ""),)
    assert problem.library == "torch"


def test_the_entry_is_the_id_by_default_and_may_be_a_list() -> None:
    assert read(ATTENTION.replace("entry: attend\n", "")).entry == ("attend",)
    two = ATTENTION.replace("entry: attend\n", "entry: [attend, helper]\n").replace(
        "stub: |\n", "stub: |\n  def helper(x): ...\n"
    )
    two = two.replace("    return q\n", "    return q\n").replace(
        "      def attend(q", "      def helper(x): ...\n      def attend(q"
    )
    assert read(two, REFERENCE + "def helper(x): return x\n").entry == ("attend", "helper")


def test_a_list_of_costs() -> None:
    text = ATTENTION.replace("cost:\n  args", "cost:\n- args").replace("gradient", "gradient")
    assert len(read(text).cost) == 1


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("rtol: 1e-4", "rtoll: 1e-4", "tolerance.rtoll: unknown key; known: rtol, atol"),
        ("minutes: 15", "minutes: true", "minutes: expected a whole number, got 'true'"),
        ("minutes: 15", "minutes: 15.0", "minutes: expected a whole number, got '15.0'"),
        ("minutes: 15", "minutes: 0", "minutes: expected 1 or more"),
        ("rtol: 1e-4", "rtol: small", "tolerance.rtol: expected a number, got 'small'"),
        ("rtol: 1e-4", "rtol: -1.0", "tolerance.rtol: expected 0 or more"),
        ("times: 2", "times: 0", "cases[0].times: expected 1 or more"),
        ("    times: 2", "    example: yes", "cases[0].example: expected true or false, got 'yes'"),
        ("level: medium", "level: tough", "level: 'tough' is none of easy, medium, hard"),
        ("level: medium", "minutes: 3\nlevel: medium", "minutes: stands twice, first in line 3"),
        ("level: medium", "level: medium\nid: x", "id: is told by the file's path; leave it out"),
        ("entry: attend", "entry: other", "entry: the stub defines no other"),
        ("title: {en: Attention, zh: 注意力}", "title: Attention", "title: expected {en: ..., zh: ...}, got 'Attention'"),
        ("zh: 注意力", "de: x", "title.zh: is missing"),
        ("{en: Attention, zh", "{en: One, two, zh", "title.two: unknown key; known: en, zh; quote a text that holds a comma"),
        ("k: {normal: {shape", "z: {normal: {shape", "cases[0].args.z: no such parameter; known: q, k, v"),
        ("{q: {normal: [2, 3]}, k:", "{v: 1, k:", "cases[0].args: q is missing; parameters: q, k, v"),
        ("args: {q: 0x10, k: .inf}", "args: {k: 1, q: 2}", "cases[1].args: expected the order of the signature: q, k"),
        ("q: {normal: [2, 3]}", "q: {normale: [2, 3]}", "cases[0].args.q.normale: unknown generator; known: arange"),
        ("std: 1e4", "sdt: 1e4", "cases[0].args.k.normal: got an unexpected keyword argument 'sdt'; known: shape, mean"),
        ("raises: ValueError", "raises: ValueError\n    expect: 1", "cases[1].expect: a case that raises has no value to expect"),
        ("raises: ValueError", "raises: a b", "cases[1].raises: 'a b' is no name of an exception"),
        ("{en: refused, zh: 拒绝}", '"on"', "cases[1].name: 'on' is also that of cases[0]"),
        ("raises: ValueError", "state: shared", "cases[1].state: only a script has one: write init and calls"),
        ("raises: ValueError", "call: attendd", "cases[1].call: attendd is neither an entry nor a function of given; known: attend"),
        ("raises: ValueError", "shares: [z]", "cases[1].shares[0]: z is none of the arguments: q, k"),
        ("gradient: [q]", "gradient: [x]", "gradient[0]: x is no parameter; known: k, q, v"),
        ("steps: 1", "steps: n!", "cost.steps: 'n!' is none of 1, log n, n, n log n, n^2, n^3"),
        ("from: 128", "from: 0", "cost.from: expected 1 or more"),
        ("calls: [torch.nn]", "calls: [torch nn]", "forbid.calls[0]: 'torch nn' is no dotted name"),
        ('" / 2"', '" / 3"', "mistakes[0].edits[0][0]: ' / 3' stands 0 times in solutions/t/attend.py, expected once"),
        ('[[" / 2", ""]]', '[["q", "k"]]', "mistakes[0].edits[0][0]: 'q' stands 2 times in solutions/t/attend.py, expected once"),
        ('[[" / 2", ""]]', '[[" / 2", " / 2"]]', "mistakes[0].edits[0][1]: changes nothing"),
        ('[[" / 2", ""]]', '[[" / 2"]]', "mistakes[0].edits[0]: expected a list of 2, got 1"),
        ("id: other", "id: no_scaling", "mistakes[1].id: 'no_scaling' is also that of mistakes[0]"),
        ("id: other", "id: Other", "mistakes[1].id: 'Other' is not words of a-z and 0-9 joined by _"),
        ("hints: [{en: Hint., zh: 提示。}]", "hints: []", "hints: is empty"),
        ("explanation: {en: Because., zh: 因为。}", "follow_up: []", "explanation: is missing"),
        ("minutes: 15", "minutes: !!python/name:os.system 15", "minutes: the tag tag:yaml.org,2002:python/name:os.system is not allowed"),
    ],
)  # fmt: skip
def test_a_fault_names_file_line_and_key(old: str, new: str, fault: str) -> None:
    text = ATTENTION.replace(old, new, 1)
    assert text != ATTENTION
    found = faults(text)
    told = next((line for line in found if f" {fault}" in line), None)
    assert told is not None, found
    line = int(told.split(":")[1])
    assert told.startswith(f"problems/t/attend.yaml:{line}: ")
    if not any(words in fault for words in ("is missing", "stands twice", "a case that raises")):
        place = text.rindex(new)
        assert line in range(text[:place].count("\n") + 1, text[: place + len(new)].count("\n") + 2)


def test_code_faults_name_their_own_line() -> None:
    text = ATTENTION.replace("      raise NotImplementedError\ntol", "      raise (\ntol")
    assert any(line.startswith("problems/t/attend.yaml:10: stub: '(' was never closed") for line in faults(text))
    text = ATTENTION.replace("          return q\n", "          return (\n")
    assert any("mistakes[1].source: '(' was never closed" in line for line in faults(text))
    assert faults(ATTENTION, "def attend(:\n")[-1].startswith("solutions/t/attend.py:1: ")


def test_every_fault_is_told_at_once_in_order() -> None:
    text = (
        ATTENTION.replace("rtol", "rtoll")
        .replace("level: medium", "level: tough")
        .replace("gradient: [q]", "gradient: [x]")
    )
    text = text.replace("hints: [{en: Hint., zh: 提示。}]", "hints: [{en: Hint.}]")
    found = faults(text, "x = 1\n")
    numbers = [int(line.split(":")[1]) for line in found[:-1]]
    assert numbers == sorted(numbers) and len(numbers) == 5  # the edit is missing from the reference too
    assert found[-1] == "solutions/t/attend.py:1: defines no attend, the entry of the stub"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "problems/t/a.yaml:1: the file is empty"),
        (b"a: [1\nb: 2\n", "problems/t/a.yaml:2: "),
        (b"a: 1\nb: \xff\n", "problems/t/a.yaml:2: not UTF-8 at byte 8"),
        (b"- 1\n", "problems/t/a.yaml:1: expected a mapping, got a list"),
        (b"a: 1\n---\nb: 2\n", "problems/t/a.yaml:2: "),
        (b"hints: &a [*a]\n", "problems/t/a.yaml:1: "),
    ],
)
def test_files_that_are_no_spec(content: bytes, fault: str) -> None:
    with pytest.raises(SpecError) as raised:
        spec.read("problems/t/a.yaml", content, "solutions/t/a.py", b"def a(): pass\n", "a", "t")
    assert any(line.startswith(fault) for line in raised.value.faults), raised.value.faults


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("      - {get: value}", "      - {get: value, call: add}", "cases[0].calls[1]: expected exactly one of call, get, given; got call and get"),
        ("      - {get: value}", "      - {args: {x: 1}}", "cases[0].calls[1]: expected exactly one of call, get, given; got none"),
        ("      - {get: value}", "      - {given: helpr, args: {x: 1}}", "cases[0].calls[1].given: given defines no helpr"),
        ("      - {get: value}", "      - {given: helper, args: {y: 1}}", "cases[0].calls[1].args.y: no such parameter; known: x"),
        ("args: {amount: 2}", "args: {amont: 2}", "cases[0].calls[0].args.amont: no such parameter; known: amount"),
        ("init: {start: 1}", "init: {begin: 1}", "cases[0].init.begin: no such parameter; known: start"),
        ("    init: {start: 1}\n", "    args: {}\n", "cases[0].calls: a script needs init ({} where the constructor takes nothing)"),
        ("    init: {start: 1}\n", "    init: {start: 1}\n    args: {x: 1}\n", "cases[0].args: a script takes init and calls instead"),
        ("args: {amount: 2}", "args: {amount: {normall: 2}}", "cases[0].calls[0].args.amount.normall: unknown generator"),
    ],
)  # fmt: skip
def test_faults_of_a_script(old: str, new: str, fault: str) -> None:
    reference = b"class Counter:\n    def __init__(self, start):\n        self.value = start\n"
    with pytest.raises(SpecError) as raised:
        spec.read("p.yaml", COUNTER.replace(old, new, 1).encode(), "s.py", reference, "counter", "objects")
    assert any(fault in line for line in raised.value.faults), raised.value.faults


def test_probabilities_must_sum_to_one() -> None:
    sample = "sample:\n  name: coin\n  args: {q: 1, k: 2}\n  probabilities: {0: 0.5, 1: 0.4}\n"
    assert faults(ATTENTION + sample) == ("problems/t/attend.yaml:42: sample.probabilities: sum to 0.9, not to 1",)
    good = sample.replace("0.4", "0.5").replace("{0: 0.5, 1: 0.5}", "{[0, 1]: 0.5, 1: 0.5}")
    assert read(ATTENTION + good).sample[0].probabilities == {(0, 1): 0.5, 1: 0.5}


def test_loading_from_a_folder(data: Path, tmp_path: Path) -> None:
    found = Catalog(data, tmp_path / "cache")
    assert found.ids() == ["double", "counter"]
    assert found.load("double").topic == "numbers"
    assert found.load("twice").id == "double"
    with pytest.raises(UnknownId) as raised:
        found.load("doubel")
    assert raised.value.near == ("double",) and "Did you mean double?" in str(raised.value)
    (data / "solutions" / "numbers" / "double.py").unlink()
    with pytest.raises(SpecError, match=r"solutions/numbers/double\.py:1: no such file"):
        found.load("double")


def test_interviews(data: Path, tmp_path: Path) -> None:
    (interview,) = Catalog(data, tmp_path).interviews.values()
    assert interview.title.zh == "某公司一面" and interview.minutes == 60 and interview.date == "2025"
    assert interview.items == ("counter", "a_question") and isinstance(interview.company, Text)
    path = data / "problems" / "interviews.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("minutes: 60", "minute: 60"), encoding="utf-8")
    with pytest.raises(SpecError, match=r"problems/interviews\.yaml:6: some_round\.minute: unknown key"):
        _ = Catalog(data, tmp_path).interviews


class TestIndex:
    @pytest.fixture(autouse=True)
    def counted(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.parsed: list[str] = []
        summary = catalog.summary

        def counting(path: Path, topic: str) -> dict[str, object]:
            self.parsed.append(path.stem)
            return summary(path, topic)

        monkeypatch.setattr(catalog, "summary", counting)

    def test_a_warm_start_parses_nothing(self, data: Path, tmp_path: Path) -> None:
        slow: list[bool] = []
        first = Catalog(data, tmp_path / "cache", lambda: slow.append(True))
        assert sorted(first.index) == ["counter", "double"] and len(self.parsed) == 2 and slow == [True]
        second = Catalog(data, tmp_path / "cache", lambda: slow.append(True))
        assert second.index == first.index and len(self.parsed) == 2 and slow == [True]
        assert second.index["double"].title.zh == "数字加倍"

    def test_a_changed_file_alone_is_parsed_again(self, data: Path, tmp_path: Path) -> None:
        _ = Catalog(data, tmp_path / "cache").index
        write(
            data, "numbers", "double", DOUBLE.replace("minutes: 5", "minutes: 50"), "def double(x):\n    return 2 * x\n"
        )
        assert Catalog(data, tmp_path / "cache").index["double"].minutes == 50
        assert self.parsed[2:] == ["double"]

    def test_a_removed_file_is_gone(self, data: Path, tmp_path: Path) -> None:
        _ = Catalog(data, tmp_path / "cache").index
        (data / "problems" / "numbers" / "double.yaml").unlink()
        assert Catalog(data, tmp_path / "cache").ids() == ["counter"]
        assert Catalog(data, tmp_path / "cache").ids() == ["counter"]

    @pytest.mark.parametrize(
        "content", [b"", b"{", b"[]", b'{"version": 99}', b'{"version": 1, "root": "", "rows": 3}', b"\xff"]
    )
    def test_a_broken_cache_is_built_anew(self, data: Path, tmp_path: Path, content: bytes) -> None:
        first = Catalog(data, tmp_path / "cache")
        _ = first.index
        first.index_file.write_bytes(content)
        assert Catalog(data, tmp_path / "cache").index == first.index
        assert json.loads(first.index_file.read_bytes())["rows"]

    def test_a_cache_of_broken_rows_is_built_anew(self, data: Path, tmp_path: Path) -> None:
        first = Catalog(data, tmp_path / "cache")
        _ = first.index
        content = json.loads(first.index_file.read_bytes())
        for row in content["rows"].values():
            del row["entry"]["aliases"]
        first.index_file.write_text(json.dumps(content))
        assert Catalog(data, tmp_path / "cache").index == first.index

    def test_a_cache_that_cannot_be_written_is_no_fault(self, data: Path, tmp_path: Path) -> None:
        (tmp_path / "cache").write_text("a file where the folder should be")
        assert Catalog(data, tmp_path / "cache").ids() == ["double", "counter"]

    def test_a_broken_spec_is_listed_as_faulty(self, data: Path, tmp_path: Path) -> None:
        (data / "problems" / "numbers" / "broken.yaml").write_text("a: [")
        index = Catalog(data, tmp_path / "cache").index
        assert index["broken"].faulty and not index["double"].faulty


def test_a_warm_list_imports_nothing_heavy(home: Path) -> None:
    script = "import sys; from drill import cli; code = cli.execute(sys.argv[1:]); print(*sys.modules, file=sys.stderr); sys.exit(code)"

    def modules(*words: str) -> set[str]:
        done = subprocess.run(
            [sys.executable, "-c", script, *words], cwd=ROOT, capture_output=True, text=True, check=True
        )
        return set(done.stderr.split())

    modules("list")
    for words in (["list"], ["list", "--json"], ["--help"], ["check", "--help"]):
        assert not modules(*words) & {"yaml", "numpy", "torch", "rich.console", "fsrs", "textual"}, words
    assert "yaml" in modules("show", "double")


def test_the_schema_knows_and_explains_every_key() -> None:
    document = schema.of_problem()
    for kind, says in schema.SAYS.items():
        names = {field.name for field in dataclasses.fields(kind)} - (
            set(schema.FROM_PATH) if kind is Problem else set()
        )
        assert set(says) == names
        assert all(text.zh != text.en for text in says.values())
    assert document["additionalProperties"] is False
    assert document["properties"]["cost"]["anyOf"][0]["properties"]["from"]["type"] == "integer"
    assert set(document["required"]) == {
        "title",
        "level",
        "minutes",
        "prompt",
        "stub",
        "cases",
        "mistakes",
        "hints",
        "explanation",
    }
    assert "normal" in document["$defs"]["input"]["anyOf"][2]["properties"]


def test_nothing_in_a_document_is_read_as_another_type() -> None:
    document = strict.Document("x", b"a: [1e-4, 1_000, -.5, 5., .nan, ~, yes, 2025-01-01, 0o7, 1:30, '1']")
    assert document.root is not None
    values = document.plain(document.root, "")["a"]
    assert values[4] != values[4]
    del values[4]
    assert values == [1e-4, 1000, -0.5, 5.0, None, "yes", "2025-01-01", "0o7", "1:30", "1"]
    assert [type(value) for value in values[:4]] == [float, int, float, float]
