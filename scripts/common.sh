# shellcheck shell=sh
# What the scripts share. Sourced, by POSIX sh, with the working folder anywhere.

set -eu
root=$(cd "$(dirname "$0")/.." && pwd -P)
deps=$root/.deps
cd "$root"

say() { printf '%s\n' "$*"; }
fail() {
    printf 'pleura: %s\n' "$*" >&2
    exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

system=$(uname -s)
# shellcheck disable=SC2034  # used by the scripts that source this one
case $system in
    Darwin) library_suffix=dylib ;;
    *) library_suffix=so ;;
esac

# The folder of ITK's CMake configuration, or nothing.
itk_folder() {
    for file in "${ITK_DIR:-/nowhere}/ITKConfig.cmake" \
        /usr/lib/cmake/ITK-*/ITKConfig.cmake /usr/lib/*/cmake/ITK-*/ITKConfig.cmake \
        /usr/lib64/cmake/ITK-*/ITKConfig.cmake /usr/local/lib/cmake/ITK-*/ITKConfig.cmake \
        /opt/homebrew/lib/cmake/ITK-*/ITKConfig.cmake; do
        if [ -r "$file" ]; then
            dirname "$file"
            return
        fi
    done
}

# The version that a folder of PyTorch or libtorch states, as 2.13.0+cpu; or nothing.
libtorch_version() {
    if [ -r "$1/version.py" ]; then
        sed -n "s/^__version__[^=]*= *['\"]\([^'\"]*\)['\"].*/\1/p" "$1/version.py"
    elif [ -r "$1/build-version" ]; then
        sed -n 1p "$1/build-version"
    fi
}

# The libtorch to use: LIBTORCH where it is said, else the one that setup-libtorch lays down.
libtorch_folder() {
    if [ -n "${LIBTORCH:-}" ]; then
        (cd "$LIBTORCH" 2>/dev/null && pwd -P) || printf '%s\n' "$LIBTORCH"
    elif [ -d "$deps/torch" ]; then
        (cd "$deps/torch" && pwd -P)
    fi
}

# Is an NVIDIA driver here? CUDA=yes or CUDA=no answers for the machine.
nvidia_driver() {
    case ${CUDA:-auto} in
        yes) return 0 ;;
        no) return 1 ;;
    esac
    [ "$system" = Linux ] || return 1
    [ -e /proc/driver/nvidia/version ] || has nvidia-smi && return 0
    for file in /usr/lib/libcuda.so.1 /usr/lib/*/libcuda.so.1 /usr/lib64/libcuda.so.1 /usr/lib/wsl/lib/libcuda.so.1; do
        [ -e "$file" ] && return 0
    done
    return 1
}

# The pip command of this machine, or nothing.
pip_command() {
    for pip in "python3 -m pip" pip3 pip; do
        if $pip --version >/dev/null 2>&1; then
            printf '%s\n' "$pip"
            return
        fi
    done
}

# install_packages PACKAGE...: by apt-get, as root or with a sudo that asks for no password. Otherwise, and where
# apt-get fails, ends with the command to type.
install_packages() {
    command="apt-get install --yes --no-install-recommends $*"
    has apt-get || fail "these are missing (by Debian's names): $*. Install them with this machine's package manager."
    if [ "$(id -u)" = 0 ]; then
        sudo=""
    elif has sudo && sudo -n true 2>/dev/null; then
        sudo="sudo -n"
    else
        fail "system packages are missing. Please type:

    sudo $command

and then the same command again."
    fi
    say "Installing system packages: $*"
    log=$(mktemp)
    # An old package list is no reason to stop: the installation shows whether it is good enough.
    $sudo apt-get update >"$log" 2>&1 </dev/null || true
    # shellcheck disable=SC2086  # a command with its arguments
    $sudo env DEBIAN_FRONTEND=noninteractive $command >>"$log" 2>&1 </dev/null || {
        tail -n 20 "$log" >&2
        rm -f "$log"
        fail "apt-get could not install the packages. Please type:  ${sudo:+sudo }apt-get update && ${sudo:+sudo }$command"
    }
    rm -f "$log"
}
