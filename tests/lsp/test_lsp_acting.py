"""What can be done at a place: each action is made by the editor, and what it is about is then gone."""

from pathlib import Path

import pytest
from lsp_editor import CITED, FIRST, Editor
from lsprotocol import types as t
from test_lsp_changing import _apply

import argmap.catalogue


async def _offered(editor: Editor, path: Path, words: str, offset: int = 1) -> dict[str, t.CodeAction]:
    await editor.diagnosed(path)
    at = editor.at(path, words, offset)["position"]
    known = [item for item in await editor.diagnosed(path) if item.range.start.line == at.line]
    asked = t.CodeActionParams(editor.named(path), t.Range(at, at), t.CodeActionContext(known))
    found = await editor.client.text_document_code_action_async(asked)
    return {item.title: item for item in found or () if isinstance(item, t.CodeAction)}


async def _done(editor: Editor, path: Path, action: t.CodeAction) -> list[str]:
    _apply(editor, action.edit)
    return await editor.codes(path)


@pytest.mark.asyncio
async def test_what_was_meant_and_what_is_missing(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST))
    editor.swap(path, "premises: [offer-accepted]", "premises: [offer-acepted]")
    offered = await _offered(editor, path, "offer-acepted")
    meant = offered["Write `offer-accepted` instead of `offer-acepted`"]
    assert not meant.is_preferred
    assert [item.code for item in meant.diagnostics or ()] == ["dangling-id"]
    assert "dangling-id" not in await _done(editor, path, meant)
    editor.swap(path, "premises: [offer-accepted]", "premises: [offer-accepted, delivered]")
    assert "dangling-id" in await editor.codes(path)
    offered = await _offered(editor, path, "delivered")
    assert "dangling-id" not in await _done(editor, path, offered["Add the assertion `delivered`"])
    editor.swap(path, "    issue: sale", "    isue: sale")
    offered = await _offered(editor, path, "isue")
    assert offered["Write `issue` instead of `isue`"].is_preferred
    assert "unknown-key" not in await _done(editor, path, offered["Write `issue` instead of `isue`"])


@pytest.mark.asyncio
async def test_a_missing_authority_is_added(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST.replace("status: agreed", "authorities: [letter]")))
    offered = await _offered(editor, path, "[letter", 2)
    assert "dangling-id" not in await _done(editor, path, offered["Add the authority `letter`"])
    assert "  letter:" in editor.texts[path]


@pytest.mark.asyncio
async def test_a_missing_element_and_a_missing_pinpoint(editor: Editor) -> None:
    text = CITED.replace("premises: {offer: offered, acceptance: accepted}", "premises: {offer: offered}")
    await editor.start()
    path = editor.open(editor.write("first.yaml", text.replace("[code s. 2(1)]", "[code]")))
    offered = await _offered(editor, path, "premises: {offer", 11)
    title = "Add the element acceptance, as a new assertion acceptance"
    assert "missing-element" in await editor.codes(path)
    assert "missing-element" not in await _done(editor, path, offered[title])
    assert "acceptance: acceptance" in editor.texts[path]
    assert "It was accepted." in editor.texts[path].split("assertions:")[1]
    assert "missing-pinpoint" in await editor.codes(path)
    offered = await _offered(editor, path, "[code]")
    title = "Point to s. 2(1): A contract needs an offer and an acceptance."
    assert "missing-pinpoint" not in await _done(editor, path, offered[title])
    assert "[code s. 2(1)]" in editor.texts[path]


