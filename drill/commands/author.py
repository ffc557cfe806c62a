"""lint and schema: for those who write problems."""

import json
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from drill.catalog import Interview
from drill.questions import FOLDER, Bank
from drill.session import FAULT, PASSED, Session
from graders.types import Problem
from graders.vocabulary import Fault, SpecError, Text


def lint(session: Session, ids: Sequence[str], prove: bool, mutate: bool = False) -> int:
    """Load each problem strictly, prove it, hold its cases to the checklist; faults on stdout, one a line.

    mutate: also let every machine mutant of the reference be graded, and list those that pass.
    """
    wanted = [session.problem_id(id) for id in ids] or session.catalog.ids()
    results: list[dict[str, Any]] = []
    for id in wanted:
        faults: list[str] = []
        warnings: list[str] = []
        try:
            problem = session.catalog.load(id)
        except SpecError as fault:
            faults += fault.faults
        else:
            warnings += [session.words(text) for text in dangling(session, problem)]
            if prove:
                session.say(Text("Proving {}...", "正在验证 {}……").format(id))
                faults += proof(problem)
            if mutate:
                session.say(Text("Mutating {}...", "正在变异 {}……").format(id))
                faults += mutants(problem)
        results.append({"problem": id, "faults": faults, "warnings": warnings})
    try:
        interviews = session.catalog.interviews
    except SpecError as fault:
        results.append({"problem": "interviews", "faults": list(fault.faults), "warnings": []})
    else:
        if not ids:
            unwritten = [session.words(text) for text in unasked(session, interviews)]
            results.append({"problem": "interviews", "faults": [], "warnings": unwritten})
    if not ids:
        bank = Bank.of(session.catalog)
        results.append({"problem": "questions", "faults": [*bank.faults, *misplaced(session, bank)], "warnings": []})
    broken = sum(bool(result["faults"]) for result in results)
    if session.options.json:
        session.document("lint", {"problems": results, "faulty": broken})
        return FAULT if broken else PASSED
    for result in results:
        for fault_text in result["faults"]:
            session.show(fault_text)
        for warning in result["warnings"]:
            session.say(warning)
    session.say(Text("{} checked, {} with faults", "检查了 {} 道题，{} 道有错误").format(len(results), broken))
    return FAULT if broken else PASSED


def dangling(session: Session, problem: Problem) -> list[Text]:
    """References to interviews and questions that are not written yet."""
    said = []
    try:
        interviews = session.catalog.interviews
    except SpecError:
        interviews = {}
    for id in problem.asked_in:
        if id not in interviews:
            said.append(Text("{}: asked_in: no interview {} yet", "{}：asked_in：还没有面试 {}").format(problem.id, id))
    known = session.catalog.question_ids
    for id in problem.follow_up:
        if id not in known:
            said.append(
                Text("{}: follow_up: no question {} yet", "{}：follow_up：还没有问题 {}").format(problem.id, id)
            )
    return said


def unasked(session: Session, interviews: Mapping[str, Interview]) -> list[Text]:
    """Items of interviews that are not written yet."""
    known = {*Bank.of(session.catalog).questions, *session.catalog.index}
    told = Text("interviews: {}: items: no question or problem {} yet", "interviews：{}：items：还没有问题或题目 {}")
    return [told.format(id, item) for id, found in interviews.items() for item in found.items if item not in known]


def misplaced(session: Session, bank: Bank) -> list[str]:
    """Questions whose id is a problem's, or whose topic no problem has."""
    topics = {entry.topic for entry in session.catalog.index.values()}
    taken = [
        f"{FOLDER}/{question.group}.yaml:1: {question.id}: a problem has this id"
        for question in bank.questions.values()
        if question.id in session.catalog.index
    ]
    return taken + [
        f"{FOLDER}/{question.group}.yaml:1: {question.id}.topic: {question.topic!r} is none of {', '.join(sorted(topics))}"
        for question in bank.questions.values()
        if question.topic not in topics
    ]


def proof(problem: Problem) -> list[str]:
    """What graders.prove finds wrong with a problem, and what graders.checklist finds missing."""
    from graders import checklist, prove

    try:
        spec = f"problems/{problem.topic}/{problem.id}.yaml"
        return [f"{spec}: {found}" for found in (*checklist.gaps(problem), *prove.prove(problem))]
    except Fault as fault:
        return [f"{problem.id}: {fault}"]


def mutants(problem: Problem) -> list[str]:
    """Machine mutants of the reference that pass and are not excused, as the spec would excuse them."""
    from graders import mutate

    try:
        return [
            f"solutions/{problem.topic}/{problem.id}.py:{found.line}: a mutant passes: "
            f"{{edit: {json.dumps([found.before, found.after], ensure_ascii=False)}, why: ...}}"
            for found in mutate.survivors(problem)
        ]
    except Fault as fault:
        return [f"{problem.id}: {fault}"]


def schema(session: Session, markdown: bool = False) -> int:
    """The JSON Schema of a spec, for an editor's completion; or the same as a page to read."""
    if markdown:
        from drill import schema_page

        sys.stdout.write(schema_page.page(session.language))
        return PASSED
    from drill import schema

    sys.stdout.write(json.dumps(schema.of_problem(session.language), ensure_ascii=False, indent=2) + "\n")
    return PASSED
