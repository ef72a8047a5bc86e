"""Diagnostics as one types: of the whole map, under the profile that is asked for, whatever state the files are in."""

from pathlib import Path

import pytest
from lsp_editor import FIRST, Editor
from lsprotocol import types as t

LIBRARY = """\
argmap: 1
authorities:
  code: {kind: statute, title: A code of sales, date: 1990}
"""


@pytest.mark.asyncio
async def test_what_is_found_when_a_file_is_opened_and_mended(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST))
    (gap,) = await editor.diagnosed(path)
    assert (gap.code, gap.severity, gap.source) == ("fact-without-evidence", t.DiagnosticSeverity.Warning, "argmap")
    assert editor.words(path, gap.range) == "price-left-open"
    assert "Cite an exhibit" in gap.message
    assert gap.code_description is not None
    assert gap.code_description.href.endswith("checks.md#fact-without-evidence")
    editor.swap(path, "kind: factual}\n", "kind: factual, status: agreed}\n")
    assert "fact-without-evidence" not in await editor.codes(path)
    editor.swap(path, "premises: [offer-accepted]", "premises: [offer-acepted]")
    assert "dangling-id" in await editor.codes(path)


@pytest.mark.asyncio
async def test_a_half_typed_line_spoils_itself_only(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST))
    editor.swap(path, "premises: [offer-accepted]", "premises: [offer-acc")
    found = await editor.diagnosed(path)
    assert [item.code for item in found if item.severity is t.DiagnosticSeverity.Error] == ["syntax"]
    editor.swap(path, "premises: [offer-acc", "premises: [offer-accepted]")
    assert await editor.codes(path) == ["fact-without-evidence"]


@pytest.mark.asyncio
async def test_every_file_of_a_map_is_told_of(editor: Editor) -> None:
    editor.write(
        "case/map.yaml", "argmap: 1\nmap: {title: A map, forum: a court, as_of: 2026}\nuses: [../library.yaml]\n"
    )
    used = editor.write("library.yaml", LIBRARY)
    facts = editor.write(
        "case/facts.yaml", "argmap: 1\nassertions:\n  paid: {text: The price was paid., authorities: [code]}\n"
    )
    await editor.start()
    path = editor.open("case/map.yaml")
    await editor.diagnosed(path)
    editor.open(facts)
    assert "unused-authority" not in await editor.codes(facts)
    editor.swap(facts, "authorities: [code]", "authorities: [coed]")
    assert "dangling-id" in await editor.codes(facts)
    assert "incomplete-authority" in await editor.until(used, has="incomplete-authority")


@pytest.mark.asyncio
async def test_what_nobody_uses_is_marked_so_and_second_places_are_named(editor: Editor) -> None:
    await editor.start()
    library = LIBRARY.replace("argmap: 1\n", "") + "  code-2: {kind: book, title: A book, by: Somebody, date: 2000}\n"
    path = editor.open(editor.write("first.yaml", FIRST + library + "rules: {code: {text: A rule.}}\n"))
    found = {(str(item.code), editor.words(path, item.range)): item for item in await editor.diagnosed(path)}
    assert found["unused-authority", "code-2"].tags == (t.DiagnosticTag.Unnecessary,)
    (other,) = found["duplicate-id", "code"].related_information or ()
    assert editor.place(other.location) == ("first.yaml", "code")


@pytest.mark.asyncio
async def test_an_unsaved_library_stands_in_for_the_one_on_the_disk(editor: Editor) -> None:
    editor.write("one.yaml", FIRST.replace("map: {", "uses: [library.yaml]\nmap: {"))
    editor.write(
        "two.yaml",
        FIRST.replace("map: {", "uses: [library.yaml]\nmap: {").replace("status: agreed", "authorities: [code]"),
    )
    used = editor.write("library.yaml", LIBRARY)
    await editor.start()
    one, two = editor.open("one.yaml"), editor.open("two.yaml")
    assert "dangling-id" not in await editor.codes(two)
    editor.open(used)
    editor.swap(used, "  code:", "  civil-code:")
    await editor.until(two, has="dangling-id")
    editor.close(used)
    await editor.until(two, lacks="dangling-id")
    assert "dangling-id" not in await editor.codes(one)


@pytest.mark.asyncio
async def test_the_profile_is_the_editors_else_the_projects(editor: Editor) -> None:
    (editor.project / "argmap.toml").write_text('profile = "draft"\n')
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST))
    assert await editor.codes(path) == []
    editor.client.workspace_did_change_configuration(
        t.DidChangeConfigurationParams({"argmap": {"profile": "opponent"}})
    )
    found = await editor.until(path, has="fact-without-evidence")
    assert len(found) > 1


@pytest.mark.asyncio
async def test_broken_settings_are_a_diagnostic(editor: Editor) -> None:
    (editor.project / "argmap.toml").write_text('profile = "all of it"\n')
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST))
    assert await editor.codes(path) == ["fact-without-evidence"]
    assert await editor.until(editor.project / "argmap.toml", has="broken-settings") == ["broken-settings"]


@pytest.mark.asyncio
async def test_a_waived_diagnostic_is_a_hint(editor: Editor) -> None:
    waiver = "waivers:\n  - {check: fact-without-evidence, at: price-left-open, because: It is common ground.}\n"
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST + waiver))
    (hint,) = await editor.diagnosed(path)
    assert hint.severity is t.DiagnosticSeverity.Hint
    assert "It is common ground." in hint.message


