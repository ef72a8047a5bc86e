"""Completion, hover and definitions, asked of a real server."""

import pytest
from lsp_editor import CITED, FIRST, Editor
from lsprotocol import types as t


@pytest.mark.asyncio
async def test_completion_by_place(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", CITED))
    keys = await editor.completed(path, "    text: A contract was made.\n    be", 34)
    assert "premises" not in keys or keys["premises"].documentation
    for old, wanted, unwanted in (
        ("offer: offered", "accepted", "contract"),
        ("rule: contract", "contract", "made"),
        ("scheme: expert", "expert-opinion", "made"),
        ("asserted_by: buyer", "buyer", "made"),
        ("kind: factual", "factual", "statute"),
        ("kind: statute", "statute", "factual"),
        ("{basis", "independence", "made"),
        ("[code", "code", "made"),
        ("code s.", "s. 2(1)", "code"),
    ):
        start = old.rindex(" ") + 1 if " " in old else 1
        found = await editor.completed(path, old, start if old[start - 1] in " {[" else 1)
        assert wanted in found, old
        assert unwanted not in found, old
    editor.swap(path, "premises: {offer: offered, acceptance: accepted}", "premises: {offer: offered, ")
    found = await editor.completed(path, "premises: {offer: offered, ")
    assert found["acceptance"].detail == "element"
    assert "offer" not in found
    assert "duress" not in found


@pytest.mark.asyncio
async def test_an_id_says_what_it_stands_for(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST))
    item = (await editor.completed(path, "premises: ["))["offer-accepted"]
    assert item.detail == "factual assertion · stands"
    assert "accepted the seller's offer" in str(item.documentation)
    assert "contract-made" not in await editor.completed(path, "premises: [")


@pytest.mark.asyncio
async def test_completion_goes_on_while_the_file_is_broken(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST))
    await editor.diagnosed(path)
    editor.swap(path, "counters: [price-left-open]", "counters: [{text: 'open")
    assert "authorities" in await editor.completed(path, "    asserted", 4)
    editor.swap(path, "counters: [{text: 'open", "counters: [")
    found = await editor.completed(path, "counters: [")
    assert {"offer-accepted", "price-left-open"} <= set(found)


@pytest.mark.asyncio
async def test_what_is_typed_is_replaced(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST))
    editor.swap(path, "premises: [offer-accepted]", "premises: [accep]")
    item = (await editor.completed(path, "premises: [accep"))["offer-accepted"]
    assert item.text_edit is not None
    assert editor.words(path, item.text_edit.range) == "accep"  # type: ignore[union-attr]
    editor.swap(path, "    issue: sale\n", "    issue: sale\n    stat\n")
    item = (await editor.completed(path, "    stat"))["status"]
    assert item.text_edit is not None
    assert item.text_edit.new_text == "status: "


