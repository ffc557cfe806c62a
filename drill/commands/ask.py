"""ask: spoken questions, one or a run of them, graded and scheduled like problems."""

import json
import os
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

from drill import quiz, schedule, terminal, workspace
from drill.history import Attempt, Progress
from drill.questions import Bank, Choice, Number, Open, Question
from drill.session import NOT_PASSED, PASSED, Session, Usage
from drill.words import LEVELS
from graders.vocabulary import Fault, Text

END = "."  # alone on a line: the answer is complete
EDIT = ":e"


def bank_of(session: Session) -> Bank:
    return Bank.of(session.catalog)


def fitting(session: Session, bank: Bank, topic: str | None, level: str | None, interview: str | None) -> list[Question]:
    """The questions that fit every filter. Raises Usage for a filter that nothing can fit."""
    questions = list(bank.questions.values())
    if topic:
        topics = sorted({question.topic for question in questions})
        if topic not in topics:
            raise Usage(Text("No topic {}. Topics: {}.", "没有主题 {}。现有主题：{}。").format(topic, ", ".join(topics)))
        questions = [question for question in questions if question.topic == topic]
    if level:
        if level not in LEVELS:
            raise Usage(Text("No level {}. Levels: {}.", "没有难度 {}。难度有：{}。").format(level, ", ".join(LEVELS)))
        questions = [question for question in questions if question.level == level]
    if interview:
        rounds = session.catalog.interviews
        if interview not in rounds:
            known = ", ".join(rounds) or "-"
            raise Usage(Text("No interview {}. Interviews: {}.", "没有面试 {}。现有：{}。").format(interview, known))
        questions = [question for question in questions if question.id in rounds[interview].items]
    return questions


def choose(
    session: Session, bank: Bank, id: str | None, topic: str | None, level: str | None, interview: str | None, due: bool,
    count: int | None, random: Random,
) -> list[str]:  # fmt: skip
    """The ids to ask, in order."""
    if id:
        return [bank.load(id).id]
    questions = fitting(session, bank, topic, level, interview)
    if not questions:
        raise Usage(Text("No question fits.", "没有符合条件的问题。"))
    progress = session.history.progress_of_all()
    ids = [question.id for question in questions]
    if due:
        minutes = {question.id: question.minutes for question in questions}
        ready = [item.problem for item in schedule.kept_due(session.history, progress, minutes) if item.at <= session.now()]
        if not ready:
            session.say(Text("No question is due.", "没有到期的问题。"))
        return ready[:count]
    chosen: list[str] = []
    last = max((id for id in progress if id in bank), key=lambda id: progress[id].touched or 0.0, default=None)
    while ids and len(chosen) < (count or 1):
        chosen.append(schedule.at_random(ids, progress, last, random).problem)
        ids.remove(chosen[-1])
        last = chosen[-1]
    return chosen


class Left(Exception):
    """Whoever was asked has gone."""


