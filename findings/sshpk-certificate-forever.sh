#!/bin/sh
# sshpk 1.18.0: an OpenSSH certificate that is valid forever has no end date, and counts as expired.
#
# OpenSSH writes "forever" as the largest number of seconds that fits in 64 bits (PROTOCOL.certkeys: valid before; ssh-keygen -V
# always:forever, and without -V). ssh-keygen -L calls the certificate below "valid: forever". sshpk reads the number as a date, which
# is an Invalid Date: toISOString of it throws, and isExpired() is true at every moment, because no comparison with it holds. A list
# of certificates that are about to end has those first that never will. The certificate was made by ssh-keygen with keys that were
# thrown away.
#
# Seen:
#   forever: ends Invalid Date, expired on 1 December 2026: true
#   to November 2036: ends 2036-11-01T00:00:00.000Z, expired on 1 December 2026: false
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund sshpk@1.18.0
cat >look.mjs <<'LOOK'
import sshpk from 'sshpk'
const certificates = {
  forever: [
    'AAAAIHNzaC1lZDI1NTE5LWNlcnQtdjAxQG9wZW5zc2guY29tAAAAILfB9rRvkTEiHcTngT9hIkFc9UmCSbNStriDyn9LzXc8AAAAINthvylNFg',
    'A0BY/lP+LwEkCEpgqJmropnv6Hq+UKHpliAAAAAAAAAAAAAAABAAAAB2V4YW1wbGUAAAAGAAAAAmFuAAAAAAAAAAD//////////wAAAAAAAACC',
    'AAAAFXBlcm1pdC1YMTEtZm9yd2FyZGluZwAAAAAAAAAXcGVybWl0LWFnZW50LWZvcndhcmRpbmcAAAAAAAAAFnBlcm1pdC1wb3J0LWZvcndhcm',
    'RpbmcAAAAAAAAACnBlcm1pdC1wdHkAAAAAAAAADnBlcm1pdC11c2VyLXJjAAAAAAAAAAAAAAAzAAAAC3NzaC1lZDI1NTE5AAAAIJYN+Ro4c/zx',
    'ZHduRG0Tl1T8AOSxObG+jXui0D90ko/4AAAAUwAAAAtzc2gtZWQyNTUxOQAAAEBFIy7SGZox+BLKvEpf2zVgLNi93IASej6v9nW0DhlhAG0HQW',
    'BzKycATdeyIeDQ+8mHQwtkQp4NVQ5ezoPc3cMF',
  ],
  'to November 2036': [
    'AAAAIHNzaC1lZDI1NTE5LWNlcnQtdjAxQG9wZW5zc2guY29tAAAAIGIDNX30vwgZwZ9WfOz+fFbeiGaUVmOMJXhqOp9Rm0oUAAAAINthvylNFg',
    'A0BY/lP+LwEkCEpgqJmropnv6Hq+UKHpliAAAAAAAAAAAAAAABAAAAB2V4YW1wbGUAAAAGAAAAAmFuAAAAAGrmgQAAAAAAfbZ4gAAAAAAAAACC',
    'AAAAFXBlcm1pdC1YMTEtZm9yd2FyZGluZwAAAAAAAAAXcGVybWl0LWFnZW50LWZvcndhcmRpbmcAAAAAAAAAFnBlcm1pdC1wb3J0LWZvcndhcm',
    'RpbmcAAAAAAAAACnBlcm1pdC1wdHkAAAAAAAAADnBlcm1pdC11c2VyLXJjAAAAAAAAAAAAAAAzAAAAC3NzaC1lZDI1NTE5AAAAIJYN+Ro4c/zx',
    'ZHduRG0Tl1T8AOSxObG+jXui0D90ko/4AAAAUwAAAAtzc2gtZWQyNTUxOQAAAEAorkZ1RHm0b0YBTEcWJyNowP5IySMjIOWUeN81ITkQISaJUA',
    'Z7l+aHqwI1of6VcK8rsX7d/qgMRF5hkF7I9zwH',
  ],
}
for (const [name, parts] of Object.entries(certificates)) {
  const line = `ssh-ed25519-cert-v01@openssh.com ${parts.join('')}`
  const certificate = sshpk.parseCertificate(line, 'openssh')
  const end = Number.isNaN(certificate.validUntil.getTime()) ? 'Invalid Date' : certificate.validUntil.toISOString()
  console.log(`${name}: ends ${end}, expired on 1 December 2026: ${certificate.isExpired(new Date('2026-12-01T00:00:00Z'))}`)
}
LOOK
node look.mjs | tee seen
cat >expected <<'SEEN'
forever: ends Invalid Date, expired on 1 December 2026: true
to November 2036: ends 2036-11-01T00:00:00.000Z, expired on 1 December 2026: false
SEEN
diff expected seen && echo 'as it was seen'
