#!/bin/sh
# iso8601-duration 2.1.4: half a day, which its documentation has as an example, is refused; half an hour is taken.
#
# The README says that the smallest unit of a duration may have a fraction, "e.g. P0.5D", as ISO 8601 does. The pattern of the package
# knows fractions for hours, minutes and seconds only: P0.5D, P1.5W and P0.5Y are an invalid duration. tinyduration 3.4.1 reads them.
#
# Seen:
#   P0.5D: iso8601-duration error, tinyduration {"days":0.5}
#   P1.5W: iso8601-duration error, tinyduration {"weeks":1.5}
#   P0.5Y: iso8601-duration error, tinyduration {"years":0.5}
#   PT0.5H: iso8601-duration {"hours":0.5}, tinyduration {"hours":0.5}
#   PT0.5S: iso8601-duration {"seconds":0.5}, tinyduration {"seconds":0.5}
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund iso8601-duration@2.1.4 tinyduration@3.4.1
cat >look.mjs <<'LOOK'
import { parse } from 'iso8601-duration'
import * as tiny from 'tinyduration'
const said = (read, text) => {
  try {
    return JSON.stringify(Object.fromEntries(Object.entries(read(text)).filter(([, value]) => value !== 0)))
  } catch {
    return 'error'
  }
}
for (const text of ['P0.5D', 'P1.5W', 'P0.5Y', 'PT0.5H', 'PT0.5S']) {
  console.log(`${text}: iso8601-duration ${said(parse, text)}, tinyduration ${said(tiny.parse, text)}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
P0.5D: iso8601-duration error, tinyduration {"days":0.5}
P1.5W: iso8601-duration error, tinyduration {"weeks":1.5}
P0.5Y: iso8601-duration error, tinyduration {"years":0.5}
PT0.5H: iso8601-duration {"hours":0.5}, tinyduration {"hours":0.5}
PT0.5S: iso8601-duration {"seconds":0.5}, tinyduration {"seconds":0.5}
SEEN
diff expected seen && echo 'as it was seen'
