#!/bin/sh
# Starts cyber-respond from the folder in which this file is, on a laptop that may lack something, or forbid that anything is
# started from a stick:
#   sh start.sh activate willebroek
# It looks whether the program is whole and whether this laptop can run it, says what is missing and what to do, and passes
# everything behind its name on to the program. Plain sh: dash, busybox and bash read it.
set -u

# What is in the program's memory goes into no file, whatever happens to it.
# shellcheck disable=SC3045 # each of them knows it
ulimit -c 0 2>/dev/null
mask=$(umask)
umask 077

script=$0
[ -h "$script" ] && script=$(readlink -f -- "$script")
case $script in */*) folder=${script%/*} ;; *) folder=. ;; esac
# Without CDPATH, which would lead to another folder of that name, and say so.
here=$(CDPATH='' cd -P -- "${folder:-/}" && pwd -P) || exit 2

# The language of the program: what is asked for, or what the laptop speaks.
lang=${CYBER_RESPOND_LANG:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}
before=
for word in "$@"; do
  [ "$before" = --lang ] && lang=$word
  case $word in --lang=*) lang=${word#--lang=} ;; esac
  before=$word
done

# say EN NL: one line for a person.
say() {
  case $lang in nl*) printf 'cyber-respond: %s\n' "$2" ;; *) printf 'cyber-respond: %s\n' "$1" ;; esac >&2
}

# stop CODE ERROR-EN ERROR-NL HINT-EN HINT-NL
stop() {
  say "error: $2" "fout: $3"
  say "hint: $4" "tip: $5"
  exit "$1"
}

# --- which laptop this is

system=$(uname -s)
machine=$(uname -m)
[ "$system" = Linux ] || stop 2 \
  "this program is made for Linux, and this is $system" \
  "dit programma is gemaakt voor Linux, en dit is $system" \
  'start it on a laptop with Linux, or boot this one from a Linux stick; nobody has tried another system' \
  'start het op een laptop met Linux, of start deze op vanaf een Linux-stick; een ander systeem heeft niemand geprobeerd'
case $machine in
  x86_64) name=cyber-respond kind=x64 loader=/lib64/ld-linux-x86-64.so.2 ;;
  aarch64) name=cyber-respond-arm64 kind=arm64 loader=/lib/ld-linux-aarch64.so.1 ;;
  *) stop 2 \
    "this laptop's processor ($machine) can't run it: it needs one of 64 bits, x64 or arm64" \
    "de processor van deze laptop ($machine) kan het niet uitvoeren: er is er een van 64 bits nodig, x64 of arm64" \
    'take another laptop' \
    'neem een andere laptop' ;;
esac
if [ ! -f "$here/$name" ]; then
  [ "$kind" = arm64 ] && [ -f "$here/cyber-respond" ] && stop 2 \
    'this laptop has an arm64 processor, and here is only the program for x64' \
    'deze laptop heeft een arm64-processor, en hier staat alleen het programma voor x64' \
    'take a laptop with an Intel or AMD processor, or put cyber-respond-arm64 beside start.sh' \
    'neem een laptop met een Intel- of AMD-processor, of zet cyber-respond-arm64 naast start.sh'
  [ "$kind" = x64 ] && [ -f "$here/cyber-respond-arm64" ] && stop 2 \
    'this laptop has an Intel or AMD processor, and here is only the program for arm64' \
    'deze laptop heeft een Intel- of AMD-processor, en hier staat alleen het programma voor arm64' \
    'take a laptop with an arm64 processor, or put cyber-respond (for x64) beside start.sh' \
    'neem een laptop met een arm64-processor, of zet cyber-respond (voor x64) naast start.sh'
  stop 2 \
    "the program is not beside start.sh: there is no $here/$name" \
    "het programma staat niet naast start.sh: er is geen $here/$name" \
    'copy the whole folder of the stick, not only start.sh' \
    'kopieer de hele map van de stick, niet alleen start.sh'
fi
if [ ! -e "$loader" ]; then
  for musl in /lib/ld-musl-*; do
    [ -e "$musl" ] && stop 2 \
      'this Linux has musl (Alpine, for one), and the program needs glibc' \
      'deze Linux heeft musl (zoals Alpine), en het programma heeft glibc nodig' \
      'take a laptop with Debian, Ubuntu, Fedora or another Linux with glibc' \
      'neem een laptop met Debian, Ubuntu, Fedora of een andere Linux met glibc'
  done
  stop 2 \
    "this Linux can't start programs of 64 bits as others do: there is no $loader" \
    "deze Linux kan geen programma's van 64 bits starten zoals andere: er is geen $loader" \
    'take a laptop with Debian, Ubuntu, Fedora or another Linux of 64 bits with glibc' \
    'neem een laptop met Debian, Ubuntu, Fedora of een andere Linux van 64 bits met glibc'
fi

# --- is the program whole

# The hash that SHA256SUMS beside this file has for the program; empty: there is no such line.
wanted=
if [ -r "$here/SHA256SUMS" ]; then
  while read -r sum file; do
    case $file in "$name" | "*$name") wanted=$sum ;; esac
  done <"$here/SHA256SUMS"
fi

# is_whole FILE: by its hash, wherever both are there.
is_whole() {
  [ -n "$wanted" ] || return 0
  command -v sha256sum >/dev/null 2>&1 || return 0
  sum=$(sha256sum <"$1") || return 1
  [ "${sum%% *}" = "$wanted" ]
}

damaged() {
  stop 70 \
    "this program is damaged: $1 is not the file whose hash is in SHA256SUMS" \
    "dit programma is beschadigd: $1 is niet het bestand waarvan de hash in SHA256SUMS staat" \
    'take another stick; what is in records is safe' \
    'neem een andere stick; wat in logboeken staat, is veilig'
}

if [ -z "$wanted" ]; then
  say "warning: SHA256SUMS has no hash of $name, so nobody looked whether it is whole" \
    "opgelet: SHA256SUMS heeft geen hash van $name, dus niemand keek na of het heel is"
elif ! command -v sha256sum >/dev/null 2>&1; then
  say 'warning: there is no sha256sum here, so nobody looked whether the program is whole' \
    'opgelet: er is hier geen sha256sum, dus niemand keek na of het programma heel is'
fi
# A cold stick takes seconds for it.
[ -t 2 ] && case $lang in nl*) printf 'de stick wordt nagekeken...\r' ;; *) printf 'looking whether the stick is whole...\r' ;; esac >&2
is_whole "$here/$name" || damaged "$here/$name"
[ -t 2 ] && printf '%40s\r' '' >&2

# --- may it be started from here, and are its libraries there

# listed FILE [FOLDERS]: what the system's loader says of the libraries of a file, with these folders before the others.
listed() {
  # As ldd does: its own --list says less.
  LC_ALL=C LD_TRACE_LOADED_OBJECTS=1 LD_LIBRARY_PATH="${2:+$2:}${LD_LIBRARY_PATH:-}" "$loader" "$1" 2>&1
}

# may_run FILE: nothing forbids it, neither its own mode nor a mount on which nothing is started.
may_run() {
  [ -x "$1" ] || return 1
  # In such a folder the loader could not be told where the libraries are.
  case $1 in *[:\;\$]*) return 1 ;; esac
  case $(listed "$1") in
    *'failed to map segment'* | *'Operation not permitted'* | *'Permission denied'*) return 1 ;;
  esac
}

# is_mine FOLDER: a folder and no link, of this user, and for nobody else.
is_mine() {
  [ -d "$1" ] && [ ! -h "$1" ] || return 1
  # shellcheck disable=SC2012,SC2046 # its words are wanted, and the name comes last
  set -- $(ls -ldn -- "$1")
  case $1 in drwx------*) [ "$3" = "$(id -u)" ] ;; *) return 1 ;; esac
}

# own_folder FOLDER: makes it, if need be, and leads there only if it is this user's alone and things can be started in it.
own_folder() {
  mkdir -p -- "$1" 2>/dev/null
  is_mine "$1" || return 1
  printf '#!/bin/sh\nexit 0\n' 2>/dev/null >"$1/.try" && chmod 700 "$1/.try" && "$1/.try" 2>/dev/null
  tried=$?
  rm -f "$1/.try"
  return "$tried"
}

# copied FOLDER: the program in it, whole; that of an earlier start if it is. Of other kits only what runs stays.
copied() {
  kit=$1/kit-$(printf '%.12s' "${wanted:-unknown}")
  mkdir -p -- "$kit" 2>/dev/null
  is_mine "$kit" || return 1
  for other in "$1"/kit-*; do
    [ "$other" = "$kit" ] && continue
    # shellcheck disable=SC2010 # links of processes
    ls -l /proc/[0-9]*/exe 2>/dev/null | grep -qF -- "-> $other/" || rm -rf -- "$other"
  done
  if [ -z "$wanted" ] || [ ! -x "$kit/$name" ] || ! is_whole "$kit/$name"; then
    say "copying the program to $kit, because it can't be started where it is" \
      "het programma wordt gekopieerd naar $kit, want waar het staat, kan het niet gestart worden"
    if ! { cp -- "$here/$name" "$kit/.new" && chmod 700 "$kit/.new" && is_whole "$kit/.new" && mv -f -- "$kit/.new" "$kit/$name"; } 2>/dev/null; then
      rm -f "$kit/.new"
      return 1
    fi
  fi
  may_run "$kit/$name" && return
  rm -rf -- "$kit"
  return 1
}

