#!/bin/sh
# vuln-vects 1.1.0: a CVSS 3.1 environmental score weighs the privileges by the base scope.
#
# In CVSS 3.1 "privileges required" weighs 0.62 or 0.27, and 0.68 or 0.5 where the scope changes (section 7.4). In an environmental
# score the modified scope decides. vuln-vects keeps the weight of the base vector's scope, so a vector where MS differs from S, and
# PR is not N, gets too little or too much; without privileges nothing differs. ae-cvss-calculator 1.0.13 gives the specification's
# score, which was reckoned by hand for the first vector: 1.08 * (7.52 * (0.22 - 0.029) + 8.22 * 0.85 * 0.77 * 0.68 * 0.85), rounded
# up, is 5.0.
#
# Seen:
#   AV:N/AC:L/PR:L/UI:N/S:U/C:L/I:N/A:N/MS:C: ae-cvss-calculator 5, vuln-vects 4.7
#   AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H/MS:C: ae-cvss-calculator 10, vuln-vects 9.6
#   AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N/MS:U: ae-cvss-calculator 5.4, vuln-vects 5.7
#   AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N/MS:C: ae-cvss-calculator 5.8, vuln-vects 5.8
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund vuln-vects@1.1.0 ae-cvss-calculator@1.0.13
cat >look.mjs <<'LOOK'
import ae from 'ae-cvss-calculator'
import vects from 'vuln-vects'
for (const metrics of [
  'AV:N/AC:L/PR:L/UI:N/S:U/C:L/I:N/A:N/MS:C',
  'AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H/MS:C',
  'AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N/MS:U',
  'AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N/MS:C',
]) {
  const vector = `CVSS:3.1/${metrics}`
  const { environmental } = new ae.Cvss3P1(vector).calculateScores()
  console.log(`${metrics}: ae-cvss-calculator ${environmental}, vuln-vects ${vects.parseCvss3Vector(vector).environmentalScore}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
AV:N/AC:L/PR:L/UI:N/S:U/C:L/I:N/A:N/MS:C: ae-cvss-calculator 5, vuln-vects 4.7
AV:N/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H/MS:C: ae-cvss-calculator 10, vuln-vects 9.6
AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N/MS:U: ae-cvss-calculator 5.4, vuln-vects 5.7
AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N/MS:C: ae-cvss-calculator 5.8, vuln-vects 5.8
SEEN
diff expected seen && echo 'as it was seen'
