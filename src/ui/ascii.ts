/** The signs beyond ASCII that have a twin in it. */
const spelled: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '…': '...',
    '–': '-',
    '—': '-',
    '·': '-',
    '•': '-',
    '→': '->',
    '←': '<-',
    '‘': "'",
    '’': "'",
    '“': '"',
    '”': '"',
    '«': '"',
    '»': '"',
    '€': 'EUR',
    '°': 'o',
    '×': 'x',
    æ: 'ae',
    œ: 'oe',
    ø: 'o',
    ß: 'ss',
  }),
)

/**
 * Everything beyond ASCII that each font of Debian for the text console of Linux can show, as far as it shows anything: of the
 * 89 files `Lat15-*` and `Uni*` of console-setup-linux 1.221 none lacks any of these. Half blocks, check marks, heavy
 * arrows and Braille are in few or none of them, the ellipsis and the euro not in all.
 */
const onConsole =
  '\u00a1-\u00ac\u00ae-\u00ffŒœŠšŽžƒ\u2010-\u2015\u2018-\u201a\u201c-\u201e\u2022\u2039\u203a™\u2190-\u2193≈≤≥\u2500-\u257f\u2588\u2591■✗'

const beyondAscii = /[^\x20-\x7e\n\t]/gu
const beyondConsole = new RegExp(`[^\\x20-\\x7e\\n\\t${onConsole}]`, 'gu')

/** The nearest text in ASCII, for a terminal that shows nothing else: letters lose their accents, the rest becomes `?`. */
export function toAscii(text: string): string {
  return without(text, beyondAscii)
}

/** The nearest text that the fonts of the text console of Linux can show. */
export function toConsole(text: string): string {
  return without(text, beyondConsole)
}

/** The same as a whole: whether the console can show every sign of it. */
export function isOnConsole(text: string): boolean {
  return text.search(beyondConsole) < 0
}

function without(text: string, beyond: RegExp): string {
  // Most of what is shown.
  if (/^[\x20-\x7e\n\t]*$/.test(text)) return text
  return text.replace(beyond, (character) => {
    const twin = spelled.get(character)
    if (twin !== undefined) return twin
    // A letter that is not there may be there without its accents, and a compatibility form may be one of the signs above.
    const bare = character.normalize('NFKD').replace(/\p{M}/gu, '')
    return bare.replace(beyond, (sign) => spelled.get(sign) ?? '?')
  })
}
