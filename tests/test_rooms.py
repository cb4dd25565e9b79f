"""The plan of the house, held against the code: which room may import which, and where the test of a module stands.

A room is a folder, or a module that stands in its app's own folder. An `__init__.py` that says nothing is no module.
"""

import ast
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from tests.paths import ROOT

APPS = ["accounts", "config", "questions", "practice"]

FLOORS = {
    "around everything": [
        "config.form_fields",
        "config.kept",
        "config.pieces",
        "config.rows",
        "config.private_files",
        "config.databases",
        "config.clock",
        "config.statements",
        "config.middleware",
        "config.compression",
        "config.metrics",
        "config.request_ids",
        "config.outages",
        "config.logs",
        "config.fault_mail",
        "config.sentry",
        "config.health",
        "config.preparation",
        "config.backups",
        "config.bodies",
        "config.csp",
        "config.runner",
    ],
    "accounts: pure modules": [
        "accounts.devices",
        "accounts.encryption",
        "accounts.passwords",
        "accounts.readable",
    ],
    "accounts: models": ["accounts.models"],
    "accounts: around every request": ["accounts.sessions", "accounts.middleware"],
    "accounts: verbs": [
        "accounts.addresses",
        "accounts.departures",
        "accounts.export",
        "accounts.http",
        "accounts.limits",
    ],
    "accounts: forms, views, admin": [
        "accounts.adapters",
        "accounts.curation_site",
        "accounts.entrance",
        "accounts.forms",
        "accounts.templatetags",
        "accounts.entrance_views",
        "accounts.views",
        "accounts.urls",
        "accounts.admin",
        "accounts.management.commands",
        "accounts.apps",
    ],
    "questions: pure modules": [
        "questions.kinds",
        "questions.asked",
        "questions.text",
        "questions.immutable",
        "questions.stems",
        "questions.lexemes",
        "questions.similarity",
        "questions.diagrams",
        "questions.maths",
        "questions.markdown",
        "questions.content",
        "questions.notation",
    ],
    "questions: models": ["questions.models"],
    "questions: verbs": [
        "questions.entries",
        "questions.search",
        "questions.published",
        "questions.pages",
        "questions.authoring",
        "questions.bankfiles",
        "questions.interchange.formats",
        "questions.interchange.formats.markdown",
        "questions.interchange",
    ],
    "questions: forms, views, admin": [
        "questions.forms",
        "questions.filters",
        "questions.listings",
        "questions.views",
        "questions.urls",
        "questions.admin",
        "questions.templatetags",
        "questions.management",
        "questions.management.commands",
        "questions.apps",
    ],
    "practice: pure modules": [
        "practice.backlog",
        "practice.draws",
        "practice.evidence",
        "practice.feedback",
        "practice.gaps",
        "practice.memory",
        "practice.planning",
        "practice.numbers",
        "practice.estimates",
        "practice.calibration",
        "practice.days",
        "practice.charts",
        "practice.interviewer",
        "practice.speech",
        "practice.remote",
        "practice.byte_ranges",
        "practice.scenes",
        "practice.pictures",
    ],
    "practice: models": ["practice.models"],
    "practice: verbs": [
        "practice.sampling",
        "practice.selection",
        "practice.stages",
        "practice.sums",
        "practice.question_map",
        "practice.reading",
        "practice.coverage",
        "practice.interviews",
        "practice.stage_clock",
        "practice.written",
        "practice.autosave",
        "practice.results",
        "practice.reviewed",
        "practice.pace",
        "practice.conversation",
        "practice.bookmarks",
        "practice.stories",
        "practice.blueprints",
        "practice.transcribers",
        "practice.transcripts",
        "practice.judges",
        "practice.opinions",
        "practice.recordings",
        "practice.runs",
        "practice.scheduling",
        "practice.acts",
        "practice.self_rating",
        "practice.comparison",
        "practice.agenda",
        "practice.standings",
        "practice.repetition",
        "practice.grasps",
        "practice.progress",
        "practice.attempts",
        "practice.startable",
        "practice.plans",
        "practice.preparations",
        "practice.next_step",
        "practice.retrospect",
        "practice.item_statistics",
        "practice.upkeep",
        "practice.gauges",
        "practice.mentors",
        "practice.news",
        "practice.interchange",
        "practice.export",
    ],
    "practice: forms, views, admin": [
        "practice.refusals",
        "practice.forms",
        "practice.mentor_forms",
        "practice.templatetags",
        "practice.views",
        "practice.urls",
        "practice.admin",
        "practice.management.commands",
        "practice.apps",
    ],
    "the whole site": [
        "config.apps",
        "config.views",
        "config.urls",
        "config.settings",
        "config.wsgi",
        "config.rsgi",
    ],
}
"""From the ground up: a room imports nothing but rooms that stand before it, on its own floor or on a lower one."""

