#!/bin/sh
# iso8601-duration 2.1.4: a duration with a minus sign is read as the same duration without it.
#
# Triggers of alarms in calendars are written so (RFC 5545: -PT15M is a quarter of an hour before), and ISO 8601-2 has the sign too. The
# README says that signs are not supported yet. An error was expected, as for P-1D and all else that is not supported; but the pattern
# takes the sign and throws it away, so the end of -PT15M lies a quarter of an hour after the start.
#
# Seen:
#   PT15M: 900 seconds, end 2026-11-30T03:27:00.000Z
#   -PT15M: 900 seconds, end 2026-11-30T03:27:00.000Z
#   -P1D: 86400 seconds, end 2026-12-01T03:12:00.000Z
#   P-1D: error
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund iso8601-duration@2.1.4
cat >look.mjs <<'LOOK'
import { end, parse, toSeconds } from 'iso8601-duration'
const start = new Date('2026-11-30T03:12:00Z')
for (const text of ['PT15M', '-PT15M', '-P1D', 'P-1D']) {
  let said
  try {
    const duration = parse(text)
    said = `${toSeconds(duration, start)} seconds, end ${end(duration, start).toISOString()}`
  } catch {
    said = 'error'
  }
  console.log(`${text}: ${said}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
PT15M: 900 seconds, end 2026-11-30T03:27:00.000Z
-PT15M: 900 seconds, end 2026-11-30T03:27:00.000Z
-P1D: 86400 seconds, end 2026-12-01T03:12:00.000Z
P-1D: error
SEEN
diff expected seen && echo 'as it was seen'
