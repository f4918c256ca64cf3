#!/bin/sh
# nsyslog-parser 0.10.1: an escaped quote moves all structured data into the message; a space in a value cuts the value.
#
# RFC 5424, section 6.3.3: inside of a value the signs ", \ and ] are written with a backslash before them, and everything else, a space
# too, is part of the value. Here one escaped sign makes that no structured data is found: the list is empty and the message begins with
# it. A value with a space and an equals sign is cut at the space, and its rest becomes a parameter of its own, which nobody sent. An
# element without parameters, which the grammar allows (section 6), is part of the message too.
#
# Seen:
#   [run@32473 step="4"]: data [{"$id":"run@32473","step":"4"}], message "backup failed"
#   [run@32473 said="so \"now\""]: data [], message "[run@32473 said=\"so \\\"now\\\"\"] backup failed"
#   [run@32473 asked="retries=3 and go=no"]: data [{"$id":"run@32473","asked":"retries=3 and","go":"no"}], message "backup failed"
#   [run@32473]: data [], message "[run@32473] backup failed"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund nsyslog-parser@0.10.1
cat >look.mjs <<'LOOK'
import parse from 'nsyslog-parser'
const head = '<134>1 2026-11-30T03:12:00.000Z host app 7 ID'
for (const data of [
  '[run@32473 step="4"]',
  '[run@32473 said="so \\"now\\""]',
  '[run@32473 asked="retries=3 and go=no"]',
  '[run@32473]',
]) {
  const { structuredData, message } = parse(`${head} ${data} backup failed`)
  console.log(`${data}: data ${JSON.stringify(structuredData)}, message ${JSON.stringify(message)}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
[run@32473 step="4"]: data [{"$id":"run@32473","step":"4"}], message "backup failed"
[run@32473 said="so \"now\""]: data [], message "[run@32473 said=\"so \\\"now\\\"\"] backup failed"
[run@32473 asked="retries=3 and go=no"]: data [{"$id":"run@32473","asked":"retries=3 and","go":"no"}], message "backup failed"
[run@32473]: data [], message "[run@32473] backup failed"
SEEN
diff expected seen && echo 'as it was seen'
