#!/bin/sh
# ioc-extractor 8.2.0: addresses and domains are made of pieces of longer words, among them of object identifiers.
#
# The package takes what indicates a compromise out of a report: addresses, domains, hashes. Four numbers of an object identifier
# become an IPv4 address; of 1.2.3.400 the address 1.2.3.40 is taken, which nobody wrote; of a domain with a letter that is not ASCII,
# the part behind that letter. (Hashes are looked for as whole words: of a SHA-256 no MD5 is made.) Nothing was expected for the first
# two, and the whole domain, or its xn-- form, for the last. A block list that is made so shuts out others.
#
# Seen:
#   IPv4 in 10.0.0.1: 10.0.0.1
#   IPv4 in 1.3.6.1.4.1.311.21.7: 1.3.6.1
#   IPv4 in 1.2.3.400: 1.2.3.40
#   domain in example.be: example.be
#   domain in caféplein.be: plein.be
#   MD5 in a SHA-256: nothing
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ioc-extractor@8.2.0
cat >look.mjs <<'LOOK'
import { extractDomains, extractIPv4s, extractMD5s } from 'ioc-extractor'
const list = (found) => found.join(' ') || 'nothing'
for (const text of ['10.0.0.1', '1.3.6.1.4.1.311.21.7', '1.2.3.400']) console.log(`IPv4 in ${text}: ${list(extractIPv4s(text))}`)
for (const text of ['example.be', 'caféplein.be']) console.log(`domain in ${text}: ${list(extractDomains(text))}`)
console.log(`MD5 in a SHA-256: ${list(extractMD5s('0123456789abcdef'.repeat(4)))}`)
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
IPv4 in 10.0.0.1: 10.0.0.1
IPv4 in 1.3.6.1.4.1.311.21.7: 1.3.6.1
IPv4 in 1.2.3.400: 1.2.3.40
domain in example.be: example.be
domain in caféplein.be: plein.be
MD5 in a SHA-256: nothing
SEEN
diff expected seen && echo 'as it was seen'
