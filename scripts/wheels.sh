# shellcheck shell=sh
# Python wheels: fetch one by name and version, unpack parts of it. pip only downloads; nothing is installed into
# anybody's Python. Sourced after common.sh.

# libtorch lies in every wheel of one version; which Python the wheel is for makes no difference.
python=311

# shellcheck disable=SC2154  # system is common.sh's
case $system-$(uname -m) in
    Linux-x86_64 | Linux-aarch64) platforms="manylinux_2_28_$(uname -m) manylinux_2_27_$(uname -m) \
manylinux_2_25_$(uname -m) manylinux_2_17_$(uname -m) manylinux2014_$(uname -m)" ;;
    Darwin-arm64) platforms="macosx_14_0_arm64 macosx_11_0_arm64" ;;
    *) platforms="" ;;
esac

# download REQUIREMENT FOLDER [OPTION...]: by pip, which checks the file's digest. False where it cannot be had.
download() {
    requirement=$1 folder=$2
    shift 2
    for platform in $platforms; do set -- "$@" --platform "$platform"; done
    # `pip_command` may answer with several words.
    $(pip_command) download --quiet --disable-pip-version-check --no-input --no-deps --only-binary=:all: \
        --implementation cp --python-version "$python" --abi "cp$python" --dest "$folder" "$@" "$requirement" </dev/null
}

# fetch_wheel REQUIREMENT FOLDER: the same, or the end.
fetch_wheel() {
    download "$1" "$2" || fail "$1 could not be fetched for this machine ($system $(uname -m)). Is the network there?"
}

# unpack WHEEL FOLDER PATH...: CMake reads zip archives on every system, and notices a damaged one.
unpack() {
    archive=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") folder=$2
    shift 2
    mkdir -p "$folder"
    (cd "$folder" && cmake -E tar xf "$archive" -- "$@")
}

# requirements WHEEL FOLDER: the requirements that a wheel states, one a line.
requirements() {
    name=$(basename "$1" | cut -d - -f 1-2)
    unpack "$1" "$2" "$name.dist-info/METADATA"
    sed -n 's/^Requires-Dist: *//p' "$2/$name.dist-info/METADATA"
}
