#!/bin/sh
# Fuzzes every target for a while, two at a time: run.sh FUZZER SEEDS FOLDER SECONDS
# What is found stays in FOLDER: a corpus for each target, which the next run starts from, a log, and the
# input of each crash. Ends with status 1 when a target broke.
fuzzer=$1 seeds=$2 folder=$3 seconds=$4
targets='workbook part delimited format template number'

# A trap is reported by the fuzzer; Swift's own report would wait for a debugger.
export SWIFT_BACKTRACE=enable=no
export ASAN_OPTIONS=quarantine_size_mb=16:detect_leaks=1

fuzz() {
  mkdir -p "$folder/corpus/$1" "$folder/crashes/$1"
  FUZZ_TARGET=$1 "$fuzzer" -max_total_time="$seconds" -max_len=32768 -timeout=10 -rss_limit_mb=768 \
    -malloc_limit_mb=128 -print_final_stats=1 -artifact_prefix="$folder/crashes/$1/" \
    "$folder/corpus/$1" "$seeds/$1" >"$folder/$1.log" 2>&1 || touch "$folder/$1.broken"
}

rm -f "$folder"/*.broken
set -- $targets
while [ $# -gt 0 ]; do
  fuzz "$1" &
  [ $# -gt 1 ] && fuzz "$2" &
  wait
  shift; [ $# -gt 0 ] && shift
done

printf '%-10s %12s %9s %9s %7s  %s\n' target executions coverage features corpus result
status=0
for target in $targets; do
  log=$folder/$target.log
  executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
  last=$(grep -a ' cov: ' "$log" | tail -1)
  figure() { printf '%s' "$last" | sed -n "s/.* $1: \([0-9]*\).*/\1/p"; }
  result=sound
  [ -e "$folder/$target.broken" ] && result="BROKEN: see $log and $folder/crashes/$target" status=1
  printf '%-10s %12s %9s %9s %7s  %s\n' "$target" "${executions:--}" "$(figure cov)" "$(figure ft)" \
    "$(figure corp)" "$result"
done
exit $status
