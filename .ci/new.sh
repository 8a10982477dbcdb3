# Read by run and newest: a scratch folder, what the system must have, and an environment made from nothing.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
python=${PYTHON:-python3}
scratch=$(mktemp -d)
chmod 755 "$scratch"  # some tests look at it as an ordinary user
trap leave EXIT

# What tools keep between runs goes to the scratch folder, not into the checkout.
export PYTHONPYCACHEPREFIX=$scratch/pycache RUFF_CACHE_DIR=$scratch/ruff MYPY_CACHE_DIR=$scratch/mypy
export HYPOTHESIS_STORAGE_DIRECTORY=$scratch/hypothesis PYTEST_ADDOPTS="-q -p no:cacheprovider -r fE -m ''"
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_QUIET=2 PIP_NO_INPUT=1 MYPY_NUM_WORKERS=$(nproc)
export PIP_NO_COMPILE=0  # "0" asks not to: most of what is installed is never loaded, the rest compiled then
export POSTURE_DATA_DIR=$scratch/data DEBIAN_FRONTEND=noninteractive BROWSER=true
unset PYTHONPATH PYTHONDONTWRITEBYTECODE VIRTUAL_ENV POSTURE_DATABASE_URL PIP_CONSTRAINT

leave() {
    local server=$scratch/postgres/data/postmaster.pid
    if [[ -f $server ]]; then kill "$(head -n 1 "$server")"; fi
    rm -rf "$scratch"
}

step() {  # NAME COMMAND…: run it, and say how long it took
    local name=$1 begin=$SECONDS
    shift
    echo "== $name"
    "$@"
    echo "== $name: $((SECONDS - begin)) s"
}

quietly() {  # COMMAND…: what it says is shown where it fails
    local said
    said=$(mktemp -p "$scratch" said.XXXXXX)
    "$@" >"$said" 2>&1 || { cat "$said"; return 1; }
}

system_parts() {
    local missing=()
    command -v chromium >/dev/null || missing+=(chromium)
    command -v strace >/dev/null || missing+=(strace)
    command -v caddy >/dev/null || missing+=(caddy)
    command -v pgrep >/dev/null || missing+=(procps)
    ldconfig -p | grep -q 'libEGL\.so\.1' || missing+=(libegl1)
    ldconfig -p | grep -q 'libGLESv2\.so\.2' || missing+=(libgles2)
    ldconfig -p | grep -q 'libGL\.so\.1' || missing+=(libgl1)
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
    "$python" -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3-venv)
    if ((${#missing[@]})); then
        apt-get update -qq
        apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
    fi
}

environment() {
    "$python" -m venv "$scratch/new"
    export PATH=$scratch/new/bin:$PATH
}

database() {  # a PostgreSQL of this run alone, reached by a socket in its own folder
    local place=$scratch/postgres bin as=()
    bin=$(compgen -G '/usr/lib/postgresql/*/bin' | tail -n 1)
    mkdir "$place"
    if ((EUID == 0)); then
        chown postgres "$place"
        as=(runuser -u postgres --)
    fi
    "${as[@]}" "$bin/initdb" --username=postgres --auth=trust -D "$place/data" >/dev/null
    "${as[@]}" "$bin/pg_ctl" -w -D "$place/data" -l "$place/log" -o "-k $place -c listen_addresses=''" start >/dev/null
    export POSTURE_TEST_POSTGRES_URL="postgresql://postgres@/postgres?host=$place"
}

readme_commands() {  # the two lines of the README, as they stand there
    grep '^python -m pip install ' "$root/README.md"
}

dashboard() {  # COMMAND: it ends in the dashboard; wait until that answers, and end it by Ctrl-C
    set -m  # a process group of its own, as a terminal gives it
    bash -c "$1" >"$scratch/dashboard" 2>&1 &
    local group=$!
    set +m
    until page_answers; do
        kill -0 "$group" 2>/dev/null && ((SECONDS < 3600)) || { cat "$scratch/dashboard"; return 1; }
        sleep 0.5
    done
    kill -INT -- "-$group"
    wait "$group" || { cat "$scratch/dashboard"; return 1; }
    ! page_answers || { echo "the dashboard goes on"; return 1; }
}

page_answers() {
    "$python" -c 'import urllib.request as r; r.urlopen("http://localhost:8501/", timeout=2).close()' 2>/dev/null
}

state() {
    git status --porcelain --ignored
}
