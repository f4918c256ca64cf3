#!/bin/sh
# glossy 0.1.7: the first hundred milliseconds of each second are written ten times too long.
#
# RFC 5424, section 6.2.3: the time of a message is one of RFC 3339, whose part behind the point is a fraction of the second. For the
# milliseconds the package has at least two digits there, not three: 5 ms is written .05, which is 50 ms, and 50 ms .50, which is half
# a second. A message can so be dated behind one that was sent after it. From 100 ms on the times are right. glossy's own parser reads
# them as everybody does.
#
# Seen:
#   000 ms: 2026-11-30T03:12:00.00Z, read as 2026-11-30T03:12:00.000Z
#   005 ms: 2026-11-30T03:12:00.05Z, read as 2026-11-30T03:12:00.050Z
#   050 ms: 2026-11-30T03:12:00.50Z, read as 2026-11-30T03:12:00.500Z
#   099 ms: 2026-11-30T03:12:00.99Z, read as 2026-11-30T03:12:00.990Z
#   100 ms: 2026-11-30T03:12:00.100Z, read as 2026-11-30T03:12:00.100Z
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund glossy@0.1.7
cat >look.mjs <<'LOOK'
import glossy from 'glossy'
const producer = new glossy.Produce({ type: 'RFC5424' })
for (const milliseconds of ['000', '005', '050', '099', '100']) {
  const date = new Date(`2026-11-30T03:12:00.${milliseconds}Z`)
  const line = producer.produce({ facility: 'local0', severity: 'info', host: 'host', date, message: 'hello' })
  console.log(`${milliseconds} ms: ${line.split(' ')[1]}, read as ${glossy.Parse.parse(line).time.toISOString()}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
000 ms: 2026-11-30T03:12:00.00Z, read as 2026-11-30T03:12:00.000Z
005 ms: 2026-11-30T03:12:00.05Z, read as 2026-11-30T03:12:00.050Z
050 ms: 2026-11-30T03:12:00.50Z, read as 2026-11-30T03:12:00.500Z
099 ms: 2026-11-30T03:12:00.99Z, read as 2026-11-30T03:12:00.990Z
100 ms: 2026-11-30T03:12:00.100Z, read as 2026-11-30T03:12:00.100Z
SEEN
diff expected seen && echo 'as it was seen'
