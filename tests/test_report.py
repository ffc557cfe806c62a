"""The report: whole in every form, in both languages, and nothing of the candidate's text is markup."""

import html.parser
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from drill import mock, quiz, report
from drill.commands import ask
from drill.commands import room as rooms
from drill.commands.room import Room
from drill.history import attempt_of
from drill.session import Options, Session
from graders.types import Check, Diagnosis, Scorecard, Text, Verdict
from tests.conftest import Ran
from tests.interviewing import Clock, furnish

EVIL = '</pre><script>alert(1)</script><img src=x onerror=alert(2)> "quoted" \'single\' {{ 7 * 7 }} {% raw %} \x1b[31m \u202egnp &amp; ]]> <!-- '
CODE = f'def double(x):\n    """{EVIL}"""\n    return x * x  # {EVIL}\n'


class Parser(html.parser.HTMLParser):
    """The tags and attributes of a page, and whether they close in order."""

    VOID = frozenset({"meta", "br", "img", "link", "input", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, self.getpos()

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def session(home: Path, data: Path) -> Session:
    furnish(data)
    return Session(Options(), Clock())


@pytest.fixture
def room(session: Session, home: Path) -> Room:
    """An interview played to its end by somebody malicious."""
    clock = session.now
    assert isinstance(clock, Clock)
    room = Room.opened(session, {**rooms.replay(session, ask.bank_of(session), "mixed_round", False, None), "seed": "s"})
    clock.on(0.5)
    room.answer("a b")
    clock.on(2)
    for passed, source in ((False, CODE), (True, CODE.replace("x * x", "2 * x"))):
        verdict = Verdict.PASS if passed else Verdict.WRONG
        checks = (Check(Text("cases: two"), verdict, EVIL, "cases"), Check(Text(f"cases: {EVIL}"), verdict, "", "cases"))
        card = Scorecard("double", checks, () if passed else (Diagnosis("squares", Text("It squares.")),))
        attempt, _, _ = session.history.record(attempt_of(card, source.encode(), clock()))
        room.act(
            "check", item=1, attempt=attempt.id, passed=passed, score=float(passed), failed=EVIL if not passed else "",
            diagnoses=list(attempt.diagnoses),
        )  # fmt: skip
        clock.on(1)
    room.act("pause")
    clock.on(3)
    room.act("resume")
    room.act("skip")
    room.answer("16")
    clock.on(1)
    room.answer(f"Fragments. {EVIL}")
    room.act("end", reason="finished")
    return room


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_page_is_whole_and_holds_no_markup_of_the_candidate(session: Session, room: Room, language: str) -> None:
    room.mark(4, frozenset({0}))
    page = report.html(report.gather(session, room.state.id), language)
    parser = Parser()
    parser.feed(page)
    parser.close()
    assert parser.open == []
    tags = {tag for tag, _ in parser.tags}
    assert not tags & {"script", "img", "iframe", "link", "object", "embed", "form", "base"}
    for tag, attributes in parser.tags:
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            assert name not in ("src", "srcset", "action", "xlink:href"), (tag, name)
            if name == "href":
                assert (value or "").startswith("#")
    assert not re.search(r"url\(|@import|https?://", page.split("</style>")[0])
    assert "alert(1)" in parser.text and "{{ 7 * 7 }}" in parser.text and "49" not in parser.text.split("{{")[0][-9:]
    assert "\x1b" not in page and "\u202e" not in page
    assert ("Why pages?" if language == "en" else "为什么分页？") in parser.text
    assert ("A model answer" if language == "en" else "参考回答") in parser.text
    assert ("It squares the number." if language == "en" else "你把数字平方了。") in parser.text
    assert "prefers-color-scheme: dark" in page and "@media print" in page and "Content-Security-Policy" in page
    assert {"svg", "rect", "circle", "polyline"} <= tags
    assert f'lang="{"en" if language == "en" else "zh-Hans"}"' in page


def test_the_reference_stays_hidden_until_solved(session: Session, room: Room) -> None:
    found = report.gather(session, room.state.id)
    parser = Parser()
    parser.feed(report.html(found, "en"))
    assert found.items[1].may_show and "The reference and its explanation" in parser.text and "Doubling is x + x." in parser.text
    other = Room.opened(session, rooms.replay(session, ask.bank_of(session), "some_round", False, None))
    other.act("end", reason="finished")
    page = report.html(report.gather(session, other.state.id), "en")
    assert "self.value += amount" not in page and "stays hidden until" in page and "It went well." in page


def test_the_timeline_is_to_scale(session: Session, room: Room) -> None:
    drawing = report.timeline(report.gather(session, room.state.id))
    scale = (report.WIDTH - report.LEFT - 10) / ((room.state.ended - room.state.started).total_seconds() / 60)  # type: ignore[operator]
    first = drawing.rows[0].bars[0]
    assert first.x == report.LEFT and first.width == pytest.approx(0.5 * scale, abs=0.2)
    assert [passed for _, passed in drawing.rows[1].marks] == [False, True]
    assert drawing.rows[1].marks[0][0] == pytest.approx(report.LEFT + 2.5 * scale, abs=0.2)
    assert len(drawing.pauses) == 1 and drawing.pauses[0].width == pytest.approx(3 * scale, abs=0.2)
    assert drawing.end == pytest.approx(report.WIDTH - 10, abs=0.2)


def test_markdown_fences_what_the_candidate_wrote(session: Session, room: Room) -> None:
    text = report.markdown(report.gather(session, room.state.id), "en")
    fenced = re.sub(r"(`{3,})[^\n]*\n.*?\n\1", "", text, flags=re.S)
    assert "alert(1)" in text and "<script>" not in fenced.replace(report.harmless(EVIL), "")
    assert report.fenced("a ```` b").startswith("`````\n")
    assert "\x1b" not in text and "| 1 | colours | wrong |" in text


def test_the_document_holds_the_facts(session: Session, room: Room) -> None:
    document = report.document(session, room.state.id)
    assert json.loads(json.dumps(document)) == document
    assert [item["id"] for item in document["items"]] == ["colours", "double", "one_colour", "cache_size", "why_pages"]
    double = document["items"][1]
    assert double["outcome"] == "solved" and double["attempts"] == 2 and double["mistakes"] == ["squares"]
    assert double["submissions"][0]["source"] == CODE and document["pauses"] == 1 and document["paused_seconds"] == 180.0
    assert document["provisional"] is True and len(document["past"]) == 1


def test_which_interview_is_meant(session: Session, room: Room, drill: Callable[..., Ran], tmp_path: Path) -> None:
    session.history.close()
    file = tmp_path / "r.html"
    for words in ([], [room.state.id[:5]], ["mixed_round"]):
        assert drill("report", *words, "--html", str(file)).code == 0
    assert b"<footer>drill" in file.read_bytes()
    assert "No interview zzz" in drill("report", "zzz").err
    other = tmp_path / "mine.html"
    other.write_text("precious")
    kept = drill("report", "--html", str(other))
    assert kept.code == 2 and other.read_text() == "precious"
    assert "not both" in drill("report", "--html", "-", "--markdown").err
    assert drill("report", "--html", "-").out.startswith("<!DOCTYPE html>")
    assert "hire  80 of 100" in drill("report").out and "推荐录用" in drill("report", "--lang", "zh").out
    assert drill("report", "--markdown").out.startswith("# A mixed round\n")


def test_a_question_that_is_gone_leaves_what_was_stored(session: Session, room: Room, data: Path) -> None:
    (data / "problems" / "questions" / "basics.yaml").write_text("# none\n{}\n", encoding="utf-8")
    (data / "problems" / "numbers" / "double.yaml").unlink()
    later = Session(Options(), session.now)
    later.catalog.__dict__.pop("index", None)
    found = report.gather(later, room.state.id)
    page = report.html(found, "en")
    assert "colours" in page and found.items[0].question is None and found.items[0].points
    report.markdown(found, "zh")


# Seen by a browser

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome", "chrome") if (path := shutil.which(name))), None)
PROBE = """
<script>
addEventListener("load", () => {
  const seen = {
    overflow: document.documentElement.scrollWidth - innerWidth,
    height: document.documentElement.scrollHeight,
    bars: [...document.querySelectorAll("svg .bar")].filter(bar => bar.getBoundingClientRect().width > 0).length,
    scripts: document.scripts.length, alerts: window.alerts || 0,
    back: getComputedStyle(document.body).backgroundColor, text: getComputedStyle(document.body).color,
    pre: [...document.querySelectorAll("pre.said")].map(pre => pre.textContent).join(""),
    heading: document.querySelector("h1").getBoundingClientRect().height,
  };
  document.title = "SEEN" + JSON.stringify(seen) + "SEEN";
});
</script>
"""


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed (chromium, google-chrome)")
@pytest.mark.parametrize(("language", "width", "dark"), [("en", 390, False), ("zh", 390, True), ("en", 1280, True), ("zh", 1280, False)])
def test_a_browser_renders_it(session: Session, room: Room, tmp_path: Path, language: str, width: int, dark: bool) -> None:
    """A headless Chromium lays it out: nothing is wider than the page, the drawing is there, and no script of the text ran."""
    page = report.html(report.gather(session, room.state.id), language)
    # The page forbids scripts; the test's own needs them, so only the copy is opened without that rule.
    opened = page.replace("default-src 'none'; ", "").replace("</head>", "<script>window.alert = () => { window.alerts = 1 }</script>" + PROBE + "</head>")
    file = tmp_path / "report.html"
    # A frame of the wanted width: a headless window itself cannot be narrower than 500.
    file.write_text(opened, encoding="utf-8")
    outer = tmp_path / "outer.html"
    outer.write_text(f"""<body style="margin:0"><iframe id="f" src="report.html" style="border:0;width:{width}px;height:900px"></iframe>
<script>f.onload = () => setTimeout(() => document.body.append(f.contentDocument.title), 300)</script>""", encoding="utf-8")
    command = [
        str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--allow-file-access-from-files", "--no-first-run",
        f"--user-data-dir={tmp_path / 'profile'}", "--virtual-time-budget=3000", "--window-size=1400,1000", "--dump-dom",
        *(["--force-dark-mode", "--blink-settings=preferredColorScheme=0"] if dark else ["--blink-settings=preferredColorScheme=1"]),
        outer.as_uri(),
    ]  # fmt: skip
    ran = subprocess.run(command, capture_output=True, timeout=120)
    found = re.search(r"SEEN(\{.*\})SEEN", ran.stdout.decode("utf-8", "replace"), re.S)
    assert found, ran.stderr.decode("utf-8", "replace")[-2000:]
    seen = json.loads(found[1].replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"))
    assert seen["overflow"] <= 0 and seen["bars"] >= 4 and seen["height"] > 900 and seen["heading"] > 10
    assert seen["scripts"] == 2 and seen["alerts"] == 0
    assert "<script>alert(1)</script>" in seen["pre"]
    assert (seen["back"] == "rgb(13, 17, 23)") is dark and seen["back"] != seen["text"]


def test_drawn_papers_are_the_same_in_the_report(session: Session, room: Room) -> None:
    found = report.gather(session, room.state.id)
    assert found.items[3].asked is not None and found.items[3].asked.drawn == room.asked(3).drawn
    assert found.items[0].chosen == quiz.read_choice("a b", 4)
    assert mock.label(room.state, 2) == found.items[2].verdict.label == "2a"


def test_a_report_of_a_running_interview(session: Session, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    room = Room.opened(session, rooms.replay(session, ask.bank_of(session), "mixed_round", False, None))
    assert "not rated" in report.html(report.gather(session, room.state.id), "en")