class Talk:
    """Pages out and lines in. With --json pages go to stderr: stdout is the document's."""

    def __init__(self, session: Session):
        self.session = session

    def put(self, page: Any) -> None:
        if not self.session.options.json:
            self.session.draw(page)
            return
        from drill.render.console import drawn

        width = min(terminal.width(sys.stderr), terminal.WIDEST)
        print(drawn(page, self.session.colour(sys.stderr), width), end="", file=sys.stderr, flush=True)

    def line(self, prompt: str) -> str:
        """One line of the candidate's. Raises Left."""
        print(prompt, end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise Left
        return line.rstrip("\n")

    def long(self) -> str:
        """An answer of several lines. Raises Left where nothing came at all."""
        told = Text(
            "Write; a line with only a dot ends it. {} opens your editor.", "请作答；单独一行英文句点表示结束，{} 打开编辑器。"
        )
        self.session.say(told.format(EDIT))
        lines: list[str] = []
        while True:
            try:
                line = self.line("> ")
            except Left:
                if not lines:
                    raise
                break
            if line.strip() == END:
                break
            if line.strip() == EDIT:
                lines = edited(self.session, "\n".join(lines)).splitlines()
                break
            lines.append(line)
        return "\n".join(lines).strip()


def edited(session: Session, text: str) -> str:
    """What the candidate writes in their editor. Raises Usage where none is set, Fault where it cannot be started."""
    command = session.config["editor"]
    if not command:
        raise Usage(Text("No editor is set: drill config editor COMMAND", "没有设置编辑器：drill config editor 命令"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answer.md"
        path.write_text(text + "\n" if text else "", encoding="utf-8")
        words = workspace.editor_command(command, path)
        try:
            subprocess.run(words, check=False)
        except OSError as error:
            raise Fault(Text("The editor {} cannot be started: {}", "无法启动编辑器 {}：{}").format(words[0], error.strerror)) from None
        return path.read_text(encoding="utf-8", errors="replace").strip()


def read_answer(asked: quiz.Asked, text: str) -> Any:
    """What was meant: chosen places, a number, or the text. Raises quiz.Unclear."""
    match asked.question:
        case Choice():
            return quiz.read_choice(text, len(asked.options))
        case Number(unit=unit):
            return quiz.read_number(text, unit)
    if not text.strip():
        raise quiz.Unclear(Text("Nothing is written.", "还没有作答。"))
    return text.strip()


def attempt_of(asked: quiz.Asked, grade: quiz.Grade, text: str, at: datetime, seconds: float) -> Attempt:
    """The attempt that an answer is, for the history."""
    source = json.dumps({"seed": asked.seed, "answer": text}, ensure_ascii=False).encode("utf-8", "surrogateescape")
    checks = tuple((point.name.en, "pass" if point.right else "wrong") for point in grade.points)
    failed = next((name for name, verdict in checks if verdict != "pass"), "")
    return Attempt(
        asked.question.id, at, grade.passed, grade.score, seconds, "ask", failed=failed, checks=checks, source=source
    )  # fmt: skip


def ask(
    session: Session, id: str | None, topic: str | None, level: str | None, interview: str | None, due: bool, count: int | None,
    answer: str | None, points: str | None, seed: str | None,
) -> int:  # fmt: skip
    bank = bank_of(session)
    random = Random(seed)
    ids = choose(session, bank, id, topic, level, interview, due, count, random)
    if answer is not None and len(ids) != 1:
        raise Usage(Text("--answer is for one question: name its ID.", "--answer 只用于一个问题：请写出它的 ID。"))
    seed = seed or os.urandom(4).hex()
    if answer is None and session.options.json and not terminal.interactive():
        papers = [paper(session, quiz.draw(bank.load(id), seed)) for id in ids]
        session.document("questions", {"questions": papers})
        return PASSED
    talk = Talk(session)
    results: list[dict[str, Any]] = []
    for number, chosen in enumerate(ids, 1):
        asked = quiz.draw(bank.load(chosen), seed)
        try:
            results.append(one(session, talk, asked, f"{number}/{len(ids)}" if len(ids) > 1 else "", answer, points))
        except Left:
            session.say(Text("No answer came; nothing is recorded of this one.", "没有收到回答，这一题不作记录。"))
            break
    right = sum(result["passed"] for result in results)
    if session.options.json:
        session.document("answers", {"answers": results, "right": right})
    elif len(ids) > 1:
        session.show(Text("{} of {} right.", "{} / {} 题正确。").format(right, len(results)))
    return PASSED if right == len(ids) else NOT_PASSED


def paper(session: Session, asked: quiz.Asked) -> dict[str, Any]:
    """A question as a document, before it is answered."""
    question, language = asked.question, session.language
    content: dict[str, Any] = {
        "id": question.id, "form": question.form, "topic": question.topic, "level": question.level,
        "minutes": question.minutes, "seed": asked.seed, "prompt": asked.prompt.of(language).strip(),
    }  # fmt: skip
    if isinstance(question, Choice):
        content["options"] = dict(zip(quiz.LETTERS, (option.text.of(language) for option in asked.options), strict=False))
        content["many"] = asked.many
    if isinstance(question, Number):
        content["unit"] = question.unit.of(language)
    if isinstance(question, Open):
        content["points"] = len(question.rubric)
    return content


def one(
    session: Session, talk: Talk, asked: quiz.Asked, head: str, answer: str | None, points: str | None
) -> dict[str, Any]:
    """Put one question, grade the answer, record it and tell what was right. Raises Left, Usage."""
    from drill.render import quiz as pages

    began = session.now()
    question, language = asked.question, session.language
    if answer is None:
        talk.put(pages.question(asked, language, head))
    text, meant = read_until_clear(session, talk, asked, answer)
    seconds = (session.now() - began).total_seconds()
    chosen: frozenset[int] = meant if isinstance(meant, frozenset) else frozenset()
    if isinstance(question, Open):
        evidence = quiz.evidence(question, meant)
        if points is None:
            talk.put(pages.rubric(asked, evidence, language))
        grade = quiz.grade_open(asked, ticked(session, talk, len(question.rubric), points, answer is not None))
    else:
        grade = quiz.grade(asked, meant)
    attempt, progress, _ = session.history.record(attempt_of(asked, grade, text, session.now(), seconds))
    del attempt
    if not session.options.json:
        talk.put(pages.review(asked, grade, chosen, language))
        told = comes_again(session, question, progress)
        if told:
            session.say(told)
    return {
        **paper(session, asked), "answer": text, "passed": grade.passed, "score": grade.score, "seconds": seconds,
        "points": [{"point": point.name.of(language), "right": point.right} for point in grade.points],
        "explanation": question.explanation.of(language).strip(), "source": list(question.source),
    }  # fmt: skip


def read_until_clear(session: Session, talk: Talk, asked: quiz.Asked, answer: str | None) -> tuple[str, Any]:
    """The answer as it was written and as it was meant. Raises Left, or Usage where nobody can be asked again."""
    while True:
        text = answer if answer is not None else talk.long() if isinstance(asked.question, Open) else talk.line("> ")
        try:
            return text, read_answer(asked, text)
        except quiz.Unclear as unclear:
            if answer is not None:
                raise Usage(unclear.args[0]) from None
            session.say(unclear.args[0])


def ticked(session: Session, talk: Talk, count: int, points: str | None, given: bool) -> frozenset[int]:
    """The points that the candidate says they made. Raises Left, Usage."""
    if points is None and given and not terminal.interactive():
        raise Usage(Text("Say which points the answer makes: --points 1,3", "请用 --points 1,3 说明讲到了哪些要点"))
    while True:
        try:
            return quiz.read_points(points if points is not None else talk.line(f"1-{count} > "), count)
        except quiz.Unclear as unclear:
            if points is not None:
                raise Usage(unclear.args[0]) from None
            session.say(unclear.args[0])


def comes_again(session: Session, question: Question, progress: Progress) -> Text | None:
    """When the question is due again."""
    dues = schedule.kept_due(session.history, {question.id: progress}, {question.id: question.minutes})
    if not dues:
        return None
    days = max(round((dues[0].at - session.now()).total_seconds() / 86400), 0)
    return Text("It comes up again in {} d.", "{} 天后会再次出现。").format(days) if days else Text("It comes up again today.", "今天会再次出现。")
