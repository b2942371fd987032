#!/usr/bin/env bash
# Times checking and sending a million rows, XLSX and CSV: wall and CPU seconds, peak resident memory.
set -euo pipefail
cd "$(dirname "$0")/.."
rows=${ROWS:-1000000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for kind in xlsx csv; do
  python3 Benchmarks/make_sheet.py "$folder/sheet.$kind" --rows "$rows"
  for verb in check send; do
    options=(--template monthly-bill --json)
    if [ "$verb" = send ]; then options+=(--output "$folder/out" --yes); fi
    /usr/bin/time -f "$verb $kind, $rows rows: %e s wall, %U s user, %S s system, %M KiB" \
      .build/release/broadsheet "$verb" "$folder/sheet.$kind" "${options[@]}" >/dev/null
    rm -rf "$folder/out"
  done
done
