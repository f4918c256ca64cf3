#!/bin/sh
# node-ical 0.26.1: a path with \n in it gets a line break, and a category with a comma becomes two with a backslash.
#
# RFC 5545, section 3.3.11: in a text a backslash stands as \\, a comma as \, and a line break as \n. C:\network is written
# C:\\network; the package puts a line break where \n stands without minding the backslash before it, so that the path is in two
# lines. CATEGORIES is a list of such texts: "ICT\, network" is one category, which is cut at its comma. ical.js 2.2.1 reads both as
# they were meant.
#
# Seen:
#   node-ical: ["copy C:\\\network",["ICT\\","network","crisis"]]
#   ical.js: ["copy C:\\network",["ICT, network","crisis"]]
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node-ical@0.26.1 ical.js@2.2.1
cat >look.mjs <<'LOOK'
import ICAL from 'ical.js'
import ical from 'node-ical'
const text = [
  'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//run//EN', 'BEGIN:VEVENT', 'UID:run@example.org', 'DTSTAMP:20261001T000000Z',
  'DTSTART:20261130T031200Z', 'SUMMARY:copy C:\\\\network', 'CATEGORIES:ICT\\, network,crisis', 'END:VEVENT', 'END:VCALENDAR', '',
].join('\r\n')
const read = Object.values(ical.sync.parseICS(text)).find(({ type }) => type === 'VEVENT')
const other = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')
console.log(`node-ical: ${JSON.stringify([read.summary, read.categories])}`)
console.log(`ical.js: ${JSON.stringify([other.getFirstPropertyValue('summary'), other.getFirstProperty('categories').getValues()])}`)
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
node-ical: ["copy C:\\\network",["ICT\\","network","crisis"]]
ical.js: ["copy C:\\network",["ICT, network","crisis"]]
SEEN
diff expected seen && echo 'as it was seen'
