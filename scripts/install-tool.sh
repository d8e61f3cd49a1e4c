#!/usr/bin/env bash
# Installs one command with cargo, at exactly the version that its path names:
#   scripts/install-tool.sh TOOLS/CRATE-VERSION/bin/COMMAND
set -euo pipefail
folder=${1%/bin/*}
name=${folder##*/}
crate=${name%-*}
version=${name##*-}

echo "setup: building $crate $version, once; this takes a few minutes"
# A target folder of its own: the build disturbs neither the project's nor anyone else's.
export CARGO_TARGET_DIR="$folder/build"
install=(cargo install "$crate" --version "=$version" --root "$folder" --force --quiet)
# First with the versions its authors tested; the registry here may lag behind those.
"${install[@]}" --locked ||
  { echo "setup: not to be had as locked; again with the newest versions that fit"; "${install[@]}"; }
rm -rf "$folder/build"
