"""References, highlights, outlines, symbols, folding, links and the support hierarchy, asked of a real server."""

from pathlib import Path

import pytest
from lsp_editor import CITED, FIRST, Editor
from lsprotocol import types as t

TWO = """\
argmap: 1
map: {title: Another map}
uses: [library.yaml]
assertions:
  other: {text: Another., authorities: [code s. 9]}
"""


def _split(editor: Editor) -> Path:
    """The map in a folder, its authorities and rules in a library that another map uses too."""
    library, assertions = CITED.replace("map: {title: A map, forum: a court, as_of: 2026}\n", "").split("assertions:")
    editor.write("case/map.yaml", "argmap: 1\nmap: {title: A map}\nuses: [../library.yaml]\n")
    editor.write("library.yaml", library)
    editor.write("two.yaml", TWO)
    return editor.write("case/facts.yaml", "argmap: 1\nassertions:" + assertions)


async def _references(editor: Editor, path: Path, words: str, offset: int = 1, *, own: bool = False) -> list[str]:
    context = t.ReferenceContext(include_declaration=own)
    found = await editor.client.text_document_references_async(
        t.ReferenceParams(context=context, **editor.at(path, words, offset))
    )
    return sorted(f"{file} {item.range.start.line}" for item in found or () for file in [editor.place(item)[0]])


@pytest.mark.asyncio
async def test_references_in_all_files_of_all_maps(editor: Editor) -> None:
    await editor.start()
    path = editor.open(_split(editor))
    assert await _references(editor, path, "offered: {text") == ["case/facts.yaml 7", "case/facts.yaml 8"]
    assert len(await _references(editor, path, "offered: {text", own=True)) == 3
    library = editor.open("library.yaml")
    assert await _references(editor, library, "  code:", 3) == ["case/facts.yaml 9", "two.yaml 4"]
    assert await _references(editor, library, "{offer", 2) == ["case/facts.yaml 7"]
    assert await _references(editor, library, "A contract") == []


@pytest.mark.asyncio
async def test_highlights_in_one_file(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST))
    at = t.DocumentHighlightParams(**editor.at(path, "[offer-accepted", 2))
    found = await editor.client.text_document_document_highlight_async(at)
    told = [(editor.words(path, item.range), item.kind) for item in found or ()]
    assert told == [
        ("offer-accepted", t.DocumentHighlightKind.Read),
        ("offer-accepted", t.DocumentHighlightKind.Write),
    ]


@pytest.mark.asyncio
async def test_the_outline_of_a_file_and_the_symbols_of_all(editor: Editor) -> None:
    inline = FIRST.replace(
        "counters: [price-left-open]", "counters:\n      - id: too-late\n        text: It came too late."
    )
    await editor.start()
    path = editor.open(editor.write("first.yaml", inline))
    found = await editor.client.text_document_document_symbol_async(t.DocumentSymbolParams(editor.named(path)))
    outline = {item.name: item for item in found or ()}
    assert list(outline) == ["argmap", "map", "parties", "issues", "assertions"]
    assertions = {item.name: item for item in outline["assertions"].children or ()}  # type: ignore[union-attr]
    assert list(assertions) == ["contract-made", "offer-accepted", "price-left-open"]
    made = assertions["contract-made"]
    assert made.detail == "The parties made a contract of sale."
    assert [item.name for item in made.children or ()] == ["too-late"]
    assert editor.words(path, made.selection_range) == "contract-made"
    assert editor.words(path, made.range).endswith("It came too late.")
    symbols = await editor.client.workspace_symbol_async(t.WorkspaceSymbolParams("left"))
    assert [(item.name, item.container_name) for item in symbols or ()] == [
        ("price-left-open", "The parties had not agreed on a price.")
    ]
    by_text = await editor.client.workspace_symbol_async(t.WorkspaceSymbolParams("LETTER"))
    assert [item.name for item in by_text or ()] == ["offer-accepted"]


