#!/bin/sh
# feelin 8.2.0: years and months duration() has days in it, and equals no number of months.
#
# DMN's FEEL knows durations of years and months, and durations of days and time, as two types; "years and months duration(from, to)"
# gives the first, in whole months, as the function's name says (the example in DMN's table of conversion functions, from 2011-12-22
# to 2013-08-24, is P1Y8M, without the two days). Here the days are kept: from 15 January to 20 March it is P2M5D, a mixture that FEEL
# has no type for, and within a month P28D. A rule that asks for "two months" by comparing says no on every day but one.
#
# Seen:
#   years and months duration(date("2011-12-22"), date("2013-08-24")): P1Y8M2D
#   years and months duration(date("2026-01-15"), date("2026-03-15")): P2M
#   years and months duration(date("2026-01-15"), date("2026-03-20")): P2M5D
#   years and months duration(date("2026-01-31"), date("2026-02-28")): P28D
#   years and months duration(date("2026-01-15"), date("2026-03-20")) = duration("P2M"): false
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund feelin@8.2.0
cat >look.mjs <<'LOOK'
import { evaluate } from 'feelin'
const value = (expression) => {
  const found = evaluate(expression, {})?.value
  return found?.toISO?.() ?? found
}
for (const expression of [
  'years and months duration(date("2011-12-22"), date("2013-08-24"))',
  'years and months duration(date("2026-01-15"), date("2026-03-15"))',
  'years and months duration(date("2026-01-15"), date("2026-03-20"))',
  'years and months duration(date("2026-01-31"), date("2026-02-28"))',
  'years and months duration(date("2026-01-15"), date("2026-03-20")) = duration("P2M")',
]) {
  console.log(`${expression}: ${value(expression)}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
years and months duration(date("2011-12-22"), date("2013-08-24")): P1Y8M2D
years and months duration(date("2026-01-15"), date("2026-03-15")): P2M
years and months duration(date("2026-01-15"), date("2026-03-20")): P2M5D
years and months duration(date("2026-01-31"), date("2026-02-28")): P28D
years and months duration(date("2026-01-15"), date("2026-03-20")) = duration("P2M"): false
SEEN
diff expected seen && echo 'as it was seen'
