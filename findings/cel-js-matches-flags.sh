#!/bin/sh
# @marcbachmann/cel-js 8.0.0: matches() takes JavaScript's regular expressions, not RE2's.
#
# CEL says that matches() follows RE2. What people write most in it, the flag group (?i), is refused; so are (?s), named
# groups as (?P<name>…) and \A; \z is taken, and means the letter z. An expression that is right in every other CEL
# implementation fails here when it is evaluated, not when it is parsed or checked.
#
# Seen:
#   check of "ABC".matches("(?i)b"): valid
#   "ABC".matches("(?i)b"): error
#   "a1".matches("(?P<digit>[0-9])"): error
#   "abc".matches("c\\z"): false
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @marcbachmann/cel-js@8.0.0
cat >look.mjs <<'LOOK'
import { check, evaluate } from '@marcbachmann/cel-js'
console.log(`check of "ABC".matches("(?i)b"): ${check('"ABC".matches("(?i)b")').valid ? 'valid' : 'refused'}`)
for (const expression of ['"ABC".matches("(?i)b")', '"a1".matches("(?P<digit>[0-9])")', '"abc".matches("c\\\\z")']) {
  let said
  try {
    said = String(evaluate(expression))
  } catch {
    said = 'error'
  }
  console.log(`${expression}: ${said}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
check of "ABC".matches("(?i)b"): valid
"ABC".matches("(?i)b"): error
"a1".matches("(?P<digit>[0-9])"): error
"abc".matches("c\\z"): false
SEEN
diff expected seen && echo 'as it was seen'