NOT_OF_ONE_MODULE = {
    "tests/test_authorisation.py": "every address of the site",
    "tests/test_css.py": "the style sheets, held against what carries their classes",
    "tests/test_first_release.py": "the migrations, on a database of the first release",
    "tests/test_glossary.py": "docs/glossary.md",
    "tests/test_makefile.py": "the Makefile",
    "tests/test_numpy.py": "bin/numpy",
    "tests/test_plans.py": "what PostgreSQL makes of each page's statements",
    "tests/test_rooms.py": "the whole house",
    "tests/test_security_document.py": "docs/security.md",
    "tests/test_templates.py": "every template",
    "tests/test_weights.py": "what every page weighs",
    "tests/accounts/test_make_curator.py": "a command",
    "tests/practice/test_coverage_pairs.py": "how often the word check is right",
    "tests/accounts/test_other_sites.py": "sign-in by other sites, as our settings and adapter make it",
    "tests/accounts/test_reset_link.py": "a command, and the page that names it",
    "tests/accounts/test_second_factor.py": "allauth's second factors and sessions, as our settings make them",
    "tests/accounts/test_security.py": "the headers and cookies of every page",
    "tests/accounts/test_signup.py": "allauth's pages as our settings, forms and adapter make them",
    "tests/config/test_words.py": "what the site says of a field, in every form",
    "tests/config/test_project.py": "migrations, locks, the sample of the environment",
    "tests/faults/test_faults.py": "a site whose parts are broken",
    "tests/hostile/test_addresses.py": "every address, attacked",
    "tests/hostile/test_admin.py": "every page of the admin, attacked",
    "tests/hostile/test_crawl.py": "every link and form, as each role",
    "tests/hostile/test_forms.py": "every form, attacked",
    "tests/hostile/test_importers.py": "every format, attacked",
    "tests/practice/test_autosave_histories.py": "autosave, by drawn histories",
    "tests/practice/test_queries.py": "what each verb and page of practice costs",
    "tests/practice/test_races.py": "verbs against verbs, in threads",
    "tests/practice/test_upgrade_to_parts.py": "migrations 0004 to 0006 of practice, beside the release before",
    "tests/questions/test_harness.py": "what runs a learner's code in the browser",
    "tests/questions/test_views_of_versions.py": "those of questions.views that show a version",
    "tests/questions/bankfiles/test_mutants.py": "the bank's own tests",
    "tests/questions/bankfiles/test_readings.py": "docs/readings",
    "tests/questions/bankfiles/test_second_solutions.py": "the bank's own tests, by other solutions",
    "tests/questions/claims/test_quotes.py": "the claims beside it",
    "tests/questions/interchange/test_patterns.py": "every regular expression of the import",
    "tests/questions/interchange/test_layouts.py": "small lists with what went wrong in public ones",
    "tests/questions/interchange/test_blind_set.py": "the readers of lists, measured on lists that they do not know",
    "tests/questions/interchange/formats/test_any_input.py": "every format, by drawn and hostile input",
}
"""Test files that have no module of their name, and what they are about."""

