"""Word templates: compiled once from the .docx that people edit in Word, filled many times.

docxtpl gives the dialect (`{{p … }}` for a paragraph, `{{r … }}` for a run) and Jinja compiles it, with autoescape and strict names. What a
template says for all offices alike is deflated once; an office fills the holes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import jinja2
from docxtpl import DocxTemplate
from jinja2 import meta
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import Markup

from qmsdocs.archive import Entry, Pattern, deflated, hole, unzip, zip_bytes
from qmsdocs.diagnostics import catalogue
from qmsdocs.diagnostics.report import Checked, Diagnostic, Unsound, WordPlace, has_errors
from qmsdocs.model.document import Document, Style
from qmsdocs.model.framework.edition import PageRules
from qmsdocs.ooxml.body import FIGURE, SEPARATOR, TABLE_STYLES, Author, BodyPrinter, Page
from qmsdocs.ooxml.drawing import CHART_TEXT
from qmsdocs.ooxml.gate import unfit_facts
from qmsdocs.ooxml.inspection import inspect
from qmsdocs.ooxml.styles import sizes_of, with_known_ids

BODY_SLOT = "thân"
HEAD_SLOTS = ("đầu_trái", "đầu_phải", "chân_trái", "chân_phải", "trang")
"""The run slots of a template's head and foot."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PART = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_TRACKED = re.compile(r"<w:(ins|del|moveFrom|moveTo|cellIns|cellDel|cellMerge|\w+Change)[ >]")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_PLAIN_TAG = re.compile(r"\{\{\s*\w+\s*\}\}")
"""All that a template may say: a name. What else Jinja knows is not for templates."""
_ENVIRONMENT = ImmutableSandboxedEnvironment(autoescape=True, undefined=jinja2.StrictUndefined)


