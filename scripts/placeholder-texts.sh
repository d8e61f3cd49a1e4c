#!/usr/bin/env bash
# Writes stand-ins for what build.rs does not write yet, so that the page bundles.
#   scripts/placeholder-texts.sh FOLDER
set -euo pipefail
folder=$1
mkdir -p "$folder"
for language in zh-CN en; do
  [ -e "$folder/texts.$language.json" ] || echo "{\"language\":\"$language\"}" >"$folder/texts.$language.json"
  [ -e "$folder/policies.$language.html" ] || echo '<h1>起步</h1>' >"$folder/policies.$language.html"
done
