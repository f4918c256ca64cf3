#!/bin/sh
# node-ical 0.26.1: an event that lasts a day, or a week, ends an hour early where the clock goes back.
#
# RFC 5545, section 3.3.6: a duration of days and weeks is nominal, one of hours and less exact; a day after noon is noon, although 25
# hours lie between when summer time ends. node-ical reckons days as 24 hours, so P1D and PT24H from noon of 24 October 2026 in
# Brussels both end at 11:00 of the next day, and a week of watch from the 21st ends at 11:00. Noon was expected for the day and the
# week.
#
# Seen:
#   21 October, noon, and P1D: 2026-10-22 12:00:00
#   24 October, noon, and P1D: 2026-10-25 11:00:00
#   24 October, noon, and PT24H: 2026-10-25 11:00:00
#   21 October, noon, and P1W: 2026-10-28 11:00:00
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund node-ical@0.26.1
cat >look.mjs <<'LOOK'
import ical from 'node-ical'
const head = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//run//EN']
const part = (name, from, to, month) => [
  `BEGIN:${name}`,
  `DTSTART:1970${month === 3 ? '0329' : '1025'}T0${month === 3 ? 2 : 3}0000`,
  `RRULE:FREQ=YEARLY;BYMONTH=${month};BYDAY=-1SU`,
  `TZOFFSETFROM:${from}`,
  `TZOFFSETTO:${to}`,
  `END:${name}`,
]
const zone = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Brussels',
  ...part('DAYLIGHT', '+0100', '+0200', 3),
  ...part('STANDARD', '+0200', '+0100', 10),
  'END:VTIMEZONE',
]
for (const [day, duration] of [['21', 'P1D'], ['24', 'P1D'], ['24', 'PT24H'], ['21', 'P1W']]) {
  const event = [
    'BEGIN:VEVENT',
    'UID:run@example.org',
    'DTSTAMP:20261001T000000Z',
    `DTSTART;TZID=Europe/Brussels:202610${day}T120000`,
    `DURATION:${duration}`,
    'SUMMARY:watch',
    'END:VEVENT',
  ]
  const read = Object.values(ical.sync.parseICS([...head, ...zone, ...event, 'END:VCALENDAR', ''].join('\r\n')))
  const { end } = read.find(({ type }) => type === 'VEVENT')
  console.log(`${day} October, noon, and ${duration}: ${end.toLocaleString('sv', { timeZone: 'Europe/Brussels' })}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
21 October, noon, and P1D: 2026-10-22 12:00:00
24 October, noon, and P1D: 2026-10-25 11:00:00
24 October, noon, and PT24H: 2026-10-25 11:00:00
21 October, noon, and P1W: 2026-10-28 11:00:00
SEEN
diff expected seen && echo 'as it was seen'
