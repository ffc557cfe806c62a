"""Small questions and rounds for the tests of questions, quizzes and interviews."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

QUESTIONS = """\
colours:
  form: choice
  topic: numbers
  level: easy
  minutes: 1
  prompt: {en: "Which of these are colours? All that apply.", zh: "哪些是颜色？（多选）"}
  options:
    - {right: true, text: {en: red, zh: 红}}
    - {right: true, text: {en: blue, zh: 蓝}}
    - text: {en: seven, zh: 七}
      why: {en: "Seven is a number.", zh: "七是数字。"}
    - text: {en: loud, zh: 响}
      why: {en: "Loud is a sound.", zh: "响是声音。"}
  explanation: {en: "Red and blue are **colours**.", zh: "红与蓝是**颜色**。"}
  source: ["A box of crayons, 1903"]
one_colour:
  form: choice
  topic: objects
  level: medium
  minutes: 1
  prompt: {en: "Which one is a colour?", zh: "哪个是颜色？"}
  options:
    - {right: true, text: {en: green, zh: 绿}}
    - text: {en: one, zh: 一}
      why: {en: "A number.", zh: "是数字。"}
    - text: {en: two, zh: 二}
      why: {en: "A number too.", zh: "也是数字。"}
    - text: {en: three, zh: 三}
      why: {en: "And a number.", zh: "还是数字。"}
  explanation: {en: "Green.", zh: "绿。"}
  source: ["A box of crayons, 1903"]
cache_size:
  form: number
  topic: numbers
  level: hard
  minutes: 3
  draw: {layers: [2, 4], width: [1024, 2048], bytes: [2]}
  prompt: {en: "A cache of {layers} layers, {width:,} wide, {bytes} bytes each, for 1,024 tokens: how many MiB?", zh: "{layers} 层、宽 {width:,}、每个 {bytes} 字节、1,024 个 token 的缓存有多少 MiB？"}
  formula: "2 * layers * width * 1024 * bytes / 2**20"
  unit: {en: MiB, zh: MiB}
  tolerance: 0.01
  working: {en: "2 x {layers} x {width:,} x 1,024 x {bytes} = {answer:.0f} MiB", zh: "2 × {layers} × {width:,} × 1,024 × {bytes} = {answer:.0f} MiB"}
  explanation: {en: "Keys and values.", zh: "键与值。"}
  source: ["A table"]
why_pages:
  form: open
  topic: objects
  level: medium
  minutes: 2
  prompt: {en: "Why pages?", zh: "为什么分页？"}
  rubric:
    - point: {en: "Less fragmentation", zh: "减少碎片"}
      keywords: {en: [fragment], zh: [碎片]}
    - point: {en: "A table of blocks", zh: "块表"}
      keywords: {en: ["block table"], zh: [块表]}
    - point: {en: "Sharing", zh: "共享"}
      keywords: {en: [share, sharing], zh: [共享]}
  answer: {en: "Pages lessen fragmentation.", zh: "分页减少碎片。"}
  explanation: {en: "Listen for the table.", zh: "听是否提到块表。"}
  source: ["Kwon et al., 2023"]
a_question:
  form: open
  topic: numbers
  level: easy
  minutes: 1
  prompt: {en: "And then?", zh: "然后呢？"}
  rubric:
    - point: {en: "One", zh: "其一"}
      keywords: {en: [one], zh: [一]}
    - point: {en: "Two", zh: "其二"}
      keywords: {en: [two], zh: [二]}
    - point: {en: "Three", zh: "其三"}
      keywords: {en: [three], zh: [三]}
  answer: {en: "One, two, three.", zh: "一二三。"}
  explanation: {en: "Count.", zh: "数数。"}
  source: ["Euclid"]
"""
ROUNDS = """\
some_round:
  title: {en: "Some company, first round", zh: 某公司一面}
  company: {en: Some company, zh: 某公司}
  role: Engineer
  date: 2025
  minutes: 60
  outcome: {en: It went well., zh: 表现不错。}
  items: [counter, a_question]
mixed_round:
  title: {en: "A mixed round", zh: 混合轮}
  minutes: 10
  items: [colours, double, cache_size, why_pages]
broken_round:
  title: {en: "A round with a hole", zh: 缺题的一轮}
  minutes: 10
  items: [colours, nobody_wrote_this]
"""
START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def furnish(data: Path) -> None:
    """Put the questions and the rounds into a folder of problems; `double` gets a follow-up."""
    folder = data / "problems" / "questions"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "basics.yaml").write_text(QUESTIONS, encoding="utf-8")
    (data / "problems" / "interviews.yaml").write_text(ROUNDS, encoding="utf-8")
    double = data / "problems" / "numbers" / "double.yaml"
    double.write_text(double.read_text(encoding="utf-8") + "follow_up: [one_colour]\n", encoding="utf-8")


class Clock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def on(self, minutes: float) -> None:
        self.now += timedelta(minutes=minutes)


def planned(*items: tuple[str, str, int], minutes: int = 30, hints: bool = False, follow: str = "") -> dict[str, Any]:
    """A plan of (id, kind, par); `follow` is a question that follows every problem."""
    listed = []
    for id, kind, par in items:
        item: dict[str, Any] = {"id": id, "kind": kind, "minutes": par, "topic": f"topic_{kind}", "level": "easy", "title": [id, id]}
        if kind == "problem" and follow:
            item["follow_up"] = [{"id": follow, "kind": "choice", "minutes": 1, "topic": "topic_choice", "level": "easy", "title": []}]
        listed.append(item)
    return {"interview": "", "title": ["A round", "一轮"], "minutes": minutes, "hints": hints, "items": listed, "seed": "s"}
