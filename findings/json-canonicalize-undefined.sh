#!/bin/sh
# json-canonicalize 3.0.1: a function among the values becomes the word undefined, which is no JSON, and a boxed number becomes {}.
#
# The package serialises a JavaScript value in the form of RFC 8785, which takes its rules from ECMAScript's JSON.stringify (section
# 3.2). That leaves a member out whose value is a function or a symbol, writes null for it in a list, and writes a boxed number as the
# number. Here undefined, null and dates come out as there, but of a function the text {"a":undefined} is made, which JSON.parse
# refuses, and of Object(1) an empty object. canonicalize 5.1.0 does what JSON.stringify does with the first.
#
# Seen:
#   a member undefined: JSON.stringify {"b":1}, json-canonicalize {"b":1}, canonicalize {"b":1}
#   a function as member: JSON.stringify {"b":1}, json-canonicalize {"a":undefined,"b":1}, canonicalize {"b":1}
#   a function in a list: JSON.stringify [null], json-canonicalize [undefined], canonicalize [null]
#   a boxed number: JSON.stringify [1], json-canonicalize [{}], canonicalize [1]
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund json-canonicalize@3.0.1 canonicalize@5.1.0
cat >look.mjs <<'LOOK'
import canonicalize from 'canonicalize'
import { canonicalize as json } from 'json-canonicalize'
const run = () => 1
for (const [name, value] of [
  ['a member undefined', { a: undefined, b: 1 }],
  ['a function as member', { a: run, b: 1 }],
  ['a function in a list', [run]],
  ['a boxed number', [Object(1)]],
]) {
  console.log(`${name}: JSON.stringify ${JSON.stringify(value)}, json-canonicalize ${json(value)}, canonicalize ${canonicalize(value)}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
a member undefined: JSON.stringify {"b":1}, json-canonicalize {"b":1}, canonicalize {"b":1}
a function as member: JSON.stringify {"b":1}, json-canonicalize {"a":undefined,"b":1}, canonicalize {"b":1}
a function in a list: JSON.stringify [null], json-canonicalize [undefined], canonicalize [null]
a boxed number: JSON.stringify [1], json-canonicalize [{}], canonicalize [1]
SEEN
diff expected seen && echo 'as it was seen'