TESTED_ELSEWHERE = {
    "accounts.curation_site": "hostile/test_admin.py",
    "practice.urls": "test_authorisation.py",
    "practice.views.access": "practice/views/test_interview.py",
    "practice.views.code_review": "practice/views/test_review.py",
    "practice.views.question_page": "practice/views/test_interview.py",
    "practice.views.revealed": "practice/views/test_repetition.py",
    "practice.views.review_items": "practice/views/test_review_page.py",
    "practice.views.review_rows": "practice/views/test_review_page.py",
    "questions.admin.forms": "questions/admin/test_question.py",
    "questions.admin.uploads": "questions/admin/test_imports.py",
    "questions.bankfiles.dump": "questions/bankfiles/test_load.py",
    "questions.bankfiles.index_file": "questions/interchange/formats/test_tree.py",
    "questions.content": "questions/bankfiles/test_question_file.py",
    "questions.interchange.categories": "questions/interchange/test_importer.py",
    "questions.interchange.formats": "questions/interchange/formats/test_tree.py",
    "questions.interchange.formats.markdown": "questions/interchange/formats/markdown/test_reader.py",
    "questions.management.commands.import_questions": "questions/interchange/test_importer.py",
    "questions.management.commands.load_bank": "questions/bankfiles/test_load.py",
    "questions.models": "questions/test_immutable.py",
    "questions.templatetags": "questions/admin/test_attention.py",
    "questions.text": "questions/interchange/formats/test_tree.py",
    "practice.export": "practice/test_bookmarks.py",
    "practice.forms": "practice/views/test_setup.py",
    "practice.interchange.checked": "practice/interchange/test_importer.py",
    "practice.mentor_forms": "practice/views/test_mentor_page.py",
    "practice.models": "practice/test_interviews.py",
    "practice.templatetags": "practice/views/test_interview.py",
    "practice.remote": "practice/test_judges.py",
    "practice.views.recordings": "practice/test_recordings.py",
}
"""Modules without a test file of their name, or rooms whose modules have none, and the one that tests them."""

SMALL = 40
"""Lines of code up to which a module need not have a test file of its own, nor stand in TESTED_ELSEWHERE."""

ORDER = [room for rooms in FLOORS.values() for room in rooms]

type Graph = dict[str, set[str]]


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def says_something(path: Path) -> bool:
    return path.name != "__init__.py" or bool(ast.parse(path.read_text(encoding="utf-8")).body)


MODULES = {
    name_of(path): path
    for app in APPS
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts and says_something(path)
}


def room_of(module: str) -> str:
    folder = module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]
    return module if folder in APPS else folder


def imports(source: str, package: str, modules: Mapping[str, object]) -> Iterator[str]:
    """Which of `modules` a module of `package` imports: at its top, inside functions, or for its types alone."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: 1 - node.level or None] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            named = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in named:
            if found := next((known for known in (name, name.rpartition(".")[0]) if known in modules), None):
                yield found


def graph_of_modules() -> Graph:
    return {
        module: set(
            imports(
                path.read_text(encoding="utf-8"),
                module if path.name == "__init__.py" else module.rpartition(".")[0],
                MODULES,
            )
        )
        for module, path in MODULES.items()
    }


def joined(graph: Graph, place_of: Mapping[str, str]) -> Graph:
    """The graph of the places that the modules of `graph` stand in."""
    result: Graph = {place: set() for place in place_of.values()}
    for module, imported in graph.items():
        result[place_of[module]] |= {place_of[each] for each in imported} - {place_of[module]}
    return result


GRAPH = graph_of_modules()
ROOMS = joined(GRAPH, {module: room_of(module) for module in GRAPH})


def a_circle(graph: Graph) -> list[str]:
    """Names that import one another in a ring, the first again at the end; empty when there is no ring."""
    done: set[str] = set()

    def walk(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        found = next(filter(None, (walk(each, [*path, name]) for each in sorted(graph[name]))), [])
        done.add(name)
        return found

    return next(filter(None, (walk(name, []) for name in sorted(graph))), [])


def culprits(lower: str, upper: str) -> str:
    """The modules of one room that import from another, for a message."""
    found = [
        f"{module} imports {each}"
        for module, imported in GRAPH.items()
        for each in sorted(imported)
        if room_of(module) == lower and room_of(each) == upper
    ]
    return ", ".join(found)


class TestImports:
    def test_modules_import_in_no_circle(self) -> None:
        circle = a_circle(GRAPH)
        assert not circle, f"These modules import one another in a circle: {' -> '.join(circle)}."

    def test_rooms_import_in_no_circle(self) -> None:
        circle = a_circle(ROOMS)
        steps = [culprits(lower, upper) for lower, upper in pairwise(circle)]
        assert not circle, f"These rooms import one another in a circle: {' -> '.join(circle)} ({'; '.join(steps)})."

    def test_each_room_has_a_floor(self) -> None:
        missing = sorted(ROOMS.keys() - set(ORDER))
        assert not missing, (
            f"{', '.join(missing)}: on no floor yet. Add it to FLOORS in tests/test_rooms.py, after all that it imports"
            " and before all that import it."
        )
        gone = [room for room in ORDER if room not in ROOMS]
        assert not gone, f"{', '.join(gone)}: no longer there. Take it out of FLOORS in tests/test_rooms.py."
        assert len(ORDER) == len(set(ORDER))

    def test_imports_go_down(self) -> None:
        place = {room: number for number, room in enumerate(ORDER)}
        upward = [
            f"{culprits(room, each)}, which stands above it"
            for room, imported in ROOMS.items()
            for each in imported
            if room in place and each in place and place[room] < place[each]
        ]
        assert not upward, "\n".join(["FLOORS in tests/test_rooms.py says otherwise:", *sorted(upward)])

    @pytest.mark.parametrize(
        ("app", "others"), [("accounts", {"questions", "practice"}), ("questions", {"practice"}), ("config", set(APPS))]
    )
    def test_an_app_knows_nothing_of_those_that_build_on_it(self, app: str, others: set[str]) -> None:
        apps = joined(GRAPH, {module: module.partition(".")[0] for module in GRAPH})
        assert not apps[app] & others

    def test_every_way_to_import_is_seen(self) -> None:
        source = """
