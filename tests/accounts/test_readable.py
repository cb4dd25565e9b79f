from datetime import UTC, date, datetime

from accounts.readable import markdown


def test_short_things_are_a_list_long_ones_quotations_and_parts_have_headings() -> None:
    data = {
        "title": "Full loop",
        "finished": True,
        "at": datetime(2026, 3, 2, 12, 0, tzinfo=UTC),
        "day": date(2026, 3, 2),
        "nothing": None,
        "empty": [],
        "none_taken": 0,
        "answers": [{"question": "bias", "text": "One\n\nTwo"}, {"question": "variance", "text": "x" * 101}],
        "groups": ["Curators", "Reviewers"],
        "limits": {"minutes": 5},
    }
    assert markdown("Practice", data) == "\n".join(
        [
            "# Practice",
            "",
            "- Title: Full loop",
            "- Finished: yes",
            "- At: 2026-03-02 12:00:00 UTC",
            "- Day: 2026-03-02",
            "- None taken: 0",
            "",
            "## Answers",
            "",
            "### Answers 1: bias",
            "",
            "- Question: bias",
            "",
            "Text:",
            "",
            "> One",
            ">",
            "> Two",
            "",
            "### Answers 2: variance",
            "",
            "- Question: variance",
            "",
            "Text:",
            "",
            f"> {'x' * 101}",
            "",
            "## Groups",
            "",
            "- Curators",
            "- Reviewers",
            "",
            "## Limits",
            "",
            "- Minutes: 5",
            "",
        ]
    )
