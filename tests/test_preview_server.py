"""The preview as a server: what it answers, and above all what it does not."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from preview_for_tests import MAP, Served, served, until

from argmap.cli.main import argmap
from argmap.preview.editor import Editor, editor, near

SECRET = "nobody may read this"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "argmap.toml").touch()
    (folder / "sale.yaml").write_text(MAP, encoding="utf-8")
    (folder / "notes.txt").write_text(SECRET, encoding="utf-8")
    (tmp_path / "secret.yaml").write_text(f"argmap: 1\nmap: {{title: {SECRET}}}\n", encoding="utf-8")
    return folder


@pytest.fixture
def preview(project: Path) -> Iterator[Served]:
    with served(project) as running:
        yield running


def test_the_only_map_is_shown_at_once(preview: Served) -> None:
    status, headers, _ = preview.ask("/")
    assert (status, headers["location"]) == (307, "maps/sale/")
    status, headers, page = preview.ask("/maps/sale/")
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert "<title>A sale</title>" in page


def test_every_answer_keeps_to_itself(preview: Served) -> None:
    for path in ("/", "/maps/sale/", "/maps/sale/state", "/nothing", "/maps/sale/pictures/none"):
        _, headers, _ = preview.ask(path)
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert not [name for name in headers if name.startswith("access-control")]
        assert "server" not in headers


def test_the_policy_of_a_page_knows_only_hashes(preview: Served) -> None:
    _, headers, page = preview.ask("/maps/sale/")
    policy = headers["content-security-policy"]
    assert "unsafe" not in policy
    assert "*" not in policy
    meta = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert meta is not None
    assert policy == f"{meta[1]}; frame-ancestors 'none'"


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:80",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "",
        "evil@127.0.0.1",
        "[::1",
        "[::1]evil",
        "127.0.0.1, evil.example",
        "0x7f000001",
        "2130706433",
        "127.1",
        "192.168.0.1",
    ],
)
def test_another_host_is_refused(preview: Served, host: str) -> None:
    status, _, text = preview.ask("/maps/sale/state", Host=host)
    assert status in (400, 421)
    assert "sale" not in text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:9", "127.0.0.1:1234", "[::1]:8765"])
def test_this_machine_has_several_names(preview: Served, host: str) -> None:
    assert preview.ask("/maps/sale/state", Host=host)[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "ODD"])
def test_it_is_only_looked_at(preview: Served, method: str) -> None:
    for path in ("/", "/maps/sale/state", "/maps/sale/open?place=sale.yaml:7"):
        status, headers, _ = preview.ask(path, method)
        assert status == 405
        assert headers["allow"] == "GET, HEAD"


def test_heads_are_answered_without_what_follows(preview: Served) -> None:
    for path in ("/", "/maps/sale/", "/maps/sale/state", "/maps/sale/pictures/none", "/events", "/nothing"):
        status, headers, text = preview.ask(path, "HEAD")
        if path != "/events":  # whose stream has no end
            assert status == preview.ask(path)[0]
        assert headers["cache-control"] == "no-store"
        assert not text


def test_a_head_opens_nothing(project: Path, tmp_path: Path) -> None:
    with served(project, editor=f"touch {tmp_path / 'opened'} {{path}}") as running:
        assert running.ask("/maps/sale/open?place=sale.yaml:7", "HEAD", x_argmap="1")[0] == 403
    assert not (tmp_path / "opened").exists()


def test_a_breakdown_of_ours_is_told_once(
    preview: Served, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: object) -> str:
        raise ValueError("something of ours")

    monkeypatch.setattr("argmap.render.draw.Drawing.svg", broken)
    key = preview.state("sale")["pictures"]["sale"]
    for _ in range(3):
        status, _, text = preview.ask(f"/maps/sale/pictures/{key}")
        assert status == 422
        assert text == "argmap broke down on this picture, which is a defect of argmap: ValueError: something of ours"
    assert capsys.readouterr().err.count("which is a defect of argmap") == 1


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.yaml",
        "/..%2fsecret.yaml",
        "/%2e%2e/secret.yaml",
        "/maps/../../secret.yaml",
        "/maps/..%2f..%2fsecret/state",
        "/maps/sale/../../../secret.yaml",
        "/maps/%2e%2e%2fsecret.yaml/",
        "/maps/sale/pictures/..%2f..%2fnotes.txt",
        "/maps/sale/pictures/%00",
        "/notes.txt",
        "/sale.yaml",
        "//notes.txt",
        "/maps/sale/notes.txt",
        "/maps//etc/passwd/",
        "/maps/%5c..%5csecret/",
        "/maps/secret/",
        "/etc/passwd",
        "/file:///etc/passwd",
        "/maps/sale/state/%0d%0aSet-Cookie:x",
        "/maps/%ff%fe/",
    ],
)
def test_no_address_is_a_file(preview: Served, path: str) -> None:
    status, headers, text = preview.ask(path)
    assert status in (307, 404, 410)
    assert SECRET not in text
    assert "set-cookie" not in headers


@pytest.mark.parametrize("size", [3000, 60_000])
def test_a_long_address_is_refused(preview: Served, size: int) -> None:
    assert preview.ask("/" + "a" * size)[0] in (400, 414)
    assert preview.ask("/maps/sale/state?have=" + "a" * size)[0] in (400, 414)
    assert preview.ask("/maps/sale/state")[0] == 200


def test_noise_does_not_end_it(preview: Served) -> None:
    port = int(preview.url.rsplit(":", 1)[1].strip("/"))
    for noise in (
        b"\0" * 100,
        b"GET",
        b"GET / HTTP/9.9\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    ):
        with socket.create_connection(("127.0.0.1", port), 5) as connection:
            connection.sendall(noise)
    assert preview.ask("/maps/sale/state")[0] == 200


def test_another_site_gets_no_data_but_may_link_to_a_page(preview: Served) -> None:
    for site in ("cross-site", "same-site"):
        assert preview.ask("/maps/sale/state", Sec_Fetch_Site=site, Sec_Fetch_Mode="no-cors")[0] == 403
        assert preview.ask("/events", Sec_Fetch_Site=site, Sec_Fetch_Mode="cors")[0] == 403
        assert (
            preview.ask("/maps/sale/", Sec_Fetch_Site=site, Sec_Fetch_Mode="navigate", Sec_Fetch_Dest="iframe")[0]
            == 403
        )
        assert (
            preview.ask("/maps/sale/", Sec_Fetch_Site=site, Sec_Fetch_Mode="navigate", Sec_Fetch_Dest="document")[0]
            == 200
        )


def test_another_site_leads_to_pages_only(preview: Served) -> None:
    led = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert preview.ask("/maps/sale/", **led)[0] == 200
    for path in ("/maps/sale/state", "/events"):
        assert preview.ask(path, **led)[0] == 403


def test_links_out_of_the_project_are_not_followed(project: Path) -> None:
    (project / "link.yaml").symlink_to(project.parent / "secret.yaml")
    (project / "above").symlink_to(project.parent)
    (project / "uses.yaml").write_text(
        "argmap: 1\nmap: {title: Uses}\nuses: [../secret.yaml, link.yaml]\n", encoding="utf-8"
    )
    with served(project) as preview:
        for name in preview.atlas.charts:
            assert SECRET not in json.dumps(preview.state(name))
        assert SECRET not in preview.ask("/")[2]


def test_data_are_sent_only_where_they_differ(preview: Served) -> None:
    first = preview.state("sale")
    assert first["data"]["assertions"]["sold"]
    again = json.loads(preview.ask(f"/maps/sale/state?have={first['key']}")[2])
    assert "data" not in again
    assert again == {name: value for name, value in first.items() if name != "data"}


def test_pictures_go_by_what_is_in_them(preview: Served) -> None:
    state = preview.state("sale")
    status, headers, picture = preview.ask(f"/maps/sale/pictures/{state['pictures']['sale']}")
    assert status == 200
    assert headers["content-type"] == "application/json"
    assert "It was said in jest." in picture
    assert preview.ask("/maps/sale/pictures/0000")[0] == 410


def test_a_file_that_changes_is_read_anew(project: Path, preview: Served) -> None:
    before = preview.state("sale")
    (project / "sale.yaml").write_text(MAP.replace("in jest", "in full earnest"), encoding="utf-8")
    after = until(lambda: (now := preview.state("sale"))["version"] > before["version"] and now)
    assert after["data"]["assertions"]["joke"]["text"] == "It was said in full earnest."
    assert after["pictures"]["sale"] != before["pictures"]["sale"]


def test_a_broken_file_leaves_the_last_good_map(project: Path, preview: Served) -> None:
    before = preview.state("sale")
    (project / "sale.yaml").write_text(MAP.replace("premises: [offered]", "premises: [offred]"), encoding="utf-8")
    broken = until(lambda: (now := preview.state("sale"))["behind"] and now)
    assert broken["key"] == before["key"]
    assert broken["pictures"] == before["pictures"]
    (defect,) = broken["defects"]
    assert defect["check"] == "dangling-id"
    assert defect["place"] == "sale.yaml:11"
    assert defect["frame"] == ["    premises: [", "offred", "]"]
    (project / "sale.yaml").write_text(MAP, encoding="utf-8")
    mended = until(lambda: not (now := preview.state("sale"))["behind"] and now)
    assert mended["key"] == before["key"]


def test_a_map_that_never_was_right_says_what_is_wrong(project: Path) -> None:
    (project / "sale.yaml").write_text(
        "argmap: 1\nmap: {title: <b>A sale</b>}\nassertions: {a: {tex: <i>x</i>}}\n", encoding="utf-8"
    )
    with served(project) as preview:
        status, _, page = preview.ask("/maps/sale/")
        assert status == 200
        assert "unknown key" in page or "`tex`" in page
        assert "<i>" not in page
        (project / "sale.yaml").write_text(MAP, encoding="utf-8")
        until(lambda: "<title>A sale</title>" in preview.ask("/maps/sale/")[2])


def test_maps_come_and_go(project: Path, preview: Served) -> None:
    (project / "loan.yaml").write_text(MAP.replace("A sale", "A loan"), encoding="utf-8")
    listed = until(lambda: "A loan" in (page := preview.ask("/")[2]) and page)
    assert 'href="maps/loan/"' in listed
    (project / "sale.yaml").rename(project / "purchase.yaml")
    until(lambda: preview.ask("/maps/purchase/")[0] == 200)
    old = until(lambda: (now := preview.state("sale"))["behind"] and now)
    assert "renamed or deleted" in old["trouble"]
    assert 'href="maps/sale/"' not in preview.ask("/")[2]
    (project / "purchase.yaml").rename(project / "sale.yaml")
    until(lambda: not preview.state("sale")["behind"])


def test_the_whole_folder_may_go_and_come_back(tmp_path: Path) -> None:
    (tmp_path / "argmap.toml").touch()
    folder = tmp_path / "arguments"
    folder.mkdir()
    (folder / "sale.yaml").write_text(MAP, encoding="utf-8")
    with served(folder) as preview:
        shutil.rmtree(folder)
        until(lambda: preview.state("sale")["behind"])
        folder.mkdir()
        (folder / "sale.yaml").write_text(MAP.replace("in jest", "for fun"), encoding="utf-8")
        until(lambda: not (now := preview.state("sale"))["behind"] and "for fun" in json.dumps(now))


def test_wrong_settings_are_told_and_waited_out(project: Path, preview: Served) -> None:
    (project / "argmap.toml").write_text("profile = 'lenient'\n", encoding="utf-8")
    assert "profile" in until(lambda: preview.state("sale")["trouble"])
    (project / "argmap.toml").write_text("profile = 'draft'\n", encoding="utf-8")
    until(lambda: not (now := preview.state("sale"))["behind"] and not now["data"]["gaps"])


def test_names_of_any_kind(project: Path) -> None:
    for name in ("a b", "100%", "q?x#y", "déjà"):
        (project / f"{name}.yaml").write_text(MAP.replace("A sale", f"Called {name}"), encoding="utf-8")
    with served(project) as preview:
        page = preview.ask("/")[2]
        hrefs = re.findall(r'<a href="([^"]*)"', page)
        assert len(hrefs) == 5
        for href in hrefs:
            assert preview.ask(f"/{href}")[0] == 200


def test_events_tell_every_change(project: Path, preview: Served) -> None:
    host, port = preview.url.removeprefix("http://").strip("/").split(":")
    with socket.create_connection((host, int(port)), 10) as connection:
        connection.sendall(b"GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        stream = connection.makefile("rb")
        first = next(line for line in stream if line.startswith(b"data: "))
        (project / "sale.yaml").write_text(MAP.replace("in jest", "in vain"), encoding="utf-8")
        second = next(line for line in stream if line.startswith(b"data: "))
    before, after = (json.loads(line.removeprefix(b"data: ")) for line in (first, second))
    assert after["run"] == before["run"]
    assert after["versions"]["sale"] > before["versions"]["sale"]


# -- the editor


def test_a_command_opens_only_places_of_the_map_and_only_for_its_page(project: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    script = tmp_path / "editor.py"
    script.write_text(f"import sys; open({str(log)!r}, 'a').write(' '.join(sys.argv[1:]))", encoding="utf-8")
    with served(project, editor=f"{sys.executable} {script} +{{line}} {{path}}") as preview:
        place = preview.state("sale")["data"]["assertions"]["sold"]["place"]
        for foreign in ("/etc/passwd:1", "../secret.yaml:1", "notes.txt:1", "sale.yaml:999", "", "sale.yaml:7;rm"):
            assert preview.ask(f"/maps/sale/open?place={foreign}", X_Argmap="1")[0] == 404
        assert preview.ask(f"/maps/sale/open?place={place}")[0] == 403
        assert not log.exists()
        assert preview.ask(f"/maps/sale/open?place={place}", X_Argmap="1")[0] == 200
        until(lambda: log.exists() and log.read_text(encoding="utf-8") == f"+7 {project / 'sale.yaml'}")


def test_without_a_command_nothing_is_opened(preview: Served) -> None:
    assert preview.ask("/maps/sale/open?place=sale.yaml:7", X_Argmap="1")[0] == 403


# -- the command


def program(*arguments: str, cwd: Path) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "argmap", "serve", *arguments]
    return subprocess.Popen(words, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_ctrl_c_ends_it_cleanly_with_readers_listening(project: Path) -> None:
    with program("sale.yaml", "--port", "0", cwd=project) as running:
        assert running.stdout is not None
        said = running.stdout.readline()
        url = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
        assert url is not None, said
        with socket.create_connection(("127.0.0.1", int(url[1])), 10) as connection:
            connection.sendall(b"GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert connection.recv(100)
            running.send_signal(signal.SIGINT)
            out, error = running.communicate(timeout=20)
    assert running.returncode == 0
    assert error == "Stopped.\n"
    assert out == ""


def test_a_port_that_is_taken(project: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        done = CliRunner().invoke(argmap, ["serve", str(project), "--port", port])
    assert f"Port {port} is taken" in str(done.exception)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["nowhere"], "There is no file or folder `nowhere`"),
        (["--editor", "notepad", "."], "There is no editor `notepad`"),
        (["--editor", "vi '{path}", "."], "cannot be read"),
        (["--host", "0.0.0.0", "--editor", "vi {path}", "."], "others could start the command"),
        (["--host", "no such host", "."], "`no such host` is no address of this machine"),
        (["--host", "203.0.113.7", "."], "`203.0.113.7` is no address of this machine"),
    ],
)
def test_what_cannot_be_served_is_told(options: list[str], said: str) -> None:
    done = CliRunner().invoke(argmap, ["serve", "--port", "0", *options])
    assert said in str(done.exception)


def test_without_the_extra_one_message(project: Path) -> None:
    code = "import sys; sys.modules['starlette'] = None; from argmap.cli.start import run; run(['serve'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "argmap: The preview needs an extra: install it with `pip install 'argmap[serve]'`.\n"


def test_another_host_comes_with_a_warning_and_answers_to_addresses(project: Path) -> None:
    with served(project, host="0.0.0.0") as preview:
        local = Served(preview.url.replace("0.0.0.0", "127.0.0.1"), preview.atlas)
        assert local.ask("/maps/sale/state", Host="192.168.0.7:8765")[0] == 200
        assert local.ask("/maps/sale/state", Host="evil.example")[0] == 421


def test_others_are_not_told_where_files_are() -> None:
    assert near(editor("vscode"), is_alone=False) == Editor()
    assert near(editor("vscode"), is_alone=True) == editor("vscode")