@pytest.mark.asyncio
async def test_a_gap_is_waived(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST))
    offered = await _offered(editor, path, "price-left-open: {")
    await _done(editor, path, offered["Waive fact-without-evidence at price-left-open, with a reason"])
    assert "{check: fact-without-evidence, at: price-left-open, because:" in editor.texts[path]
    assert {"fact-without-evidence", "unused-waiver"} <= {*await editor.codes(path)}
    (gap,) = (
        item
        for item in await editor.diagnosed(path)
        if "price-left-open" in item.message and item.code != "unused-waiver"
    )
    assert gap.severity is not t.DiagnosticSeverity.Hint
    editor.swap(path, "because: …" if "because: …" in editor.texts[path] else 'because: "…"', "because: It is agreed")
    (hint,) = (item for item in await editor.diagnosed(path) if item.code == "fact-without-evidence")
    assert hint.severity is t.DiagnosticSeverity.Hint


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "inline",
    [
        "counters:\n      - id: too-late\n        text: It came too late.\n        how: undercuts",
        "counters: [{id: too-late, text: It came too late., kind: factual}, price-left-open]",
        "premises: {id: too-late, text: It came too late.}",
    ],
)
async def test_an_inline_definition_gets_an_entry_of_its_own(editor: Editor, inline: str) -> None:
    await editor.start()
    text = FIRST.replace("    premises: [offer-accepted]\n", "") if "premises" in inline else FIRST
    path = editor.open(editor.write("first.yaml", text.replace("counters: [price-left-open]", inline)))
    before = await editor.codes(path)
    offered = await _offered(editor, path, "It came", 2)
    assert await _done(editor, path, offered["Give too-late an entry of its own"]) == before
    assert "\n  too-late:" in editor.texts[path]


STARTER = Path(argmap.catalogue.__file__).parent / "starter" / "first-map.yaml"


@pytest.mark.asyncio
async def test_the_comments_of_an_inline_definition_stay(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", STARTER.read_text("utf-8")))
    before, comments = await editor.codes(path), editor.texts[path].count("#")
    offered = await _offered(editor, path, "received-in-april")
    assert await _done(editor, path, offered["Give received-in-april an entry of its own"]) == before
    text = editor.texts[path]
    assert "      - received-in-april               # an assertion may be defined where it is used\n" in text
    assert (
        "    authorities: [diary]                # a citation in its short form\n"
        in text.split("\n  received-in-april:\n")[1]
    )
    assert text.count("#") == comments


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("inline", "entry"),
    [
        (
            "\n      - text: |   # its words\n          It came\n\n          too late.\n"
            "        # which\n        id: too-late # why\n",
            "    text: |   # its words\n      It came\n\n      too late.\n",
        ),
        (
            "\n      id: too-late  # why\n      # how\n      text: It came late.\n",
            "    # how\n    text: It came late.\n",
        ),
    ],
)
async def test_comments_move_with_what_they_are_about(editor: Editor, inline: str, entry: str) -> None:
    await editor.start()
    text = FIRST.replace(" [price-left-open]\n", inline)
    path = editor.open(editor.write("first.yaml", text))
    before, comments = await editor.codes(path), text.count("#")
    offered = await _offered(editor, path, "It came", 2)
    assert await _done(editor, path, offered["Give too-late an entry of its own"]) == before
    assert f"\n  too-late:\n{entry}" in editor.texts[path]
    assert "too-late # why" in editor.texts[path].replace("  #", " #")
    assert editor.texts[path].count("#") == comments


@pytest.mark.asyncio
async def test_what_is_added_needs_no_mending(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST.replace("[contract-made]", "[contract-made, no-contract]")))
    offered = await _offered(editor, path, "no-contract")
    await _done(editor, path, offered["Add the assertion `no-contract`"])
    assert "    issue: sale\n" in editor.texts[path].split("\n  no-contract:\n")[1]
    editor.swap(path, "status: agreed", "authorities: [letter]")
    offered = await _offered(editor, path, "[letter", 2)
    assert "empty-key" not in await _done(editor, path, offered["Add the authority `letter`"])


KINDS = [("refactor", True), ("", True), ("refactor.inline", False), ("quickfix", False), ("ref", False)]


