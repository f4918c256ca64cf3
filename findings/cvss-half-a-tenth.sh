#!/bin/sh
# cvss4 1.0.7 and ae-cvss-calculator 1.0.13: one CVSS 4.0 vector, two scores, because the exact score lies on half a tenth.
#
# A score is a sum of steps such as 0.075, rounded to a tenth at the end. Where the exact sum is 5.65 or 4.95, binary fractions lie a
# hair beside it: one package rounds what it has and gets 5.6, the other adds a millionth first and gets 5.7. Both vectors have
# nothing but base metrics. Who compares a score with a limit (7.0, 9.0) needs to know which one made it.
#
# Seen:
#   AV:L/AC:L/AT:P/PR:H/UI:N/VC:N/VI:H/VA:L/SC:N/SI:L/SA:N: ae-cvss-calculator 5.7, cvss4 5.6
#   AV:N/AC:H/AT:P/PR:H/UI:A/VC:N/VI:N/VA:L/SC:H/SI:H/SA:H: ae-cvss-calculator 5, cvss4 4.9
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund cvss4@1.0.7 ae-cvss-calculator@1.0.13
cat >look.mjs <<'LOOK'
import ae from 'ae-cvss-calculator'
import { calculateBaseScore } from 'cvss4'
for (const metrics of [
  'AV:L/AC:L/AT:P/PR:H/UI:N/VC:N/VI:H/VA:L/SC:N/SI:L/SA:N',
  'AV:N/AC:H/AT:P/PR:H/UI:A/VC:N/VI:N/VA:L/SC:H/SI:H/SA:H',
]) {
  const vector = `CVSS:4.0/${metrics}`
  const { overall } = new ae.Cvss4P0(vector).calculateScores()
  console.log(`${metrics}: ae-cvss-calculator ${overall}, cvss4 ${calculateBaseScore(vector)}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
AV:L/AC:L/AT:P/PR:H/UI:N/VC:N/VI:H/VA:L/SC:N/SI:L/SA:N: ae-cvss-calculator 5.7, cvss4 5.6
AV:N/AC:H/AT:P/PR:H/UI:A/VC:N/VI:N/VA:L/SC:H/SI:H/SA:H: ae-cvss-calculator 5, cvss4 4.9
SEEN
diff expected seen && echo 'as it was seen'
