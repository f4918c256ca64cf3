#!/bin/sh
# @marcbachmann/cel-js 8.0.0: the keys of a map literal become texts, and some of them are left out.
#
# CEL's maps have keys of the type int, uint, bool or string. Here a literal is a JavaScript object: in a loop the key 1 is "1", so a
# sum with it fails although it was checked; and an entry with the key "constructor", "prototype" or "__proto__" is not in the map,
# without a word. A key that stands twice, which is an error in CEL, keeps the last value.
#
# Seen:
#   {1: "a"}[1] = a
#   {1: "a"}.all(key, key > 0) = error
#   size({"constructor": 1, "a": 2}) = 1
#   "constructor" in {"constructor": 1} = false
#   {"a": 1, "a": 2}["a"] = 2
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @marcbachmann/cel-js@8.0.0
cat >look.mjs <<'LOOK'
import { evaluate } from '@marcbachmann/cel-js'
for (const expression of [
  '{1: "a"}[1]',
  '{1: "a"}.all(key, key > 0)',
  'size({"constructor": 1, "a": 2})',
  '"constructor" in {"constructor": 1}',
  '{"a": 1, "a": 2}["a"]',
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
node look.mjs | tee seen
cat >expected <<'SEEN'
{1: "a"}[1] = a
{1: "a"}.all(key, key > 0) = error
size({"constructor": 1, "a": 2}) = 1
"constructor" in {"constructor": 1} = false
{"a": 1, "a": 2}["a"] = 2
SEEN
diff expected seen && echo 'as it was seen'
