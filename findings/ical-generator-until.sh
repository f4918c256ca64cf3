#!/bin/sh
# ical-generator 10.2.0: the last day of a repeated all-day event is written as a time, although the event begins on a date.
#
# RFC 5545, section 3.3.10: UNTIL must have the same kind of value as DTSTART. With allDay the package writes DTSTART and EXDATE as
# dates, and UNTIL, made from a Date in the same way, as a date with a time in UTC. A reader may refuse such a rule, or may compare a
# day with an instant and keep or lose the last day. UNTIL=20261228 was expected.
#
# Seen:
#   DTSTART;VALUE=DATE:20261130
#   RRULE:FREQ=WEEKLY;UNTIL=20261228T000000Z
#   EXDATE;VALUE=DATE:20261207
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ical-generator@10.2.0
cat >look.mjs <<'LOOK'
import ical from 'ical-generator'
const day = (text) => new Date(`${text}T00:00:00`)
const calendar = ical()
calendar.createEvent({
  id: 'run@example.org',
  summary: 'weekly press moment',
  start: day('2026-11-30'),
  allDay: true,
  repeating: { freq: 'WEEKLY', until: new Date('2026-12-28T00:00:00Z'), exclude: [day('2026-12-07')] },
})
console.log(calendar.toString().match(/^(DTSTART|RRULE|EXDATE).*$/gm).map((line) => line.trim()).join('\n'))
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
DTSTART;VALUE=DATE:20261130
RRULE:FREQ=WEEKLY;UNTIL=20261228T000000Z
EXDATE;VALUE=DATE:20261207
SEEN
diff expected seen && echo 'as it was seen'
