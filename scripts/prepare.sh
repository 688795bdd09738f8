# shellcheck shell=bash
# Sourced by ./check, ./quickstart, ./soak and the scripts beside this one: makes ready what a fresh machine lacks, or says clearly what is missing.

# Daemons live here, and a user's PATH often lacks it.
PATH="$PATH:/usr/sbin:/sbin"
export PATH

readonly java_hint='On Debian: apt-get install openjdk-17-jdk-headless'
readonly maven_hint='On Debian: apt-get install maven'

say() {
    printf '%s: %s\n' "${0##*/}" "$*"
}

fail() {
    say "$@" >&2
    exit 1
}

have() {
    command -v "$1" >/dev/null 2>&1
}

java_program() {
    if [[ -n ${JAVA_HOME:-} ]]; then
        printf '%s/bin/%s' "$JAVA_HOME" "$1"
    else
        printf '%s' "$1"
    fi
}

# Sets jdk_version to the version of the JDK that builds: 17 for 17.0.15.
require_jdk() {
    local javac answer major
    javac=$(java_program javac)
    have "$javac" || fail "No JDK: $javac is not there, JDK 17 or later is needed. $java_hint"
    answer=$("$javac" -version 2>&1) || fail "$javac -version failed: $answer"
    major=${answer##*javac }
    major=${major%%[!0-9]*}
    [[ $major =~ ^[0-9]+$ ]] || fail "$javac does not tell its version: $answer"
    ((major >= 17)) || fail "JDK 17 or later is needed, this is $answer. $java_hint"
    jdk_version=$major
}

# version_of FOLDER: the version of the JDK in it, or nothing if there is none.
version_of() {
    local line
    [[ -x $1/bin/javac && -r $1/release ]] || return 0
    line=$(grep -E '^JAVA_VERSION="[0-9]+' "$1/release") || return 0
    line=${line#JAVA_VERSION=\"}
    printf '%s' "${line%%[!0-9]*}"
}

# find_newest_jdk: sets newest_jdk to the folder of the newest JDK at hand and newest_version to its version, if it is
# newer than the one that builds. Sought where environments and packages put them.
find_newest_jdk() {
    local variable folder
    newest_jdk=
    newest_version=$jdk_version
    for variable in $(compgen -v | grep -E '^(JAVA|JDK)_?[0-9]*_HOME' || true); do
        consider_jdk "${!variable}"
    done
    for folder in /usr/lib/jvm/* /opt/java/* /opt/jdk* "${HOME:-/root}"/.sdkman/candidates/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        consider_jdk "$folder"
    done
}

consider_jdk() {
    local version
    version=$(version_of "$1")
    if [[ -n $version ]] && ((version > newest_version)); then
        newest_jdk=$1
        newest_version=$version
    fi
}

require_maven() {
    have mvn || fail "Maven is not there: mvn 3.8 or later is needed. $maven_hint"
}

# start_beside COMMAND...: starts it beside this script, so that a signal reaches it at once and it can clean up.
start_beside() {
    "$@" </dev/null &
    beside=$!
    trap 'kill -TERM "$beside" 2>/dev/null || true; wait "$beside" || true; exit 130' INT TERM HUP
}

wait_beside() {
    local status=0
    wait "$beside" || status=$?
    trap - INT TERM HUP
    return "$status"
}

# run_beside PROGRAM...: the shell would have it ignore Ctrl-C, and with it everything that it starts.
run_beside() {
    start_beside env --default-signal=INT,QUIT "$@"
    wait_beside
}

# install_missing COMMAND=PACKAGE...: installs the packages of those commands that are absent.
install_missing() {
    local pair commands=() packages=()
    for pair in "$@"; do
        if ! have "${pair%%=*}"; then
            commands+=("${pair%%=*}")
            # One package may have several of them.
            [[ " ${packages[*]-} " == *" ${pair#*=} "* ]] || packages+=("${pair#*=}")
        fi
    done
    ((${#commands[@]})) || return 0

    have apt-get || fail "Missing: ${commands[*]}. There is no apt-get here, so please install them another way."
    ((EUID == 0)) || fail "Missing: ${commands[*]}. Run this as root, or as root: apt-get install ${packages[*]}"
    say "Installing Debian packages for ${commands[*]}: ${packages[*]}"
    apt_install "${packages[@]}"
    # From Debian 13 on, the docker command is not in the engine's package.
    if [[ " ${commands[*]} " == *' docker '* ]] && ! have docker; then
        apt_install docker-cli
    fi
    for pair in "${commands[@]}"; do
        have "$pair" || fail "$pair is still missing after its package was installed"
    done
}

apt_install() (
    log=$(mktemp)
    policy=
    trap 'rm -f "$log" ${policy:+"$policy"}' EXIT
    # The programs are wanted, not the services that their packages start: those would stay and listen.
    if [[ ! -e /usr/sbin/policy-rc.d ]]; then
        policy=/usr/sbin/policy-rc.d
        printf '#!/bin/sh\nexit 101\n' >"$policy"
        chmod +x "$policy"
    fi
    export DEBIAN_FRONTEND=noninteractive
    if ! { apt-get -q update \
        && apt-get -q -y -o DPkg::Lock::Timeout=300 --no-install-recommends install "$@"; } >"$log" 2>&1 </dev/null; then
        tail -n 30 "$log" >&2
        fail "These packages could not be installed: $*"
    fi
)
