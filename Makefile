# One step each: every target does all the set-up that is missing first. GNU make 3.81 or newer.
#
#   make LIBTORCH=/path/to/torch ...   use an existing PyTorch or libtorch, 2.11 or newer
#   make CUDA=no ...                   fetch libtorch's CPU build even where an NVIDIA driver is found
#   make install PREFIX=/usr/local DESTDIR= WITH_LIBTORCH=yes

SWIFT ?= swift
PREFIX ?= /usr/local
DESTDIR ?=
LIBTORCH ?=
CUDA ?= auto
WITH_LIBTORCH ?= yes
export SWIFT PREFIX DESTDIR LIBTORCH CUDA WITH_LIBTORCH

# The command line runs without a Swift toolchain: its runtime is linked in.
RELEASE = -c release --static-swift-stdlib --product pleura

.PHONY: help setup build demo test bench install try-install format lint docs clean

help:
	@sed -n 's/^## //p' Makefile

## make demo      made-up chest films, a training on them, a report: in minutes (ARGS=--quick: in seconds)
## make test      build and run every test
## make setup     system packages, libtorch, Native/: only what is missing
## make build     .build/release/pleura
## make install   program, libraries, completions under PREFIX (default /usr/local)
## make try-install   the same into a temporary prefix, and a small demo by what was installed
## make bench     Pleura against SMP's Python training, in turn, on this machine
## make docs      DocC of the public API, in .build/docs
## make lint      formatting, C headers, scripts, committed files
## make format    format Swift sources in place
## make clean     remove what was built (libtorch stays; 'rm -r .deps' removes it too)

setup:
	@scripts/setup

build: setup
	$(SWIFT) build $(RELEASE)

demo: build
	.build/release/pleura demo $(ARGS)

test: setup
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

bench: build
	bench/run $(ARGS)

install: build
	@scripts/install

try-install: build
	@scripts/try-install

format:
	$(SWIFT) format --in-place --parallel --recursive $$(scripts/swift-folders)

lint: setup
	@scripts/lint

docs:
	@scripts/docs

clean:
	rm -rf .build .build-* .deps/native
