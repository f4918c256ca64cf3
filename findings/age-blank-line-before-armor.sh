#!/bin/sh
# age 1.1.1 (Debian 12, 1.1.1-1+b3): a blank line before the armor makes the file unreadable; one behind it does not.
#
# The format (C2SP age, "ASCII armor") says that whitespace before and after the PEM block is what an implementation need not refuse,
# and the armor reader of age skips it on both sides. But the command looks at the very first bytes to see whether a file is armored:
# with an empty line there, as it comes from a mail or a chat, the armor is taken for a binary file and its first line for a header
# of an unknown version. The message says "unexpected intro", nothing about the line. age-encryption 0.3.1 reads both.
#
# Seen:
#   as it was made: the key of the backup
#   a blank line behind it: the key of the backup
#   a blank line before it: age: error: failed to read header: parsing age header: unexpected intro: "\n"
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -q age=1.1.1-1+b3 >/dev/null 2>&1
dpkg -x age_*.deb .
./usr/bin/age-keygen -o identity 2>/dev/null
echo 'the key of the backup' | ./usr/bin/age -a -r "$(./usr/bin/age-keygen -y identity)" -o made
(cat made && echo) >behind
(echo && cat made) >before
look() { printf '%s: %s\n' "$1" "$(./usr/bin/age -d -i identity "$2" 2>&1 | head -n 1)"; }
{
  look 'as it was made' made
  look 'a blank line behind it' behind
  look 'a blank line before it' before
} | tee seen
cat >expected <<'SEEN'
as it was made: the key of the backup
a blank line behind it: the key of the backup
a blank line before it: age: error: failed to read header: parsing age header: unexpected intro: "\n"
SEEN
diff expected seen && echo 'as it was seen'
