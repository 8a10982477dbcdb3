"""What `deploy/` names is there: variables, files, system parts; and its own tools find no fault in it."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from browser_kit import free_port
from live_kit import wait_for

from posture.errors import StoreError
from posture.history.database import default_url

if sys.version_info >= (3, 11):
    import tomllib
else:
    tomllib = pytest.importorskip("tomli")

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
GUIDE = (ROOT / "docs" / "how-to" / "run-for-a-clinic.md").read_text("utf-8")
FILES = {path.name: path.read_text("utf-8") for path in DEPLOY.iterdir() if path.is_file()}
VARIABLE = re.compile(r"\b(?:POSTURE|STREAMLIT|FORWARDED)_[A-Z_]+")
OF_DEPLOY = {"POSTURE_HOST", "POSTURE_APPS", "POSTURE_STICKY_SECRET"}
"""Read by Compose and the proxy alone."""
OF_OTHERS = {"FORWARDED_ALLOW_IPS", "STREAMLIT_SERVER_MAX_UPLOAD_SIZE"}
"""Read by uvicorn and Streamlit."""


def prepared(folder: Path, host: str = "posture.test") -> Path:
    """A copy of the folder after its first command."""
    copy = folder / "deploy"
    if not copy.exists():
        shutil.copytree(DEPLOY, copy, ignore=shutil.ignore_patterns("secrets", ".env"))
    subprocess.run([copy / "prepare", host], check=True, capture_output=True)
    return copy


def test_every_variable_is_known_to_the_program_and_to_the_guide() -> None:
    named = {found for text in FILES.values() for found in VARIABLE.findall(text)}
    sources = "\n".join(path.read_text("utf-8") for path in (ROOT / "posture").rglob("*.py"))
    assert {name for name in named - OF_DEPLOY - OF_OTHERS if f'"{name}"' not in sources} == set()
    assert {name for name in named if name not in GUIDE} == set()


def test_every_secret_and_volume_is_declared() -> None:
    compose = FILES["compose.yaml"]
    used = set(re.findall(r"/run/secrets/(\w+)|source: (\w+)|secrets: \[(\w+)\]", compose))
    declared = set(re.findall(r"^  (\w+): \{file: \./secrets/", compose, re.M))
    assert {name for found in used for name in found if name} == declared
    volumes = set(re.findall(r'(?:\["|- )(\w+):/', compose))
    assert volumes == set(re.findall(r"^  (\w+):$", compose.partition("\nvolumes:\n")[2], re.M))


@pytest.mark.skipif(os.name == "nt", reason="the server's commands are a shell's")
def test_prepare_makes_passwords_once(tmp_path: Path) -> None:
    made = prepared(tmp_path)
    first = {path.name: path.read_text() for path in (*(made / "secrets").iterdir(), made / ".env")}
    prepared(tmp_path, "another.example")
    assert {path.name: path.read_text() for path in (*(made / "secrets").iterdir(), made / ".env")} == first
    auth = tomllib.loads(first["secrets.toml"])["auth"]
    assert auth["redirect_uri"] == "https://posture.test/oauth2callback"
    password = first["database_password"]
    assert first["database_url"].strip() == f"postgresql://posture:{password}@database/posture"
    sticky = re.search(r"^POSTURE_STICKY_SECRET=(\w+)$", first[".env"], re.M)
    assert sticky is not None
    assert len({password, auth["cookie_secret"], sticky[1]}) == 3
    assert all(len(secret) == 64 for secret in (password, auth["cookie_secret"], sticky[1]))
    assert (made / "secrets").stat().st_mode & 0o077 == 0
    assert (made / "secrets" / "secrets.toml").stat().st_mode & 0o644 == 0o644  # filled in, and read in there
    assert "POSTURE_HOST=posture.test" in first[".env"]


@pytest.mark.skipif(os.name == "nt", reason="the server's commands are a shell's")
@pytest.mark.parametrize("typed", [[], ["https://posture.test/"], ["posture.test/"], ["posture test"]])
def test_prepare_makes_nothing_of_what_is_no_name(typed: list[str], tmp_path: Path) -> None:
    copy = tmp_path / "deploy"
    shutil.copytree(DEPLOY, copy, ignore=shutil.ignore_patterns("secrets", ".env"))
    before = sorted(path.name for path in copy.iterdir())
    said = subprocess.run([copy / "prepare", *typed], capture_output=True, text=True, check=False)
    assert said.returncode == 2
    assert said.stderr.startswith("Give the name that people type")
    assert said.stderr.count("\n") == 1
    assert sorted(path.name for path in copy.iterdir()) == before


def test_a_file_can_name_the_database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "database_url"
    file.write_text("postgresql://posture:secret@database/posture\n")
    monkeypatch.setenv("POSTURE_DATABASE_URL_FILE", str(file))
    assert default_url() == "postgresql://posture:secret@database/posture"
    monkeypatch.setenv("POSTURE_DATABASE_URL", "sqlite://")
    assert default_url() == "sqlite://"
    monkeypatch.delenv("POSTURE_DATABASE_URL")
    file.unlink()
    with pytest.raises(StoreError, match=r"POSTURE_DATABASE_URL_FILE names .*, which cannot be read"):
        default_url()


def test_the_image_is_built_from_what_the_wheel_needs() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    let_through = re.findall(r"^!(.+)$", FILES["Dockerfile.dockerignore"], re.M)
    needed = {*wheel["packages"], *wheel["force-include"], "pyproject.toml", "README.md", "LICENSE"}
    needed |= {"hatch_build.py", "constraints.txt"}

    def _there(name: str) -> bool:
        inside = (
            [f for f in (ROOT / name).iterdir() if f.is_file()] if (ROOT / name).is_dir() else [ROOT / name]
        )
        paths = [path.relative_to(ROOT) for path in inside]
        return all(any(p.match(rule) or p.is_relative_to(rule) for rule in let_through) for p in paths)

    assert {name for name in needed if not _there(name)} == set()
    assert "[server]" in FILES["Dockerfile"]
    assert "server" in project["project"]["optional-dependencies"]
    for part in ("libegl1", "libgl1", "libgles2"):
        assert part in FILES["Dockerfile"]


def test_the_processes_run_without_root_and_write_to_the_volume_alone() -> None:
    docker, compose = FILES["Dockerfile"], FILES["compose.yaml"]
    assert re.search(r"^USER 10001:10001$", docker, re.M)
    assert "read_only: true" in compose.partition("services:")[0]
    for name in ("TMPDIR", "XDG_STATE_HOME", "POSTURE_CACHE_DIR", "POSTURE_DATA_DIR"):
        assert re.search(rf"\b{name}=/data\b", docker), name
    for image in re.findall(r"(?:image: |PYTHON=)(?:\w+:)?(\S+)", compose + docker):
        assert image == "posture" or re.match(r"\d+\.\d+", image), image  # a version, never the latest


def test_the_proxy_reaches_the_apps_and_not_the_database() -> None:
    compose = FILES["compose.yaml"]
    networks = {
        name: set(re.findall(r"\w+", found[1]))
        for name in ("x-app", "database", "proxy")
        if (found := re.search(rf"^ *{name}:.*?^ *networks: \[(.*?)\]", compose, re.M | re.S))
    }
    assert networks["proxy"] & networks["x-app"]
    assert not networks["proxy"] & networks["database"]


@pytest.mark.skipif(shutil.which("caddy") is None, reason="no caddy here")
def test_the_proxy_logs_no_request(tmp_path: Path) -> None:
    """Not even one that fails, as while the processes start: a calendar's address has a secret."""
    port = free_port()
    own = {"POSTURE_HOST": f"http://localhost:{port}", "POSTURE_APPS": "127.0.0.1:1", "HOME": str(tmp_path)}
    (tmp_path / "Caddyfile").write_text(FILES["Caddyfile"].replace("lb_try_duration 5s", ""))
    command = ["caddy", "run", "--config", str(tmp_path / "Caddyfile"), "--adapter", "caddyfile"]
    environment = {**os.environ, **own, "POSTURE_STICKY_SECRET": "x"}
    log = tmp_path / "log.txt"
    with (
        log.open("wb") as file,
        subprocess.Popen(command, env=environment, stdout=file, stderr=subprocess.STDOUT) as proxy,
    ):
        try:
            wait_for(lambda: "serving initial configuration" in log.read_text(), within_s=30)
            asked = http.client.HTTPConnection("localhost", port, timeout=30)
            asked.request("GET", "/plan.ics?key=SECRET", headers={"Cookie": "who=ana"})
            assert asked.getresponse().status >= 500
            asked.close()
            wait_for(lambda: "http.log.error" in log.read_text(), within_s=30)
        finally:
            proxy.terminate()
    told = log.read_text()
    assert {secret for secret in ("SECRET", "plan.ics", "who=ana", "remote_ip") if secret in told} == set()


@pytest.mark.parametrize(
    ("tool", "command"),
    [
        ("hadolint", ["hadolint", "Dockerfile"]),
        ("caddy", ["caddy", "validate", "--config", "Caddyfile", "--adapter", "caddyfile"]),
        ("docker", ["docker", "compose", "--file", "compose.yaml", "config", "--quiet"]),
    ],
)
def test_tools_find_no_fault(tool: str, command: list[str], tmp_path: Path) -> None:
    if shutil.which(tool) is None:
        pytest.skip(f"no {tool} here")
    if tool == "docker":
        version = subprocess.run([tool, "compose", "version"], capture_output=True, check=False)
        if version.returncode:
            pytest.skip("no docker compose here")
    own = {"POSTURE_HOST": "posture.test", "POSTURE_APPS": "127.0.0.1:1 127.0.0.1:2"}
    environment = {**os.environ, **own, "POSTURE_STICKY_SECRET": "x"}
    said = subprocess.run(
        command, cwd=prepared(tmp_path), env=environment, capture_output=True, text=True, check=False
    )
    assert said.returncode == 0, said.stdout + said.stderr
