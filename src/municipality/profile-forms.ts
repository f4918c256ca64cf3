import * as v from 'valibot'
import type { Text } from '../core/text.ts'
import { problem } from '../runbook/shape-findings.ts'
import { duration, wordsForm } from '../runbook/text-schema.ts'

/** A message of the schema about a value. */
export function refusal(message: Text, hint?: Text): string {
  return problem({ code: 'shape.value', message, ...(hint === undefined ? {} : { hint }) })
}

const shorter: Text = { en: 'make it shorter, on one line', nl: 'maak het korter, op één regel' }
const mailForm: Text = { en: 'write name@example.org', nl: 'schrijf naam@example.org' }

/** A name that fits on one line of a screen, a paper or a mail. */
export const name = v.pipe(
  wordsForm,
  v.maxLength(200, refusal({ en: 'longer than 200 characters', nl: 'langer dan 200 tekens' }, shorter)),
  v.regex(/^[^\n\t]*$/, refusal({ en: 'this must be one line', nl: 'dit moet op één regel staan' }, shorter)),
)

/** A telephone number as it is dialled; lenient, because nobody should lose one to a dash. */
export const phone = v.pipe(
  wordsForm,
  v.regex(
    /^[+\d][\d ()./-]{1,38}(?: ?(?:x|ext\.?|toestel) ?\d{1,6})?$/,
    refusal(
      { en: 'not a phone number', nl: 'geen telefoonnummer' },
      {
        en: 'write it as it is dialled, as in "+32 3 555 01 00"',
        nl: 'schrijf het nummer zoals u het vormt: "+32 3 555 01 00"',
      },
    ),
  ),
)

export const mail = v.pipe(
  wordsForm,
  v.maxLength(254, refusal({ en: 'longer than 254 characters', nl: 'langer dan 254 tekens' }, shorter)),
  v.regex(/^[^\s@<>"(),:;]+@[^\s@<>"(),:;]+$/, refusal({ en: 'not a mail address', nl: 'geen mailadres' }, mailForm)),
)

/** The number of the Crossroads Bank for Enterprises. */
export const kbo = v.pipe(
  wordsForm,
  v.regex(
    /^[01]\d{3}\.?\d{3}\.?\d{3}$/,
    refusal(
      { en: 'not an enterprise number', nl: 'geen ondernemingsnummer' },
      { en: 'write ten digits, as in "0123.456.789"', nl: 'schrijf tien cijfers, zoals in "0123.456.789"' },
    ),
  ),
)

/** An argument array: a program and its arguments, which no shell sees. */
export const commandForm = v.pipe(
  v.array(v.string()),
  v.check(
    ([program]) => program !== undefined && program.trim() !== '',
    refusal(
      { en: 'a command starts with a program', nl: 'een opdracht begint met een programma' },
      { en: 'write [program, argument, …]', nl: 'schrijf [programma, argument, …]' },
    ),
  ),
)

/** `host:port`. */
export const probe = v.pipe(
  wordsForm,
  v.check(
    isAddress,
    refusal(
      { en: 'not an address with a port', nl: 'geen adres met een poort' },
      {
        en: 'write host:port, as in 192.0.2.1:443 or "[2001:db8::1]:443"',
        nl: 'schrijf host:poort, zoals in 192.0.2.1:443 of "[2001:db8::1]:443"',
      },
    ),
  ),
)

function isAddress(text: string): boolean {
  const [, host, port] = /^(\[[0-9a-f:.]{2,45}\]|[a-z0-9][a-z0-9.-]{0,252}):(\d{1,5})$/i.exec(text) ?? []
  return host !== undefined && Number(port) >= 1 && Number(port) <= 65_535
}

/** The time for which a check watches: a duration, never a template. */
export const watchForm = v.pipe(
  duration,
  v.check(
    (text) => !text.includes('{{'),
    problem({
      code: 'shape.duration',
      message: { en: 'not a duration', nl: 'geen tijdsduur' },
      hint: { en: 'write 30s, 15m or 2h', nl: 'schrijf 30s, 15m of 2h' },
    }),
  ),
)