from typing import TYPE_CHECKING
import a.b.deep
from . import beside
from .. import b
from ..other import name
from a import flat, unknown

if TYPE_CHECKING:
    from a.types import Type

def function():
    from a.late import something
"""
        modules = dict.fromkeys(["a.b.deep", "a.b.beside", "a.b", "a.other", "a.flat", "a.types", "a.late"])
        assert set(imports(source, "a.b", modules)) == set(modules)

    def test_a_circle_is_found(self) -> None:
        assert a_circle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
        assert a_circle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def module_of(test: Path) -> str:
    """The module that a test file is named after, whether there is one or not."""
    return ".".join([*test.relative_to(ROOT / "tests").parts[:-1], test.stem.removeprefix("test_")])


def lines_of_code(path: Path) -> int:
    lines = map(str.strip, path.read_text(encoding="utf-8").splitlines())
    return sum(bool(line) and not line.startswith("#") for line in lines)


class TestNames:
    # Those in the browser walk through many modules, and a claim is about a question of the bank.
    TESTS = sorted(
        path
        for path in (ROOT / "tests").rglob("test_*.py")
        if "browser" not in path.parts and path.parent.parent.name != "claims"
    )

    def test_a_test_file_is_named_after_its_module(self) -> None:
        strange = {str(path.relative_to(ROOT)) for path in self.TESTS if module_of(path) not in MODULES}
        unlisted = sorted(strange - NOT_OF_ONE_MODULE.keys())
        assert not unlisted, (
            f"{', '.join(unlisted)}: no module has this name. Name it after the one it tests, or say in"
            " NOT_OF_ONE_MODULE in tests/test_rooms.py what it is about."
        )
        gone = sorted(NOT_OF_ONE_MODULE.keys() - strange)
        assert not gone, f"{', '.join(gone)}: take it out of NOT_OF_ONE_MODULE in tests/test_rooms.py."

    def test_a_module_has_a_test_file_of_its_name(self) -> None:
        tested = {module_of(path) for path in self.TESTS}
        untested = [
            module
            for module, path in MODULES.items()
            if module.startswith(("questions.", "practice."))
            and not {module, room_of(module)} & TESTED_ELSEWHERE.keys()
            and module not in tested
            and lines_of_code(path) > SMALL
        ]
        assert not untested, (
            f"{', '.join(untested)}: no test file of this name. Write one, or name the file that tests it in"
            " TESTED_ELSEWHERE in tests/test_rooms.py."
        )

    def test_what_is_said_to_be_tested_elsewhere_is(self) -> None:
        gone = [name for name in TESTED_ELSEWHERE if name not in MODULES.keys() | ROOMS.keys()]
        assert not gone, f"{', '.join(gone)}: take it out of TESTED_ELSEWHERE in tests/test_rooms.py."
        missing = [test for test in TESTED_ELSEWHERE.values() if not (ROOT / "tests" / test).exists()]
        assert not missing, f"{', '.join(missing)}: not there; TESTED_ELSEWHERE in tests/test_rooms.py names it."
