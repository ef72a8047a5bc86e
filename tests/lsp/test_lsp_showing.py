"""Lines above entries, words behind ids and colours by meaning, asked of a real server."""

import pytest
from lsp_editor import CITED, FIRST, Editor
from lsprotocol import types as t


@pytest.mark.asyncio
async def test_a_line_above_every_entry(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST))
    await editor.diagnosed(path)
    found = await editor.client.text_document_code_lens_async(t.CodeLensParams(editor.named(path)))
    told = {editor.words(path, item.range): item.command.title for item in found or () if item.command}
    assert told["contract-made"] == "stands · 1 premise · 1 counter"
    assert told["price-left-open"] == "defeated · 1 counter · 1 gap"
    assert told["sale"] == "contract-made stands · 1 position"
    (lens,) = (item for item in found or () if editor.words(path, item.range) == "contract-made")
    assert lens.command is not None
    reason = await editor.client.workspace_execute_command_async(
        t.ExecuteCommandParams(lens.command.command, lens.command.arguments)
    )
    assert "contract-made stands" in str(reason)


@pytest.mark.asyncio
async def test_what_an_id_says_stands_behind_it(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST))
    whole = t.Range(t.Position(0, 0), t.Position(99, 0))
    found = await editor.client.text_document_inlay_hint_async(t.InlayHintParams(editor.named(path), whole))
    told = [str(item.label) for item in found or ()]
    assert "The buyer accepted the seller's offer by letter." in told
    assert "Did the parties make a contract of sale?" in told
    at = editor.position(editor.texts[path], editor.texts[path].index("offer-accepted]") + len("offer-accepted"))
    assert at in [item.position for item in found or ()]
    line = t.Range(t.Position(0, 0), t.Position(1, 0))
    assert not await editor.client.text_document_inlay_hint_async(t.InlayHintParams(editor.named(path), line))


@pytest.mark.asyncio
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
async def test_colours_by_meaning(editor: Editor, encoding: str) -> None:
    told = await editor.start(encoding)
    options = told.capabilities.semantic_tokens_provider
    assert options is not None
    path = editor.open(editor.write("first.yaml", CITED.replace("A code", "Ein 🏛️ e\u0301")))
    found = await editor.client.text_document_semantic_tokens_full_async(t.SemanticTokensParams(editor.named(path)))
    assert found is not None
    words = _decoded(editor, editor.texts[path], list(found.data), list(options.legend.token_types))
    assert ("code", "interface") in words
    assert ("made", "class") in words
    assert ("contract", "function") in words
    assert ("buyer", "parameter") in words
    assert ("assertions", "namespace") in words
    assert ("passages", "property") in words
    where = t.Range(t.Position(0, 0), t.Position(3, 0))
    some = await editor.client.text_document_semantic_tokens_range_async(
        t.SemanticTokensRangeParams(editor.named(path), where)
    )
    assert some is not None
    assert 0 < len(some.data) < len(found.data)


def _decoded(editor: Editor, text: str, data: list[int], types: list[str]) -> list[tuple[str, str]]:
    lines, words, line, column = text.splitlines(), [], 0, 0
    for number in range(0, len(data), 5):
        down, right, length, sort, _ = data[number : number + 5]
        line, column = line + down, right if down else column + right
        assert length > 0
        span = t.Range(t.Position(line, column), t.Position(line, column + length))
        words.append((editor.words(next(iter(editor.texts)), span), types[sort]))
        assert line < len(lines)
    return words
