#!/usr/bin/env bash
# Times each stage, then checking and sending whole sheets: run.sh STAGES. ROWS sets the largest sheet.
set -euo pipefail
cd "$(dirname "$0")/.."
stages=$1
rows=${ROWS:-1000000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

make_sheet() { python3 Benchmarks/make_sheet.py "$folder/$1.$2" --rows "$1"; }

make_sheet "$rows" xlsx
make_sheet "$rows" csv
echo "Stages, each alone, the fastest of five:"
"$stages" "$folder/$rows.xlsx" "$folder/$rows.csv" "$folder" Benchmarks/baseline.txt || status=$?

echo
echo "The whole job:"
printf '%-6s %-5s %9s %8s %8s %12s\n' verb kind rows wall,s CPU,s memory,KiB
for size in 1000 10000 100000 1000000; do
  [ "$size" -le "$rows" ] || continue
  for kind in xlsx csv; do
    [ -e "$folder/$size.$kind" ] || make_sheet "$size" "$kind"
    for verb in check send; do
      options=(--template monthly-bill --json)
      if [ "$verb" = send ]; then options+=(--output "$folder/out" --yes); fi
      /usr/bin/time -o "$folder/time" -f '%e %U %S %M' \
        .build/release/broadsheet "$verb" "$folder/$size.$kind" "${options[@]}" >/dev/null
      rm -rf "$folder/out"
      read -r wall user system memory <"$folder/time"
      printf '%-6s %-5s %9s %8s %8s %12s\n' "$verb" "$kind" "$size" "$wall" \
        "$(echo "$user $system" | awk '{print $1 + $2}')" "$memory"
    done
  done
done
exit "${status:-0}"
