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

/** The nearest text in ASCII, for a terminal that shows nothing else: letters lose their accents, the rest becomes `?`. */
export function toAscii(text: string): string {
  if (/^[\x20-\x7e\n\t]*$/.test(text)) return text
  return (
    text
      .replace(/[^\x20-\x7e\n\t]/gu, (character) => spelled.get(character) ?? character)
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      // A compatibility form can decompose into one of the signs above.
      .replace(/[^\x20-\x7e\n\t]/gu, (character) => spelled.get(character) ?? '?')
  )
}
