import type { Verification } from '../audit/verification.ts'
import { harmless } from '../core/harmless.ts'
import type { Lang, Text } from '../core/text.ts'
import type { Terminal } from './terminal.ts'
import { hang, wrapText } from './wrap.ts'

export const verdictWords: Readonly<Record<Verification['verdict'], Text>> = {
  witnessed: { en: 'WITNESSED', nl: 'BEVESTIGD DOOR EEN GETUIGE' },
  signed: { en: 'SIGNED', nl: 'ONDERTEKEND' },
  unsealed: { en: 'WHOLE, UNSEALED', nl: 'HEEL, NIET VERZEGELD' },
  torn: { en: 'TORN AT THE END', nl: 'AFGESCHEURD AAN HET EINDE' },
  tampered: { en: 'TAMPERED', nl: 'GEKNOEID' },
}

/** The verdict on a record, in words: what was checked, what was found, and what this does not rule out. */
export function renderVerification(result: Verification, folder: string, terminal: Terminal, lang: Lang): string {
  const state: Text = result.state === 'closed' ? { en: 'closed', nl: 'afgesloten' } : { en: 'open', nl: 'lopend' }
  const checked: Text = {
    en: 'Checked of every line: its strict form, its number, and that it follows from the line before it by SHA-256.',
    nl: 'Van elke regel is nagekeken: de strikte vorm, het nummer, en dat hij via SHA-256 volgt uit de regel ervoor.',
  }
  const limits: Text = { en: 'This does not rule out:', nl: 'Dit sluit niet uit:' }
  const lines: Text = { en: 'lines', nl: 'regels' }
  return [
    `${verdictWords[result.verdict][lang]}   ${result.lines} ${lines[lang]}, ${state[lang]}`,
    harmless(folder),
    '',
    ...wrapText(checked[lang], terminal.columns),
    ...wrapText(`${result.found[lang]}.`, terminal.columns),
    '',
    limits[lang],
    ...result.limits.map((limit) => hang('- ', limit[lang], terminal.columns)),
  ].join('\n')
}