@pytest.mark.asyncio
async def test_closing_takes_back_what_was_told(editor: Editor) -> None:
    await editor.start()
    path = editor.open(editor.write("first.yaml", FIRST))
    assert await editor.codes(path) == ["fact-without-evidence"]
    editor.close(path)
    await editor.until(path, lacks="fact-without-evidence")


@pytest.mark.asyncio
async def test_a_file_that_changes_on_the_disk(editor: Editor) -> None:
    editor.write("case/map.yaml", "argmap: 1\nmap: {title: A map, forum: a court, as_of: 2026}\n")
    await editor.start()
    path = editor.open("case/map.yaml")
    await editor.diagnosed(path)
    other = editor.write("case/more.yaml", "argmap: 1\nassertions:\n  a: {text: A thing is so., premises: [nothing]}\n")
    _watched(editor, other, t.FileChangeType.Created)
    await editor.until(other, has="dangling-id")
    editor.write("case/more.yaml", "argmap: 1\nassertions:\n  a: {text: A thing is so.}\n")
    _watched(editor, other, t.FileChangeType.Changed)
    await editor.until(other, lacks="dangling-id")
    other.unlink()
    _watched(editor, other, t.FileChangeType.Deleted)
    await editor.until(other, lacks="fact-without-evidence")


def _watched(editor: Editor, path: Path, change: t.FileChangeType) -> None:
    event = t.FileEvent(path.as_uri(), change)
    editor.client.workspace_did_change_watched_files(t.DidChangeWatchedFilesParams([event]))


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "text", ["", "\n", "- a\n", "text", "argmap: 1\n\x00", "a: &x [*x]\n", "\ufeffargmap: 1\n", "[" * 3000]
)
async def test_a_file_that_is_no_map_is_no_trouble(editor: Editor, text: str) -> None:
    await editor.start()
    path = editor.open("new.yaml", text)
    await editor.diagnosed(path)
    await editor.completed(path, "")
    await editor.hovered(path, "", 0)
    editor.set(path, FIRST)
    assert await editor.codes(path) == ["fact-without-evidence"]


@pytest.mark.asyncio
async def test_a_text_that_has_no_file(editor: Editor) -> None:
    await editor.start()
    item = t.TextDocumentItem("untitled:Untitled-1", "yaml", 1, FIRST)
    editor.client.text_document_did_open(t.DidOpenTextDocumentParams(item))
    while "untitled:Untitled-1" not in editor.published:
        editor.news.clear()
        await editor.news.wait()
    found = editor.published["untitled:Untitled-1"][-1].diagnostics
    assert [item.code for item in found] == ["fact-without-evidence"]


@pytest.mark.asyncio
async def test_an_id_that_stands_twice_is_marked_at_both_places(editor: Editor) -> None:
    await editor.start()
    editor.write("case/map.yaml", "argmap: 1\nmap: {title: A map}\nassertions: {same: {text: Two.}}\n")
    first = editor.open(editor.write("case/a.yaml", "argmap: 1\nassertions:\n  same: {text: One.}\n"))
    (told,) = [item for item in await editor.diagnosed(first) if item.code == "duplicate-id"]
    (other,) = [
        item for item in await editor.diagnosed(editor.project / "case/map.yaml") if item.code == "duplicate-id"
    ]
    assert editor.words(first, told.range) == "same"
    for item, words, where in ((told, "first defined here", "map.yaml"), (other, "written again here", "a.yaml")):
        assert "the one first defined counts" in item.message
        (related,) = item.related_information or ()
        assert (related.message, related.location.uri.rpartition("/")[2]) == (words, where)
    editor.swap(first, "same", "another")
    await editor.until(first, lacks="duplicate-id")
    await editor.until(editor.project / "case/map.yaml", lacks="duplicate-id")


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty-file"),
        ("argm", "wrong-type"),
        ("argmpa: 1\nassertons:\n  a: {text: A}\n", "unknown-key"),
        ("# yaml-language-server: $schema=x\n{argmap: 1, assertions: {a: {text: A, premisses: [b]}}}\n", "unknown-key"),
        ("--- {argmap: 1, assertions: {a: {text: A, premisses: [b]}}}\n", "unknown-key"),
        ("  argmap: 1\n  assertions:\n    a: {text: A, premisses: [b]}\n", "unknown-key"),
        ("%YAML 1.2\n# c\n---\nargmap: 1\nassertions: {a: {text: A, premisses: [b]}}\n", "unknown-key"),
    ],
)
async def test_an_argument_file_is_known_however_it_begins(editor: Editor, text: str, told: str) -> None:
    await editor.start()
    path = editor.open(editor.write("alone.yaml", text))
    assert told in await editor.codes(path)


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "text", ["services:\n  web: {image: x}\n", "{a: 1}\n", "'k': v\n", "- a: 1\n", "on: push\njobs:\n\ta: [\n"]
)
async def test_a_file_of_somebody_else_is_left_alone(editor: Editor, text: str) -> None:
    await editor.start()
    editor.write("case/map.yaml", FIRST)
    path = editor.open(editor.write("docker-compose.yaml", text))
    assert await editor.diagnosed(path) == []
    if ":" in text and text[0] != "-":
        assert await editor.completed(path, text[:1]) == {}
        found = await editor.client.text_document_document_symbol_async(t.DocumentSymbolParams(editor.named(path)))
        assert not found
    editor.set(path, "assertions: {a: {text: T}}\n" + ("" if text[0] in "{-" else text.replace("\t", "  ")))
    assert "missing-key" in await editor.codes(path)
    editor.set(path, text)
    assert await editor.codes(path) == []
