# Python wheels without Python: fetch one by name and version, unpack parts of it. Sourced after common.sh.

PYPI=${PYPI:-https://pypi.org/simple}
# libtorch lies in every wheel of one version; which Python the wheel is for makes no difference.
python=311

case $system-$(uname -m) in
    Linux-x86_64 | Linux-aarch64) platforms="manylinux_2_28_$(uname -m) manylinux_2_27_$(uname -m) \
manylinux_2_25_$(uname -m) manylinux_2_17_$(uname -m) manylinux2014_$(uname -m)" ;;
    Darwin-arm64) platforms="macosx_14_0_arm64 macosx_11_0_arm64" ;;
    *) platforms="" ;;
esac

# fetch_with_pip REQUIREMENT FOLDER [OPTION...]: pip downloads, and checks its digest; installs nothing.
fetch_with_pip() {
    requirement=$1 folder=$2
    shift 2
    for platform in $platforms; do set -- "$@" --platform "$platform"; done
    $pip download --quiet --disable-pip-version-check --no-input --no-deps --only-binary=:all: --implementation cp \
        --python-version $python --abi cp$python --dest "$folder" "$@" "$requirement" </dev/null
}

# wheel_address INDEX NAME VERSION: the address, with #sha256=..., of the wheel for this machine that an index
# (PEP 503: one link for each file) lists last. A VERSION that ends in .* stands for any that begins so.
wheel_address() {
    version=$(printf '%s' "${3%.\*}" | sed 's/[.+]/\\&/g')
    [ "$3" = "${3%.\*}" ] && more='(\+cpu)?' || more='(\.[0-9.]+)?'
    file=$(printf '%s' "$2" | tr '-' '_')
    tags=$(printf '%s|' $platforms)
    tags="(cp$python-cp$python|py3-none|py2\.py3-none)-([a-z0-9_.]*\.)?(${tags}any)"
    curl --silent --fail --location --connect-timeout 5 --retry 1 "$1/$2/" | tr '<' '\n' |
        sed -n 's/^a [^>]*href="\([^"]*\)".*/\1/p' | sed 's/%2[Bb]/+/g' |
        grep -E "/$file-$version$more-$tags(\.[a-z0-9_]*)*\.whl#sha256=[0-9a-f]{64}$" | tail -n 1
}

# fetch_with_curl INDEX NAME VERSION FOLDER: the same file, held against the digest that the index states.
fetch_with_curl() {
    address=$(wheel_address "$1" "$2" "$3")
    [ -n "$address" ] || return 1
    digest=${address##*#sha256=} address=${address%%#*}
    case $address in
        http*://*) ;;
        /*) address=$(printf '%s' "$1" | sed -E 's,^(https?://[^/]*).*,\1,')$address ;;
        *) address=$1/$2/$address ;;
    esac
    wheel=$4/${address##*/}
    curl --silent --show-error --fail --location --retry 3 --output "$wheel" "$(printf '%s' "$address" | sed 's/+/%2B/g')"
    found=$(cmake -E sha256sum "$wheel" | cut -d ' ' -f 1)
    [ "$found" = "$digest" ] || {
        rm -f "$wheel"
        fail "$address is not the file that the index names (sha256 $found, wanted $digest). Try again."
    }
}

# fetch_wheel NAME VERSION FOLDER: by pip where there is one, else by curl.
fetch_wheel() {
    mkdir -p "$3"
    if [ -n "$pip" ]; then
        fetch_with_pip "$1==$2" "$3"
    else
        fetch_with_curl "$PYPI" "$1" "$2" "$3"
    fi || fail "$1 $2 could not be fetched for this machine ($system $(uname -m)). Is the network there?"
}

# unpack WHEEL FOLDER PATH...: CMake reads zip archives on every system, and notices a damaged one.
unpack() {
    archive=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") folder=$2
    shift 2
    mkdir -p "$folder"
    (cd "$folder" && cmake -E tar xf "$archive" -- "$@")
}

# metadata WHEEL FOLDER: the requirements that a wheel states, one a line.
requirements() {
    name=$(basename "$1" | cut -d - -f 1-2)
    unpack "$1" "$2" "$name.dist-info/METADATA"
    sed -n 's/^Requires-Dist: *//p' "$2/$name.dist-info/METADATA"
}