@pytest.mark.asyncio
@pytest.mark.parametrize(("kind", "is_offered"), KINDS)
async def test_kinds_hold_those_below_them(editor: Editor, kind: str, is_offered: bool) -> None:
    await editor.start()
    text = FIRST.replace(" [price-left-open]\n", "\n      - id: too-late\n        text: It came late.\n")
    path = editor.open(editor.write("first.yaml", text))
    await editor.diagnosed(path)
    at = editor.at(path, "It came", 2)["position"]
    asked = t.CodeActionParams(editor.named(path), t.Range(at, at), t.CodeActionContext([], only=[kind]))
    found = await editor.client.text_document_code_action_async(asked)
    assert any("an entry of its own" in item.title for item in found or []) is is_offered


@pytest.mark.asyncio
async def test_only_the_kinds_that_are_asked_for(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST))
    await editor.diagnosed(path)
    at = editor.at(path, "price-left-open: {", 2)["position"]
    context = t.CodeActionContext([], only=[t.CodeActionKind.RefactorExtract])
    asked = t.CodeActionParams(editor.named(path), t.Range(at, at), context)
    assert not await editor.client.text_document_code_action_async(asked)


@pytest.mark.asyncio
async def test_tabs(editor: Editor) -> None:
    await editor.start()
    text = "argmap: 1\nmap: {title: T}\nassertions:\n\ta:\n\t\ttext: One.\n"
    path = editor.open(editor.write("first.yaml", text))
    offered = await _offered(editor, path, "\ta:", 0)
    await _done(editor, path, offered["Indent with two spaces instead of each tab"])
    assert editor.texts[path] == text.replace("\t", "  ")


@pytest.mark.asyncio
@pytest.mark.parametrize("cited", ["code s. 21(1)", "{cite: code, at: s. 21(1)}", "'code s. 21(1)'"])
async def test_another_passage(editor: Editor, cited: str) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", CITED.replace("code s. 2(1)]", f"{cited}]")))
    offered = await _offered(editor, path, "s. 21(1)")
    assert [title[:14] for title in offered if title.startswith("Point")] == ["Point to s. 2(", "Point to s. 9:"]
    codes = await _done(editor, path, offered["Point to s. 2(1): A contract needs an offer and an acceptance."])
    assert "unknown-passage" not in codes
    assert f"authorities: [{cited.strip(chr(39)).replace('21', '2')}]" in editor.texts[path]


@pytest.mark.asyncio
async def test_a_pinpoint_needs_no_quotation_marks(editor: Editor) -> None:
    await editor.start()
    text = CITED.replace('"s. 9"', '"§ 626"').replace("[code s. 2(1)]", "[code]")
    path = editor.open(editor.write("first.yaml", text))
    offered = await _offered(editor, path, "[code]")
    await _done(editor, path, offered["Point to § 626: The price is what is reasonable."])
    assert "authorities: [code § 626]" in editor.texts[path]


@pytest.mark.asyncio
@pytest.mark.parametrize("words", ["rule: contract", "premises: {", "{offer: offered", "authorities: [code s"])
async def test_a_missing_element_is_offered_anywhere_in_its_argument(editor: Editor, words: str) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", CITED.replace(", acceptance: accepted}", "}")))
    offered = await _offered(editor, path, words)
    codes = await _done(editor, path, offered["Add the element acceptance, as a new assertion acceptance"])
    assert "missing-element" not in codes
    assert not [title for title in await _offered(editor, path, "    text: A contract") if "element" in title]


@pytest.mark.asyncio
async def test_a_new_assertion_stands_in_the_file_that_is_edited(editor: Editor) -> None:
    await editor.start()
    editor.write("case/map.yaml", FIRST)
    path = editor.open(
        editor.write("case/more.yaml", "argmap: 1\nassertions:\n  more: {text: More., premises: [new]}\n")
    )
    offered = await _offered(editor, path, "[new]")
    await _done(editor, path, offered["Add the assertion `new`"])
    assert "\n  new:" in editor.texts[path]
