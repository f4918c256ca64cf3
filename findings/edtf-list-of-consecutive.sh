#!/bin/sh
# edtf 4.11.1: a list or set with consecutive months ends, for min, max and covers, with the first of them.
#
# In the Extended Date/Time Format (ISO 8601-2, level 2) {2026-01..2026-04} means the four months. The package knows them when it
# walks through the list, but its max is the end of January, and March is not covered or included. With the months written one by one
# the end is right, so two ways of writing one thing sort and compare differently.
#
# Seen:
#   {2026-01,2026-02,2026-03,2026-04}: from 2026-01-01 to 2026-04-30, walks through 2026-01 2026-02 2026-03 2026-04
#   {2026-01..2026-04}: from 2026-01-01 to 2026-01-31, walks through 2026-01 2026-02 2026-03 2026-04
#   [2026..2028]: from 2026-01-01 to 2026-12-31, walks through 2026 2027 2028
#   {2026-01,2026-02,2026-03,2026-04} includes 2026-03: true
#   {2026-01..2026-04} includes 2026-03: false
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund edtf@4.11.1
cat >look.mjs <<'LOOK'
import edtf from 'edtf'
const day = (time) => new Date(time).toISOString().slice(0, 10)
for (const text of ['{2026-01,2026-02,2026-03,2026-04}', '{2026-01..2026-04}', '[2026..2028]']) {
  const list = edtf(text)
  console.log(`${text}: from ${day(list.min)} to ${day(list.max)}, walks through ${[...list].join(' ')}`)
}
for (const text of ['{2026-01,2026-02,2026-03,2026-04}', '{2026-01..2026-04}']) {
  console.log(`${text} includes 2026-03: ${edtf(text).includes(edtf('2026-03'))}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
{2026-01,2026-02,2026-03,2026-04}: from 2026-01-01 to 2026-04-30, walks through 2026-01 2026-02 2026-03 2026-04
{2026-01..2026-04}: from 2026-01-01 to 2026-01-31, walks through 2026-01 2026-02 2026-03 2026-04
[2026..2028]: from 2026-01-01 to 2026-12-31, walks through 2026 2027 2028
{2026-01,2026-02,2026-03,2026-04} includes 2026-03: true
{2026-01..2026-04} includes 2026-03: false
SEEN
diff expected seen && echo 'as it was seen'