program=$here/$name
libraries=$here/lib/$kind
if ! may_run "$program"; then
  kit=
  for parent in "${XDG_CACHE_HOME:-${HOME:-}/.cache}/cyber-respond" "${XDG_RUNTIME_DIR:-}/cyber-respond" \
    "${TMPDIR:-/tmp}/cyber-respond-$(id -u)" "/var/tmp/cyber-respond-$(id -u)"; do
    # Of a variable that is not set, nothing but the name is left.
    case $parent in /cyber-respond | /.cache/* | [!/]*) continue ;; esac
    own_folder "$parent" && copied "$parent" && break
    kit=
  done
  [ -n "$kit" ] || stop 2 \
    'nothing can be started from this stick, nor from any folder of yours on this laptop' \
    'van deze stick kan niets gestart worden, en ook niet vanuit een map van u op deze laptop' \
    'it needs 170 MB in a folder in which programs may run: set TMPDIR to one, or take another laptop' \
    "er is 170 MB nodig in een map waarin programma's mogen draaien: zet TMPDIR op zo een map, of neem een andere laptop"
  program=$kit/$name
  if [ -d "$libraries" ]; then
    mkdir -p -- "$kit/lib" && cp -R -- "$libraries/." "$kit/lib/" 2>/dev/null
    libraries=$kit/lib
  fi
fi

needed=
said=$(listed "$program")
for library in libatomic.so.1 libstdc++.so.6 libgcc_s.so.1; do
  case $said in
    *"$library => not found"* | *"$library: version "*' not found'*) [ -e "$libraries/$library/$library" ] && needed=${needed:+$needed:}$libraries/$library ;;
  esac
done
[ -n "$needed" ] && said=$(listed "$program" "$needed")
case $said in
  *GLIBC_*' not found'*)
    glibc=$(getconf GNU_LIBC_VERSION 2>/dev/null)
    stop 2 \
      "this Linux is too old: it has ${glibc:-an old glibc}, and the program needs glibc 2.28 or newer" \
      "deze Linux is te oud: hij heeft ${glibc:-een oude glibc}, en het programma heeft glibc 2.28 of nieuwer nodig" \
      'take a laptop with Debian 12, Ubuntu 20.04 or anything newer' \
      'neem een laptop met Debian 12, Ubuntu 20.04 of iets nieuwers' ;;
  *' not found'* | *'cannot open shared object'*)
    missing=
    for library in libatomic.so.1 libstdc++.so.6 libgcc_s.so.1; do
      case $said in *"$library => not found"* | *"$library: version "* | *"$library: cannot open"*) missing=${missing:+$missing, }$library ;; esac
    done
    stop 2 \
      "this Linux lacks libraries that the program needs: ${missing:-$said}" \
      "deze Linux mist bibliotheken die het programma nodig heeft: ${missing:-$said}" \
      'put the folder lib of the kit beside start.sh; with a network: apt install libatomic1 libstdc++6 (Fedora: dnf install libatomic libstdc++)' \
      'zet de map lib van de kit naast start.sh; met een netwerk: apt install libatomic1 libstdc++6 (Fedora: dnf install libatomic libstdc++)' ;;
esac

if [ -n "$needed" ]; then
  # For the program alone: it takes them out again before it starts anything else.
  export CYBER_RESPOND_LIBRARIES="$needed"
  export LD_LIBRARY_PATH="$needed${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
fi
# Hints name this file, and not a copy of the program.
export CYBER_RESPOND_START_SCRIPT="$here/start.sh"
umask "$mask"
exec "$program" "$@"
