#!/bin/sh
# vcards-js 2.11.1: a semicolon splits an organisation's name, and an address gets a backslash that belongs to no address.
#
# In a vCard 4.0 ORG is a list of parts with ; between them, so that a semicolon in the name is written \; (RFC 6350, sections 3.4 and
# 6.6.4); it is not: vcard4 4.0.5 reads the organisation and a department that nobody gave. In the same card's N the semicolon is
# escaped. URL is a URI, in which commas are not escaped (section 4.2); here one becomes \, and the address leads elsewhere. A phone
# number is written as a tel URI with the spaces that it came with, which RFC 3966 does not allow (section 3).
#
# Seen:
#   N:De Smet\; Mertens;An;;;
#   TEL;TYPE="WORK,VOICE";VALUE=uri:tel:+32 2 555 01 23
#   ORG:Town hall; annex
#   URL:https://example.org/map/51.05\,3.72
#   read: [["Town hall"," annex"],"https://example.org/map/51.05\\,3.72"]
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund vcards-js@2.11.1 vcard4@4.0.5
cat >look.mjs <<'LOOK'
import { parse } from 'vcard4'
import createCard from 'vcards-js'
const card = createCard()
card.version = '4.0'
card.firstName = 'An'
card.lastName = 'De Smet; Mertens'
card.organization = 'Town hall; annex'
card.url = 'https://example.org/map/51.05,3.72'
card.workPhone = '+32 2 555 01 23'
const text = card.getFormattedString()
console.log(text.match(/^(N|ORG|URL|TEL).*$/gm).map((line) => line.trim()).join('\n'))
const read = parse(text)
console.log(`read: ${JSON.stringify(['ORG', 'URL'].map((name) => read.getProperty(name)[0].value))}`)
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
N:De Smet\; Mertens;An;;;
TEL;TYPE="WORK,VOICE";VALUE=uri:tel:+32 2 555 01 23
ORG:Town hall; annex
URL:https://example.org/map/51.05\,3.72
read: [["Town hall"," annex"],"https://example.org/map/51.05\\,3.72"]
SEEN
diff expected seen && echo 'as it was seen'
