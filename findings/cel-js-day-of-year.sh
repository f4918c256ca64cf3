#!/bin/sh
# @marcbachmann/cel-js 8.0.0: getDayOfYear() is a day short all summer on a machine whose zone has summer time.
#
# CEL's getDayOfYear() without an argument is in UTC: 1 July 2026 is day 181, counted from 0. Here both midnights are made in the
# zone of the machine and their distance is divided by days of 24 hours: with an hour of summer time between them a day is lost.
# The same expression gives another number on a machine in UTC. With a zone as its argument, also "UTC", it is right there.
#
# Seen:
#   timestamp("2026-07-01T12:00:00Z").getDayOfYear() = 180
#   timestamp("2026-07-01T12:00:00Z").getDayOfYear("UTC") = 181
#   timestamp("2026-12-01T12:00:00Z").getDayOfYear() = 334
#   timestamp("2026-07-01T12:00:00Z").getDayOfYear() = 181
#   timestamp("2026-07-01T12:00:00Z").getDayOfYear("UTC") = 181
#   timestamp("2026-12-01T12:00:00Z").getDayOfYear() = 334
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @marcbachmann/cel-js@8.0.0
cat >look.mjs <<'LOOK'
import { evaluate } from '@marcbachmann/cel-js'
for (const expression of [
  'timestamp("2026-07-01T12:00:00Z").getDayOfYear()',
  'timestamp("2026-07-01T12:00:00Z").getDayOfYear("UTC")',
  'timestamp("2026-12-01T12:00:00Z").getDayOfYear()',
]) {
  let said
  try {
    said = String(evaluate(expression))
  } catch {
    said = 'error'
  }
  console.log(`${expression} = ${said}`)
}
LOOK
{ TZ=Europe/Brussels node look.mjs && TZ=UTC node look.mjs; } | tee seen
cat >expected <<'SEEN'
timestamp("2026-07-01T12:00:00Z").getDayOfYear() = 180
timestamp("2026-07-01T12:00:00Z").getDayOfYear("UTC") = 181
timestamp("2026-12-01T12:00:00Z").getDayOfYear() = 334
timestamp("2026-07-01T12:00:00Z").getDayOfYear() = 181
timestamp("2026-07-01T12:00:00Z").getDayOfYear("UTC") = 181
timestamp("2026-12-01T12:00:00Z").getDayOfYear() = 334
SEEN
diff expected seen && echo 'as it was seen'
