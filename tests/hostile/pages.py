"""What a page of HTML holds, as far as an attack or a crawl is concerned: links, forms, and whatever would run."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from django.test.client import MULTIPART_CONTENT

from tests.hostile.inputs import MARK

type Attributes = dict[str, str]

NEVER_OURS = {"iframe", "object", "embed", "base", "applet", "frame", "plaintext", "xmp", "noembed"}
ADDRESSES = {"href", "src", "action", "formaction", "data", "xlink:href", "srcset", "poster", "background"}


@dataclass(frozen=True)
class Field:
    name: str
    kind: str
    value: str = ""
    choices: tuple[str, ...] = ()


@dataclass
class Form:
    page: str
    action: str
    method: str
    carries_files: bool = False
    fields: list[Field] = field(default_factory=list)

    @property
    def signature(self) -> tuple[object, ...]:
        """What tells one sort of form from another, whatever things it is about."""
        names = frozenset((each.name, each.kind) for each in self.fields)
        return self.method, names


class Page(HTMLParser):
    """Reads a page. `dangers` are the things that would run and are not ours."""

    def __init__(self, address: str, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.dangers: list[str] = []
        self._form: Form | None = None
        self._inside = ""
        self._select: list[str] | None = None
        self._text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, given: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in given}
        self._look_for_dangers(tag, attributes)
        if tag == "a" and "href" in attributes:
            self.links.append(urljoin(self.address, attributes["href"]))
        elif tag == "form":
            action = urljoin(self.address, attributes.get("action") or self.address)
            carries_files = attributes.get("enctype", "").lower() == MULTIPART_CONTENT.partition(";")[0]
            self._form = Form(self.address, action, attributes.get("method", "get").lower(), carries_files)
            self.forms.append(self._form)
        elif tag in {"script", "style"}:
            self._inside = tag
        elif self._form:
            self._take_field(tag, attributes)

    def _take_field(self, tag: str, attributes: Attributes) -> None:
        name, value = attributes.get("name", ""), attributes.get("value", "")
        if tag == "option" and self._select is not None:
            self._select.insert(0 if "selected" in attributes else len(self._select), value)
        elif not name:
            return
        elif tag in {"input", "button"}:
            self._add(Field(name, attributes.get("type", "text") if tag == "input" else "submit", value))
        elif tag in {"textarea", "select"}:
            self._inside, self._name = tag, name
            self._select, self._text = ([] if tag == "select" else None), ""

    def handle_data(self, data: str) -> None:
        if self._inside in {"script", "style"} and MARK in data:
            self.dangers.append(f"<{self._inside}> {data[:80]}")
        if self._inside == "textarea":
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        if tag != self._inside:
            return
        if tag == "textarea":
            self._add(Field(self._name, "textarea", self._text.removeprefix("\n")))
        if tag == "select":
            self._add(Field(self._name, "select", (self._select or [""])[0], tuple(self._select or ())))
        self._inside, self._select = "", None

    def _add(self, found: Field) -> None:
        if self._form and found.name != "csrfmiddlewaretoken":
            self._form.fields.append(found)

    def _look_for_dangers(self, tag: str, attributes: Attributes) -> None:
        runs = [f"{name}={value}" for name, value in attributes.items() if name.startswith(("on", "hx-on"))]
        for name in ADDRESSES & attributes.keys():
            address = "".join(letter for letter in attributes[name] if letter > " ").lower()
            if address.startswith(("javascript:", "vbscript:", "data:text", "data:application")):
                runs.append(f"{name}={attributes[name]}")
            if tag in {"script", "link"} and MARK in address:
                runs.append(f"{name}={attributes[name]}")
        if MARK in attributes.get("style", "") or attributes.get("http-equiv", "").lower() == "refresh":
            runs.append("style or refresh")
        if tag in NEVER_OURS:
            runs.append("never ours")
        self.dangers += [f"<{tag}> {run[:80]}" for run in runs]
