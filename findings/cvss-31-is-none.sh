#!/bin/sh
# cvss 1.0.5: every CVSS 3.1 vector has the score 0 and the rating None.
#
# The package knows version 3.0. A vector of 3.1, which has the same base metrics and, for the first vector below, the same score by
# the specification (9.8, as ae-cvss-calculator 1.0.13 says), is not refused: its score is 0 and its rating "None", which is what the
# specification calls a vulnerability without any impact. With the option throw it is an error, without it null was expected. In a
# list sorted by score the newer and graver ones stand at the end, and nobody sees that they were not understood.
#
# Seen:
#   CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H: cvss 9.8 Critical, ae-cvss-calculator 9.8
#   CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H: cvss 0 None, ae-cvss-calculator 9.8
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund cvss@1.0.5 ae-cvss-calculator@1.0.13
cat >look.mjs <<'LOOK'
import ae from 'ae-cvss-calculator'
import cvss from 'cvss'
const metrics = 'AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'
for (const [version, Calculator] of [['3.0', ae.Cvss3P0], ['3.1', ae.Cvss3P1]]) {
  const vector = `CVSS:${version}/${metrics}`
  const { score, rating } = cvss.getAll(vector).base
  console.log(`${vector}: cvss ${score} ${rating}, ae-cvss-calculator ${new Calculator(vector).calculateScores().base}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H: cvss 9.8 Critical, ae-cvss-calculator 9.8
CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H: cvss 0 None, ae-cvss-calculator 9.8
SEEN
diff expected seen && echo 'as it was seen'
