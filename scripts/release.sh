# shellcheck shell=bash
# Sourced by the scripts that build releases; needs prepare.sh, and works in the current folder.

# Where the source lies, for builds that are proofs and never published.
readonly example_source=https://git.example.org/apolo-images

project_version() {
    sed -n 's:.*<version>\(.*\)</version>.*:\1:p' pom.xml | head -n 1
}

# set_version NEW: gives all modules a version, and what the documents say of it; artifacts get today's date.
set_version() {
    local new=$1 old files=()
    [[ $new =~ ^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$ ]] || fail "This is no version: $new"
    old=$(project_version)
    mapfile -t files < <(find . -name target -prune -o \( -name pom.xml -o -name '*.md' \) -type f -print)
    # Ours are those under our group and a name; a library may have the same version.
    sed -i "/<groupId>us\.apolo\.images<\/groupId>/ { n; n; s:<version>${old//./\\.}</version>:<version>$new</version>: }" \
        "${files[@]}"
    sed -i "s:\(<project.build.outputTimestamp>\).*\(</project.build.outputTimestamp>\):\1$(date -u +%F)T00\:00\:00Z\2:" \
        pom.xml
    if [[ $old == *-SNAPSHOT && $new != "$old" ]] && grep -nF ">$old<" "${files[@]}"; then
        fail 'These still have the old version; it is set where it follows our group and a name'
    fi
    [[ $(project_version) == "$new" ]] || fail "The version is still $(project_version)"
}

# stage FOLDER OPTION...: builds a release, without its tests, and lays it into a folder as a repository has it.
stage() {
    local folder=$1
    shift
    run_beside mvn -B -ntp deploy -Prelease -Dmaven.test.skip -Dspotless.check.skip -Djacoco.skip \
        -Dmaven.install.skip -DaltDeploymentRepository="staging::file:$folder" "$@"
    # It tells which versions are out, which is for the repository to say that publishes this one.
    find "$folder" -name 'maven-metadata.xml*' -delete
}