@pytest.mark.asyncio
async def test_folding(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", "# one\n# two\n" + FIRST))
    found = await editor.client.text_document_folding_range_async(t.FoldingRangeParams(editor.named(path)))
    told = {(item.start_line, item.end_line, item.kind) for item in found or ()}
    lines = editor.texts[path].splitlines()
    first, last = lines.index("  contract-made:"), lines.index("    counters: [price-left-open]")
    assert (0, 1, t.FoldingRangeKind.Comment) in told
    assert (first, last, None) in told
    assert (lines.index("assertions:"), len(lines) - 1, None) in told


@pytest.mark.asyncio
async def test_links(editor: Editor) -> None:
    await editor.start()
    _split(editor)
    text = TWO + "authorities:\n  page: {kind: book, title: A page, url: 'https://example.org/a'}\n"
    path = editor.open(editor.write("two.yaml", text))
    found = await editor.client.text_document_document_link_async(t.DocumentLinkParams(editor.named(path)))
    told = [(editor.words(path, item.range), item.target) for item in found or ()]
    assert told == [
        ("library.yaml", (editor.project / "library.yaml").as_uri()),
        ("'https://example.org/a'", "https://example.org/a"),
    ]


@pytest.mark.asyncio
async def test_what_an_assertion_rests_on_and_carries(editor: Editor) -> None:
    await editor.start()
    path = editor.open(_split(editor))
    (made,) = await _hierarchy(editor, path, "made:")
    assert (made.name, made.detail) == ("made", "mixed assertion · not established · A contract was made.")
    below = await editor.client.call_hierarchy_outgoing_calls_async(t.CallHierarchyOutgoingCallsParams(made))
    assert [item.to.name for item in below or ()] == ["offered", "accepted", "code"]
    assert [editor.words(path, item.from_ranges[0]) for item in below or ()] == ["offered", "accepted", "code s. 2(1)"]
    (offered,) = await _hierarchy(editor, path, "offered: {text")
    above = await editor.client.call_hierarchy_incoming_calls_async(t.CallHierarchyIncomingCallsParams(offered))
    assert [item.from_.name for item in above or ()] == ["made"]
    (code,) = await _hierarchy(editor, path, "code s. 2(1)")
    citing = await editor.client.call_hierarchy_incoming_calls_async(t.CallHierarchyIncomingCallsParams(code))
    assert "made" in [item.from_.name for item in citing or ()]


async def _hierarchy(editor: Editor, path: Path, words: str) -> list[t.CallHierarchyItem]:
    at = t.CallHierarchyPrepareParams(**editor.at(path, words, 1))
    return list(await editor.client.text_document_prepare_call_hierarchy_async(at) or ())


@pytest.mark.asyncio
async def test_what_is_said_against_is_no_support(editor: Editor) -> None:
    """Also in editors that show nothing but the name."""
    await editor.start()
    more = "  too-low: {text: The price was too low., counters: [price-left-open]}\n"
    text = (
        FIRST.replace("premises: [offer-accepted]", "because: {premises: [offer-accepted], counters: [too-low]}") + more
    )
    path = editor.open(editor.write("first.yaml", text))
    (made,) = await _hierarchy(editor, path, "contract-made:")
    below = await editor.client.call_hierarchy_outgoing_calls_async(t.CallHierarchyOutgoingCallsParams(made)) or ()
    assert [item.to.name for item in below] == [
        "offer-accepted", "too-low (against: undercuts)", "price-left-open (against: rebuts)"
    ]  # fmt: skip
    assert str(below[1].to.detail).startswith("against: undercuts · ")
    further = await editor.client.call_hierarchy_incoming_calls_async(t.CallHierarchyIncomingCallsParams(below[2].to))
    assert [item.from_.name for item in further or ()] == [
        "contract-made (opposed: rebuts)", "too-low (opposed: rebuts)"
    ]  # fmt: skip
    above = await editor.client.call_hierarchy_incoming_calls_async(t.CallHierarchyIncomingCallsParams(below[1].to))
    assert [item.from_.name for item in above or ()] == ["contract-made (opposed: undercuts)"]
