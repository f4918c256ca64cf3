#!/bin/sh
# @marcbachmann/cel-js 8.0.0: durations keep nanoseconds, timestamps lose all below a millisecond without a word.
#
# CEL's timestamps are google.protobuf.Timestamp, with nanoseconds. Here they are a Date: two timestamps that differ by
# 900 microseconds are equal, and their difference is no time, while the durations of the same size differ. A rule "later than"
# over the times of a log with microseconds says no to what came later within the millisecond.
#
# Seen:
#   durations of 1 and 900 microseconds are equal: false
#   timestamps 899 microseconds apart are equal: true
#   the later one is later: false
#   a timestamp plus 900 microseconds is that timestamp: true
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @marcbachmann/cel-js@8.0.0
cat >look.mjs <<'LOOK'
import { evaluate } from '@marcbachmann/cel-js'
const [one, other] = ['timestamp("2026-11-29T03:12:00.000001Z")', 'timestamp("2026-11-29T03:12:00.000900Z")']
console.log(`durations of 1 and 900 microseconds are equal: ${evaluate('duration("1us") == duration("900us")')}`)
console.log(`timestamps 899 microseconds apart are equal: ${evaluate(`${one} == ${other}`)}`)
console.log(`the later one is later: ${evaluate(`${other} > ${one}`)}`)
console.log(`a timestamp plus 900 microseconds is that timestamp: ${evaluate(`${one} + duration("900us") == ${one}`)}`)
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
durations of 1 and 900 microseconds are equal: false
timestamps 899 microseconds apart are equal: true
the later one is later: false
a timestamp plus 900 microseconds is that timestamp: true
SEEN
diff expected seen && echo 'as it was seen'
