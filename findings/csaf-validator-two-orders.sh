#!/bin/sh
# @secvisogram/csaf-validator-lib 2.0.10: one revision history, two orders: mandatory tests 6.1.14 and 6.1.16 accept it, 6.1.21 does not.
#
# CSAF sorts the items of a revision history by date before it looks at their numbers. Where two items have one date, the tests 14 and 16 of
# the package go on by number, and test 21 by where the item stands: the same two revisions pass when the older one is written
# first, and are refused, with the reason that no version 0 or 1 is there, when the newer one is. A date with more than nine digits
# behind the second counts as equal to every other date, which has the same effect on two revisions a day apart.
#
# Seen:
#   one second, older one first: 6.1.14 true, 6.1.16 true, 6.1.21 true
#   one second, newer one first: 6.1.14 true, 6.1.16 true, 6.1.21 false
#   a day apart, nine digits, newer one first: 6.1.14 true, 6.1.16 true, 6.1.21 true
#   a day apart, ten digits, newer one first: 6.1.14 true, 6.1.16 true, 6.1.21 false
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @secvisogram/csaf-validator-lib@2.0.10
cat >look.mjs <<'LOOK'
import * as tests from '@secvisogram/csaf-validator-lib/mandatoryTests.js'
const first = (date) => ({ number: '1.0.0', date, summary: 'first' })
const second = (date) => ({ number: '2.0.0', date, summary: 'second' })
const look = (name, revision_history) => {
  const document = { tracking: { revision_history, version: '2.0.0', status: 'final' } }
  const verdict = (test) => `6.1.${test} ${tests[`mandatoryTest_6_1_${test}`]({ document }).isValid}`
  console.log(`${name}: ${[14, 16, 21].map(verdict).join(', ')}`)
}
const second0 = '2026-11-24T03:12:00Z'
look('one second, older one first', [first(second0), second(second0)])
look('one second, newer one first', [second(second0), first(second0)])
for (const [name, digits] of [['nine', '000000001'], ['ten', '0000000001']]) {
  look(`a day apart, ${name} digits, newer one first`, [
    second(`2026-11-25T03:12:00.${digits}Z`),
    first(`2026-11-24T03:12:00.${digits}Z`),
  ])
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
one second, older one first: 6.1.14 true, 6.1.16 true, 6.1.21 true
one second, newer one first: 6.1.14 true, 6.1.16 true, 6.1.21 false
a day apart, nine digits, newer one first: 6.1.14 true, 6.1.16 true, 6.1.21 true
a day apart, ten digits, newer one first: 6.1.14 true, 6.1.16 true, 6.1.21 false
SEEN
diff expected seen && echo 'as it was seen'
