#!/bin/sh
# spdx-satisfies 6.0.0: "EUPL-1.1 or later" is not satisfied by EUPL-1.2, as "GPL-2.0 or later" is by GPL-3.0.
#
# The plus sign of an SPDX expression means this version or any later one, and the package's README shows it. Which versions belong
# together it takes from a list (spdx-ranges 2.1.1) that ends, for the European Union Public Licence, with 1.1, although 1.2 is from
# 2017 and stands among SPDX's identifiers. MulanPSL and CECILL end early, too. A check of an inventory that allows EUPL-1.2 refuses
# what may be used under it.
#
# Seen:
#   GPL-2.0+ with GPL-3.0-only: true
#   EPL-1.0+ with EPL-2.0: true
#   EUPL-1.0+ with EUPL-1.1: true
#   EUPL-1.1+ with EUPL-1.2: false
#   MulanPSL-1.0+ with MulanPSL-2.0: false
#   CECILL-2.0+ with CECILL-2.1: false
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund spdx-satisfies@6.0.0 spdx-ranges@2.1.1
cat >look.mjs <<'LOOK'
import satisfies from 'spdx-satisfies'
for (const [licence, allowed] of [
  ['GPL-2.0+', 'GPL-3.0-only'],
  ['EPL-1.0+', 'EPL-2.0'],
  ['EUPL-1.0+', 'EUPL-1.1'],
  ['EUPL-1.1+', 'EUPL-1.2'],
  ['MulanPSL-1.0+', 'MulanPSL-2.0'],
  ['CECILL-2.0+', 'CECILL-2.1'],
]) {
  console.log(`${licence} with ${allowed}: ${satisfies(licence, [allowed])}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
GPL-2.0+ with GPL-3.0-only: true
EPL-1.0+ with EPL-2.0: true
EUPL-1.0+ with EUPL-1.1: true
EUPL-1.1+ with EUPL-1.2: false
MulanPSL-1.0+ with MulanPSL-2.0: false
CECILL-2.0+ with CECILL-2.1: false
SEEN
diff expected seen && echo 'as it was seen'