@pytest.mark.asyncio
async def test_hover(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", CITED))
    assert "An offer was made." in await editor.hovered(path, "offer: offered", 8)
    told = await editor.hovered(path, "offered: {text")
    assert "not established" in told
    assert "Relied on by `made`" in told
    assert "A contract needs an offer" in await editor.hovered(path, "code s. 2(1)", 7)
    assert "A code of sales" in await editor.hovered(path, "code s. 2(1)")
    assert "There was an offer." in await editor.hovered(path, "premises: {offer", 12)
    assert "expert opinion" in await editor.hovered(path, "expert-opinion")
    assert "On what does the opinion rest" in await editor.hovered(path, "basis")
    assert "A contract needs both." in await editor.hovered(path, "rule: contract", 8)
    assert "Independent lines of support" in await editor.hovered(path, "because")
    assert await editor.hovered(path, "A State", 2) == ""
    editor.swap(path, "[code s. 2(1)]", "[code § 2(1)]")
    assert "A contract needs an offer" in await editor.hovered(path, "code § 2(1)", 7)


@pytest.mark.asyncio
async def test_definition(editor: Editor) -> None:
    editor.write("case/map.yaml", "argmap: 1\nmap: {title: A map}\nuses: [../library.yaml]\n")
    editor.write(
        "library.yaml",
        CITED.split("assertions:", maxsplit=1)[0].replace("map: {title: A map, forum: a court, as_of: 2026}\n", ""),
    )
    facts = editor.write("case/facts.yaml", "argmap: 1\nassertions:" + CITED.split("assertions:")[1])
    await editor.start()
    path = editor.open(facts)
    assert await editor.defined(path, "offer: offered", 8) == [("case/facts.yaml", "offered")]
    assert await editor.defined(path, "code s.") == [("library.yaml", "code")]
    assert await editor.defined(path, "code s. 2", 7) == [("library.yaml", '"s. 2(1)"')]
    assert await editor.defined(path, "rule: contract", 8) == [("library.yaml", "contract")]
    assert await editor.defined(path, "{offer", 2) == [("library.yaml", "offer")]
    assert await editor.defined(path, "A contract was", 2) == []
    other = editor.open("case/map.yaml")
    assert await editor.defined(other, "../library", 4) == [("library.yaml", "")]


@pytest.mark.asyncio
async def test_an_editor_that_shows_plain_text_only(editor: Editor) -> None:
    hover = t.HoverClientCapabilities(content_format=[t.MarkupKind.PlainText])
    await editor.start(text_document=t.TextDocumentClientCapabilities(hover=hover))
    path = editor.open(editor.write("first.yaml", FIRST))
    found = await editor.client.text_document_hover_async(t.HoverParams(**editor.at(path, "offer-accepted", 2)))
    assert found is not None
    assert isinstance(found.contents, t.MarkupContent)
    assert found.contents.kind is t.MarkupKind.PlainText


@pytest.mark.asyncio
async def test_under_premises_of_a_rule_its_elements_alone(editor: Editor) -> None:
    await editor.start()
    block = "premises:\n          offer: offered\n          \n        answers"
    text = CITED.replace("premises: {offer: offered, acceptance: accepted}\n        answers", block)
    path = editor.open(editor.write("first.yaml", text))
    await editor.diagnosed(path)
    blank = "offer: offered\n          "
    assert [*await editor.completed(path, blank)] == ["acceptance"]
    editor.swap(path, blank, "offer: offered\n          acceptance: accepted\n          ")
    assert not await editor.completed(path, "acceptance: accepted\n          ")


@pytest.mark.asyncio
async def test_in_the_middle_of_a_word_the_whole_is_replaced(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", CITED.replace("[code s. 2(1)]", "[code s. 9-, code]")))
    for words, label, gone, new in (
        ("acceptance: acc", "accepted", "accepted", "accepted"),
        ("offer: of", "offered", "offered", "offered"),
        ("    beca", "because", "because", "because"),
        ("[code s.", "s. 2(1)", "s. 9-", "s. 2(1)"),
        ("kind: fac", "factual", "factual", "factual"),
    ):
        edit = (await editor.completed(path, words))[label].text_edit
        assert isinstance(edit, t.TextEdit)
        assert (editor.words(path, edit.range), edit.new_text) == (gone, new)


@pytest.mark.asyncio
async def test_an_editor_that_can_lets_the_writer_choose(editor: Editor) -> None:
    both = t.ClientCompletionItemOptions(insert_replace_support=True)
    known = t.CompletionClientCapabilities(completion_item=both)
    await editor.start(text_document=t.TextDocumentClientCapabilities(completion=known))
    path = editor.open(editor.write("first.yaml", CITED))
    edit = (await editor.completed(path, "acceptance: acc"))["accepted"].text_edit
    assert isinstance(edit, t.InsertReplaceEdit)
    assert [editor.words(path, edit.insert), editor.words(path, edit.replace)] == ["acc", "accepted"]


@pytest.mark.asyncio
async def test_plain_text_has_no_marks(editor: Editor) -> None:
    hover = t.HoverClientCapabilities(content_format=[t.MarkupKind.PlainText])
    await editor.start(text_document=t.TextDocumentClientCapabilities(hover=hover))
    odd = CITED.replace("An offer was made.", "An *offer* was_made.").replace(
        "    title: A code of sales\n", "    title: A code of sales\n    url: https://example.org/a_b\n"
    )
    path = editor.open(editor.write("first.yaml", odd))
    told = await editor.hovered(path, "offered: {text")
    assert "offered · factual assertion · not established\n\nAn *offer* was_made." in told
    assert "Relied on by made." in told
    told = await editor.hovered(path, "[code s. 2(1)]", 2)
    assert "\nhttps://example.org/a_b\n" in told
    assert not {"`", "**"} & {told[at : at + size] for at in range(len(told)) for size in (1, 2)}
    schemes = await editor.completed(path, "scheme: expert")
    assert "**" not in str(schemes["expert-opinion"].documentation)


@pytest.mark.asyncio
async def test_set_words_are_explained(editor: Editor) -> None:
    await editor.start()
    cited = "[{cite: code, at: s. 9, treatment: contradicts}]"
    path = editor.open(editor.write("first.yaml", CITED.replace("[code s. 2(1)]", cited)))
    assert "counts against" in str((await editor.completed(path, "treatment: con"))["contradicts"].documentation)
    assert "counts against" in await editor.hovered(path, "contradicts")
    assert "Law applied to facts" in str((await editor.completed(path, "kind: factual", 6))["mixed"].documentation)
    assert "What happened" in await editor.hovered(path, "kind: factual", 7)
