#!/bin/sh
# ical.js 2.2.1: an escaped semicolon in a vCard's name, note or title is read with its backslash, and written back with two.
#
# RFC 6350, section 3.4: a semicolon in a value that is not made of parts may be escaped, and is then a plain semicolon. In vCards
# (3.0 as well as 4.0) ical.js leaves the backslash there, in N and ORG, which have parts, and in calendars it does not. Reading and
# writing a card changes it: "ICT\; network" becomes "ICT\\; network", which is for every reader another text, with a backslash.
#
# Seen:
#   vCard 3.0: N ["De;Smet","An","","",""], TITLE "ICT\\; network"
#   vCard 3.0, written: TITLE:ICT\\; network
#   vCard 4.0: N ["De;Smet","An","","",""], TITLE "ICT\\; network"
#   vCard 4.0, written: TITLE:ICT\\; network
#   calendar: SUMMARY "ICT; network"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ical.js@2.2.1
cat >look.mjs <<'LOOK'
import ICAL from 'ical.js'
const card = (version) =>
  ['BEGIN:VCARD', `VERSION:${version}`, 'FN:An De Smet', 'N:De\\;Smet;An;;;', 'TITLE:ICT\\; network', 'END:VCARD', ''].join('\r\n')
for (const version of ['3.0', '4.0']) {
  const read = ICAL.parse(card(version))
  const value = (name) => read[1].find(([property]) => property === name)[3]
  console.log(`vCard ${version}: N ${JSON.stringify(value('n'))}, TITLE ${JSON.stringify(value('title'))}`)
  console.log(`vCard ${version}, written: ${ICAL.stringify(read).match(/TITLE.*/)[0].trim()}`)
}
const event = ['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'SUMMARY:ICT\\; network', 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n')
console.log(`calendar: SUMMARY ${JSON.stringify(ICAL.parse(event)[2][0][1][0][3])}`)
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
vCard 3.0: N ["De;Smet","An","","",""], TITLE "ICT\\; network"
vCard 3.0, written: TITLE:ICT\\; network
vCard 4.0: N ["De;Smet","An","","",""], TITLE "ICT\\; network"
vCard 4.0, written: TITLE:ICT\\; network
calendar: SUMMARY "ICT; network"
SEEN
diff expected seen && echo 'as it was seen'
