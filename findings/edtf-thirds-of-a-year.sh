#!/bin/sh
# edtf 4.11.1: a quadrimester has five months, and two of them overlap.
#
# The Extended Date/Time Format (level 2, sub-year groupings) has 37, 38 and 39 in the place of the month for the three quadrimesters
# of a year, four months each; quarters are 33 to 36 and halves 40 and 41. Here the first one lasts to the end of May, the second from
# May to the end of September, so that 15 May lies in both of them, and 15 September in the second and third. Quarters and halves are
# right.
#
# Seen:
#   2026-36: from 2026-10-01 to 2026-12-31, covers 15 May: false
#   2026-37: from 2026-01-01 to 2026-05-31, covers 15 May: true
#   2026-38: from 2026-05-01 to 2026-09-30, covers 15 May: true
#   2026-39: from 2026-09-01 to 2026-12-31, covers 15 May: false
#   2026-40: from 2026-01-01 to 2026-06-30, covers 15 May: true
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund edtf@4.11.1
cat >look.mjs <<'LOOK'
import edtf from 'edtf'
const day = (time) => new Date(time).toISOString().slice(0, 10)
for (const code of [36, 37, 38, 39, 40]) {
  const part = edtf(`2026-${code}`)
  console.log(`2026-${code}: from ${day(part.min)} to ${day(part.max)}, covers 15 May: ${part.covers(edtf('2026-05-15'))}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
2026-36: from 2026-10-01 to 2026-12-31, covers 15 May: false
2026-37: from 2026-01-01 to 2026-05-31, covers 15 May: true
2026-38: from 2026-05-01 to 2026-09-30, covers 15 May: true
2026-39: from 2026-09-01 to 2026-12-31, covers 15 May: false
2026-40: from 2026-01-01 to 2026-06-30, covers 15 May: true
SEEN
diff expected seen && echo 'as it was seen'
