#!/bin/sh
# ics 3.12.0: a duration of whole days ends with a T and no time behind it, and a duration of nothing is "PT".
#
# RFC 5545, section 3.3.6: a duration of days may have a time part, which is a T followed by hours, minutes or seconds; weeks stand
# alone. createEvent({ duration: { days: 2 } }) writes P2DT, { weeks: 1 } writes P1WT, an alarm a day before is -P1DT, and { hours: 0 }
# is PT. None of them is a duration of the standard. ical.js 2.2.1 reads the first three, and refuses the last one when it is asked for
# the event's end; what another calendar makes of them is its own affair. P2D, P1W, -P1D and PT0S were expected.
#
# Seen:
#   {"hours":2}: DURATION:PT2H, TRIGGER:-PT2H; end for ical.js: 2026-11-30T05:12:00Z
#   {"days":2}: DURATION:P2DT, TRIGGER:-P2DT; end for ical.js: 2026-12-02T03:12:00Z
#   {"weeks":1}: DURATION:P1WT, TRIGGER:-P1WT; end for ical.js: 2026-12-07T03:12:00Z
#   {"hours":0}: DURATION:PT, TRIGGER:-PT; end for ical.js: error
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund ics@3.12.0 ical.js@2.2.1
cat >look.mjs <<'LOOK'
import ICAL from 'ical.js'
import { createEvent } from 'ics'
for (const duration of [{ hours: 2 }, { days: 2 }, { weeks: 1 }, { hours: 0 }]) {
  const { value } = createEvent({
    uid: 'run@example.org',
    title: 'deadline',
    start: [2026, 11, 30, 3, 12],
    startInputType: 'utc',
    startOutputType: 'utc',
    duration,
    alarms: [{ action: 'display', description: 'deadline', trigger: { ...duration, before: true } }],
  })
  const written = ['DURATION', 'TRIGGER'].map((name) => value.match(new RegExp(`^${name}:(.*)\r$`, 'm'))[0].trim())
  let end
  try {
    const event = new ICAL.Event(new ICAL.Component(ICAL.parse(value)).getFirstSubcomponent('vevent'))
    end = event.endDate.toString()
  } catch {
    end = 'error'
  }
  console.log(`${JSON.stringify(duration)}: ${written.join(', ')}; end for ical.js: ${end}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
{"hours":2}: DURATION:PT2H, TRIGGER:-PT2H; end for ical.js: 2026-11-30T05:12:00Z
{"days":2}: DURATION:P2DT, TRIGGER:-P2DT; end for ical.js: 2026-12-02T03:12:00Z
{"weeks":1}: DURATION:P1WT, TRIGGER:-P1WT; end for ical.js: 2026-12-07T03:12:00Z
{"hours":0}: DURATION:PT, TRIGGER:-PT; end for ical.js: error
SEEN
diff expected seen && echo 'as it was seen'
