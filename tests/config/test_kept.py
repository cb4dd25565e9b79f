"""Pieces of a page that are rendered once, with slots."""

import pytest
from django.template import Context, Engine, Template, TemplateSyntaxError

from config import kept


def rendered(text: str, /, **values: object) -> str:
    return Template("{% load kept %}" + text).render(Context(values))


def test_what_is_kept_is_filled_anew() -> None:
    page = Template(
        "{% load kept %}{% kept place=part.place %}<b>{{ place }}: {% slot text %}, {% slot text %}</b>{% endkept %}"
    )
    seen = [page.render(Context({"part": {"place": 3}, "text": text})) for text in ("one", "<two>")]
    assert seen == ["<b>3: one, one</b>", "<b>3: &lt;two&gt;, &lt;two&gt;</b>"]


def test_it_is_rendered_once_for_each_way_that_it_looks() -> None:
    before = kept._pieces.cache_info()
    page = Template("{% load kept %}{% for each in all %}{% kept shown=each %}[{{ shown }}]{% endkept %}{% endfor %}")
    assert page.render(Context({"all": [1, 2, 1, True, "1", 1.0]})) == "[1][2][1][True][1][1.0]"
    after = kept._pieces.cache_info()
    assert after.misses - before.misses == 5  # 1, True, "1" and 1.0 look different


def test_a_block_knows_what_it_names_alone() -> None:
    with pytest.raises(TemplateSyntaxError, match="shows 'secret' and does not name it"):
        rendered("{% kept place=1 %}{{ place }}{{ secret }}{% endkept %}", secret="mine")
    with pytest.raises(TemplateSyntaxError, match="shows 'secret'"):
        rendered("{% kept place=1 %}{% if secret %}mine{% endif %}{% endkept %}", secret="mine")


def test_slots_know_what_surrounds_the_block_also_in_what_it_includes() -> None:
    engine = Engine(
        libraries={"kept": "config.kept"},
        loaders=[("django.template.loaders.locmem.Loader", {"inner": "{% load kept %}({{ place }} {% slot text %})"})],
    )
    page = engine.from_string('{% load kept %}{% kept place=1 %}{% include "inner" %}{% endkept %}')
    assert [page.render(Context({"text": text})) for text in "ab"] == ["(1 a)", "(1 b)"]


def test_a_block_in_a_block_has_its_slots_filled_too() -> None:
    page = Template(
        "{% load kept %}{% kept outer=1 %}{{ outer }}"
        "{% kept inner=outer %}/{{ inner }}/{% slot text %}{% endkept %}{% endkept %}"
    )
    assert [page.render(Context({"text": text})) for text in "ab"] == ["1/1/a", "1/1/b"]


def test_a_slot_outside_of_a_block_is_a_variable() -> None:
    assert rendered("{% slot text %}", text="<") == "&lt;"


def test_a_slot_that_a_condition_leaves_out_is_left_out() -> None:
    text = "{% kept shown=shown %}{% if shown %}{% slot one %}{% endif %}{% slot two %}{% endkept %}"
    assert [rendered(text, shown=shown, one=1, two=2) for shown in (True, False)] == ["12", "2"]


@pytest.mark.parametrize("text", ["{% kept place %}{% endkept %}", "{% slot %}", "{% slot one two %}"])
def test_what_is_written_wrongly_is_refused(text: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="takes"):
        rendered(text)


def test_what_can_change_is_no_name_for_a_piece() -> None:
    with pytest.raises(TypeError, match="not by list"):
        rendered("{% kept all=all %}{% endkept %}", all=[1])
