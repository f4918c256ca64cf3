#!/bin/sh
# @marcbachmann/cel-js 8.0.0: a bytes literal holds one byte for each UTF-16 unit of what stands in it, cut to eight bits.
#
# CEL's language definition says that b"ÿ" is the sequence of bytes 0xC3 0xBF, the UTF-8 of the letter, and its conformance
# tests say the same. Here it is the one byte 0xFF; a euro sign becomes 0xAC. bytes("…") of the same text gives UTF-8, so
# a literal and the conversion of the same letters differ, and equal each other only while the text is plain ASCII.
#
# Seen:
#   size(b"é") = 1
#   size(bytes("é")) = 2
#   b"é" == bytes("é") is false
#   b"e" == bytes("e") is true
#   b"€" == b"\xac" is true
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund @marcbachmann/cel-js@8.0.0
cat >look.mjs <<'LOOK'
import { evaluate } from '@marcbachmann/cel-js'
console.log(`size(b"é") = ${evaluate('size(b"é")')}`)
console.log(`size(bytes("é")) = ${evaluate('size(bytes("é"))')}`)
console.log(`b"é" == bytes("é") is ${evaluate('b"é" == bytes("é")')}`)
console.log(`b"e" == bytes("e") is ${evaluate('b"e" == bytes("e")')}`)
console.log(`b"€" == b"\\xac" is ${evaluate('b"€" == b"\\xac"')}`)
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
size(b"é") = 1
size(bytes("é")) = 2
b"é" == bytes("é") is false
b"e" == bytes("e") is true
b"€" == b"\xac" is true
SEEN
diff expected seen && echo 'as it was seen'
