#!/bin/sh
# vcf 2.1.2: the texts of a vCard are neither unescaped when they are read nor escaped when they are written.
#
# In a vCard a line break, a comma and a backslash in a text stand as \n, \, and \\ (RFC 6350, section 3.4). Read with vcf, a note
# keeps these signs, and so does its jCard, which is JSON and has the plain text (RFC 7095). A note that is set from a text with a
# line break is written with the two lines run together; commas go out as they are, which in a list makes two of one. ical.js 2.2.1
# reads the same note as it was meant.
#
# Seen:
#   vcf reads: "call first\\nthen mail\\, or come"
#   in its jCard: "call first\\nthen mail\\, or come"
#   ical.js reads: "call first\nthen mail, or come"
#   vcf writes: "NOTE:call firstthen mail, or come"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund vcf@2.1.2 ical.js@2.2.1
cat >look.mjs <<'LOOK'
import ICAL from 'ical.js'
import Card from 'vcf'
const text = ['BEGIN:VCARD', 'VERSION:4.0', 'FN:An De Smet', 'NOTE:call first\\nthen mail\\, or come', 'END:VCARD', ''].join('\r\n')
const card = new Card().parse(text)
console.log(`vcf reads: ${JSON.stringify(card.get('note').valueOf())}`)
console.log(`in its jCard: ${JSON.stringify(card.toJSON()[1].find(([name]) => name === 'note')[3])}`)
console.log(`ical.js reads: ${JSON.stringify(new ICAL.Component(ICAL.parse(text)).getFirstPropertyValue('note'))}`)
const made = new Card()
made.set('fn', 'An De Smet')
made.set('note', 'call first\nthen mail, or come')
console.log(`vcf writes: ${JSON.stringify(made.toString('4.0').match(/NOTE.*/)[0].trim())}`)
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
vcf reads: "call first\\nthen mail\\, or come"
in its jCard: "call first\\nthen mail\\, or come"
ical.js reads: "call first\nthen mail, or come"
vcf writes: "NOTE:call firstthen mail, or come"
SEEN
diff expected seen && echo 'as it was seen'
