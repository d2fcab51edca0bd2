"""Après les pages : le premier emploi de chaque mot du glossaire porte un bouton, et sa définition est une bulle.

Le mot est l'étiquette de son bouton : toucher l'un, c'est toucher l'autre. Un bouton qui contiendrait le mot ne se
couperait pas en fin de ligne, et « obligation de quitter le territoire français » déchirerait la phrase au téléphone.

Le HTML construit est repris tel quel, sans rien savoir de ce qui l'a fait : un autre générateur donnerait la même chose.
"""

import html
import re
from collections.abc import Sequence

from builder.catalogue import words
from builder.glossaire import Mot

# Une balise entière, guillemets compris, ou un commentaire ; ce qui reste est du texte.
_TAG = re.compile(r"<!--.*?-->|<(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
_CLASSES = re.compile(r"\sclass=\"([^\"]*)\"")
_VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# Un bouton n'a pas sa place dans ce qui est déjà un lien, un bouton, un titre, une étiquette ou un dessin.
_CLOSED = {"a", "button", "summary", "label", "legend", "form", "nav", "select", "option", "textarea", "th", "caption"}
_CLOSED |= {"h1", "h2", "h3", "h4", "h5", "h6", "code", "pre", "script", "style", "svg", "template", "small", "dt"}
# Ce que le JavaScript de la page remplit, et ce qu'on recopie ou imprime tel quel.
_CLOSED_CLASSES = {"calculateur", "avertissement", "tableau", "tableau-des-jours", "fiche", "sans-mots", "pied"}
_ARTICLE = re.compile(r"(<article\b[^>]*>)(.*)(</article>)", re.DOTALL)
# Sous ces titres : des noms d'organismes et de textes, rien à expliquer.
_END = re.compile(r"<h2 id=\"(?:qui-aide-gratuitement|sources)\"")


def _pattern(form: str) -> str:
    """La forme, quels que soient ses espaces et ses apostrophes ; sa première lettre peut être une capitale."""
    escaped = re.escape(form).replace(r"\ ", r"(?:\s|&nbsp;)+").replace("'", "(?:'|’|&#39;|&rsquo;)")
    first = form[0]
    if first.islower():
        escaped = f"[{first}{first.upper()}]{escaped[1:]}"
    return rf"(?<![\w&-]){escaped}(?![\w-])"


def _finder(glossary: Sequence[Mot]) -> tuple[re.Pattern[str], dict[str, Mot]]:
    """Une seule recherche pour tout le glossaire, la forme la plus longue d'abord."""
    forms = sorted(((form, word) for word in glossary for form in word.formes), key=lambda pair: -len(pair[0]))
    groups = {f"f{rank}": word for rank, (_, word) in enumerate(forms)}
    pattern = "|".join(f"(?P<f{rank}>{_pattern(form)})" for rank, (form, _) in enumerate(forms))
    return re.compile(pattern), groups


class _Article:
    """Le texte d'une page, parcouru une fois."""

    def __init__(self, glossary: Sequence[Mot]) -> None:
        self.pattern, self.groups = _finder(glossary)
        self.used: dict[str, Mot] = {}
        self.closed = 0  # combien de balises fermées au bouton sont ouvertes autour de nous
        self.stack: list[tuple[str, bool]] = []

    def _button(self, found: re.Match[str]) -> str:
        word = self.groups[str(found.lastgroup)]
        if word.id in self.used:
            return found[0]
        self.used[word.id] = word
        said = html.escape(words("guide")["explication"].format(mot=word.mot))
        button = f'<button type="button" popovertarget="{word.ancre}" aria-label="{said}"></button>'
        return f'<label class="mot">{found[0]}{button}</label>'

    def _tag(self, tag: str) -> None:
        named = _NAME.match(tag)
        if not named or named[1].lower() in _VOID or tag.endswith("/>"):
            return
        name = named[1].lower()
        if tag.startswith("</"):
            self._close(name)
            return
        classes = set(found[1].split()) if (found := _CLASSES.search(tag)) else set()
        # Un tiret dans le nom : un élément à nous, que son script remplira.
        shut = name in _CLOSED or "-" in name or bool(classes & _CLOSED_CLASSES)
        self.stack.append((name, shut))
        self.closed += shut

    def _close(self, name: str) -> None:
        """Referme jusqu'à cette balise : en HTML, une fin de paragraphe peut ne pas être écrite."""
        if all(opened != name for opened, _ in self.stack):
            return
        while self.stack:
            opened, shut = self.stack.pop()
            self.closed -= shut
            if opened == name:
                return

    def run(self, text: str) -> str:
        done, at = [], 0
        for tag in _TAG.finditer(text):
            done += [self._text(text[at : tag.start()]), tag[0]]
            self._tag(tag[0])
            at = tag.end()
        return "".join([*done, self._text(text[at:])])

    def _text(self, text: str) -> str:
        return text if self.closed else self.pattern.sub(self._button, text)


def _bubble(word: Mot) -> str:
    """La définition : une bulle que le navigateur ouvre et ferme lui-même (Échap, toucher ailleurs, bouton)."""
    close = html.escape(words("guide")["fermer"])
    return (
        f'<div popover id="{word.ancre}" class="definition" role="note" tabindex="-1">'
        f"<p><strong>{html.escape(word.mot)}&nbsp;:</strong> {html.escape(word.definition)}</p>"
        f'<button type="button" popovertarget="{word.ancre}" popovertargetaction="hide">{close}</button></div>'
    )


def explain(page: str, glossary: Sequence[Mot]) -> str:
    """La page, avec ses boutons, et ses définitions à la fin de l'article ; inchangée s'il n'y a rien à expliquer."""
    article = _ARTICLE.search(page)
    if not article or not glossary:
        return page
    inside = article[2]
    cut = found.start() if (found := _END.search(inside)) else len(inside)
    seen = _Article(glossary)
    body = seen.run(inside[:cut]) + inside[cut:]
    if not seen.used:
        return page
    title = html.escape(words("guide")["mots"])
    bubbles = "\n".join(_bubble(word) for word in seen.used.values())
    ending = f'<div class="mots">\n<p class="titre">{title}</p>\n{bubbles}\n</div>\n'
    return page[: article.start(2)] + body + ending + page[article.end(2) :]
