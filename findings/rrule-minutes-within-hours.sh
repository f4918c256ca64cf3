#!/bin/sh
# rrule 2.8.1: every 90 minutes, within some hours of the day, gives moments that no step of 90 minutes reaches.
#
# RFC 5545, section 3.3.10: FREQ=MINUTELY;INTERVAL=90 counts from DTSTART, 9:00, 10:30, 12:00 and so on; BYHOUR then only leaves out
# what is in other hours. As 16 such steps are a day, 9:00 and 12:00 of each day are left here. rrule gives 12:30, and on the next day
# nothing before noon. rrule-temporal 2.2.8 gives what the standard says; without BYHOUR both do.
#
# Seen:
#   FREQ=MINUTELY;INTERVAL=90;COUNT=4
#     rrule: 11-30T09:00, 11-30T10:30, 11-30T12:00, 11-30T13:30
#     rrule-temporal: 11-30T09:00, 11-30T10:30, 11-30T12:00, 11-30T13:30
#   FREQ=MINUTELY;INTERVAL=90;BYHOUR=9,12;COUNT=4
#     rrule: 11-30T09:00, 11-30T12:30, 12-01T12:00, 12-02T09:30
#     rrule-temporal: 11-30T09:00, 11-30T12:00, 12-01T09:00, 12-01T12:00
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund rrule@2.8.1 rrule-temporal@2.2.8
cat >look.mjs <<'LOOK'
import rrule from 'rrule'
import { RRuleTemporal } from 'rrule-temporal'
const minute = (text) => text.slice(5, 16)
for (const rule of ['FREQ=MINUTELY;INTERVAL=90;COUNT=4', 'FREQ=MINUTELY;INTERVAL=90;BYHOUR=9,12;COUNT=4']) {
  const rruleString = `DTSTART:20261130T090000Z\nRRULE:${rule}`
  console.log(rule)
  console.log(`  rrule: ${rrule.rrulestr(rruleString).all().map((date) => minute(date.toISOString())).join(', ')}`)
  const all = new RRuleTemporal({ rruleString }).all()
  console.log(`  rrule-temporal: ${all.map((date) => minute(date.toInstant().toString())).join(', ')}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
FREQ=MINUTELY;INTERVAL=90;COUNT=4
  rrule: 11-30T09:00, 11-30T10:30, 11-30T12:00, 11-30T13:30
  rrule-temporal: 11-30T09:00, 11-30T10:30, 11-30T12:00, 11-30T13:30
FREQ=MINUTELY;INTERVAL=90;BYHOUR=9,12;COUNT=4
  rrule: 11-30T09:00, 11-30T12:30, 12-01T12:00, 12-02T09:30
  rrule-temporal: 11-30T09:00, 11-30T12:00, 12-01T09:00, 12-01T12:00
SEEN
diff expected seen && echo 'as it was seen'