@dataclass(frozen=True, slots=True)
class WordPattern:
    """A Word file with holes: one document, specialised for every office that shares it."""

    parts: tuple[tuple[str, Pattern | Entry], ...]

    def fill(self, facts: Mapping[str, str]) -> bytes:
        """Give the .docx of one office. Raises KeyError for a fact that is not given, Unsound for one that no file may hold."""
        unfit = unfit_facts(facts)
        if unfit:
            raise Unsound(unfit)
        return zip_bytes([(name, part.fill(facts) if isinstance(part, Pattern) else part) for name, part in self.parts])


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template: its filled parts as Jinja templates, its other parts deflated, its page."""

    filled: tuple[tuple[str, jinja2.Template], ...]
    static: tuple[tuple[str, Entry], ...]
    page: Page
    styles: frozenset[str]
    """The ids of the styles that it has."""
    slots: frozenset[str]
    """The names of the slots that it has."""

    def specialise(self, document: Document, author: Author, notes: tuple[str, ...] = ()) -> WordPattern:
        """Print a document into the template, leaving holes where offices differ; `notes` go into the properties of the file."""
        printer = BodyPrinter(author, self.page)
        values = {name: Markup(printer.runs(runs)) for name, runs in document.slots}  # noqa: S704 - the printer escapes
        values[BODY_SLOT] = Markup(printer.blocks(document.blocks))  # noqa: S704 - the printer escapes
        parts: list[tuple[str, Pattern | Entry]] = list(self.static)
        parts += [(name, Pattern(template.render(values))) for name, template in self.filled]
        parts.append((_CORE, Pattern(_core_properties(document, notes))))
        return WordPattern(tuple(sorted(parts, key=lambda part: (part[0] != "[Content_Types].xml", part[0] != "_rels/.rels", part[0]))))


def compile_template(file: str, content: bytes, rules: PageRules | None = None) -> Checked[Template]:
    """Compile a template.

    Takes its file name, for messages, its bytes, and what its edition says of pages. Gives the template, or None with every fault at its part
    and paragraph: a name that is not known, a tag that cannot be read, changes or comments left in it, a slot that is missing, a wrong margin.
    """
    try:
        parts, styles = with_known_ids(unzip(content), KNOWN_STYLES)
        document = parts["word/document.xml"]
        page = _page(document, parts.get("word/styles.xml"))
        texts = {name: _words(part) for name, part in parts.items() if _PART.fullmatch(name)}
        dialect = DocxTemplate(io.BytesIO(content))
        dialect.init_docx()
        problems = inspect(file, parts, frozenset(KNOWN_STYLES), rules)
    except (ValueError, KeyError, etree.XMLSyntaxError):
        return Checked(None, (catalogue.not_a_word_file(WordPlace(file, "tệp", 1, "")),))
    filled: list[tuple[str, jinja2.Template]] = []
    slots: set[str] = set()
    for name in sorted(texts):
        template = _compile_part(file, name, parts[name].decode(), dialect, problems, slots)
        if template is not None:
            filled.append((name, template))
    if texts["word/document.xml"].count(f"{{{{p {BODY_SLOT} }}}}") != 1:
        problems.append(catalogue.template_without_body(WordPlace(file, "word/document.xml", 1, ""), f"{{{{p {BODY_SLOT} }}}}"))
    if has_errors(problems):
        return Checked(None, tuple(problems))
    names = {name for name, _ in filled} | {_CORE}
    static = tuple((name, deflated(part)) for name, part in sorted(parts.items()) if name not in names)
    return Checked(Template(tuple(filled), static, page, styles, frozenset(slots)), tuple(problems))


def _compile_part(file: str, name: str, xml: str, dialect: DocxTemplate, problems: list[Diagnostic], slots: set[str]) -> jinja2.Template | None:
    if _TRACKED.search(xml):
        problems.append(catalogue.template_with_changes(_place(file, name, xml, _TRACKED)))
        return None
    source = dialect.patch_xml(xml)
    try:
        names = meta.find_undeclared_variables(_ENVIRONMENT.parse(source))
        template = _ENVIRONMENT.from_string(source)
        plain = all(_PLAIN_TAG.fullmatch(tag) for tag in _TAG.findall(source))
    except jinja2.TemplateSyntaxError:
        plain = False
    if not plain:
        problems.append(catalogue.template_tag_broken(_place(file, name, xml, re.compile(r"\{[{%#]|[%#}]\}"))))
        return None
    slots |= names
    known = {BODY_SLOT, *HEAD_SLOTS}
    problems += [catalogue.template_name_unknown(_place(file, name, xml, re.compile(re.escape(unknown))), unknown, known) for unknown in sorted(names - known)]
    return template


def _place(file: str, name: str, xml: str, wanted: re.Pattern[str]) -> WordPlace:
    """Find the first paragraph whose text, or whose XML, holds what is wanted."""
    paragraphs = list(etree.fromstring(xml.encode()).iter(f"{{{_W}}}p"))
    for number, paragraph in enumerate(paragraphs, 1):
        text = "".join(str(piece) for piece in paragraph.itertext())
        if wanted.search(text) or wanted.search(etree.tostring(paragraph, encoding="unicode")):
            return WordPlace(file, name, number, text[:40])
    return WordPlace(file, name, 1, "")


def _words(part: bytes) -> str:
    """Give the words of a part. Raises ValueError for what is not UTF-8, XMLSyntaxError for what is not XML."""
    part.decode()
    return "".join(str(text) for text in etree.fromstring(part).itertext())


def _page(document: bytes, styles: bytes | None) -> Page:
    """Give the page of a template. Raises ValueError for a document without one."""
    section = next(etree.fromstring(document).iter(f"{{{_W}}}sectPr"), None)
    size = None if section is None else section.find(f"{{{_W}}}pgSz")
    margins = None if section is None else section.find(f"{{{_W}}}pgMar")
    if section is None or size is None or margins is None:
        msg = "no page"
        raise ValueError(msg)
    width = int(size.get(f"{{{_W}}}w", "0")) - int(margins.get(f"{{{_W}}}left", "0")) - int(margins.get(f"{{{_W}}}right", "0"))
    section.tail = None
    written = re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(section, encoding="unicode"))
    return Page(width, written, {} if styles is None else sizes_of(styles))


_CORE = "docProps/core.xml"
KNOWN_STYLES = (*(style.value for style in Style), *(f"Heading{level}" for level in range(1, 5)), *TABLE_STYLES, FIGURE, SEPARATOR, CHART_TEXT)
"""The ids of all styles that we print by."""


def _core_properties(document: Document, notes: tuple[str, ...]) -> str:
    title = escape(f"{document.identity.code} {document.identity.title}", quote=False)
    said = f"<dc:description>{escape(' '.join(notes), quote=False)}</dc:description>" if notes else ""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"{said}<dc:title>{title}</dc:title><dc:creator>{hole('đơn vị')}</dc:creator><dc:language>vi-VN</dc:language></cp:coreProperties>"
    )
