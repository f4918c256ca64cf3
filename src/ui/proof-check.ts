import type { ProofCheck } from '../audit/judge-proof.ts'
import type { LogEvent } from '../core/event.ts'
import { harmless } from '../core/harmless.ts'
import type { Lang, Text } from '../core/text.ts'
import { wallTime } from '../core/wall-time.ts'
import { eventText } from './event.ts'
import { createLook } from './look.ts'
import type { Terminal } from './terminal.ts'
import { itemLines, signatureLines, verdictWords } from './verification.ts'
import { wrapText } from './wrap.ts'

/**
 * The result of checking a proof of one line, in words: the line, what was found, by whose key, and what this does not
 * rule out.
 */
export function renderProofCheck(check: ProofCheck, file: string, terminal: Terminal, lang: Lang): string {
  const look = createLook(terminal, lang)
  const t = (text: Text): string => look.say(text)
  const { verdict, shown, found, signatures, limits } = check
  const head = look.say(verdictWords[verdict])
  const key = {
    reader: t({ en: 'the key that you named:', nl: 'de sleutel die u opgaf:' }),
    proof: t({ en: 'key:', nl: 'sleutel:' }),
  }
  return [
    verdict === 'tampered' ? look.ink.loud(head) : look.ink.good(head),
    harmless(file),
    '',
    ...wrapText(`${t({ en: 'Found:', nl: 'Gevonden:' })} ${look.say(found)}.`, look.columns),
    ...signatureLines(signatures, look),
    ...(shown === null
      ? []
      : [
          ...wrapText(`${t({ en: 'Sealed with', nl: 'Verzegeld met' })} ${key[shown.keyFrom]}`, look.columns),
          look.say(shown.key),
          '',
          ...wrapText(look.say(lineText(shown.event, shown.line, lang)), look.columns),
          look.say(shown.text),
        ]),
    '',
    t({ en: 'This does not rule out:', nl: 'Dit sluit niet uit:' }),
    ...itemLines(limits, look),
  ].join('\n')
}

function lineText(event: LogEvent, line: number, lang: Lang): Text {
  const { t, actor, step } = event
  const about = step === undefined ? '' : `, ${step}`
  const when = wallTime(t, lang)
  const words = wordsOf(event)
  return {
    en: `Line ${line}, ${when}, ${actor}${about}: ${words.en}`,
    nl: `Regel ${line}, ${when}, ${actor}${about}: ${words.nl}`,
  }
}

/**
 * The words for the line of a proof. Whoever made it may have given it any form: then its type says what there is to
 * say, and the line itself follows.
 */
function wordsOf(event: LogEvent): Text {
  try {
    return eventText(event, { steps: [], clocks: [] })
  } catch {
    return { en: event.type, nl: event.type }
  }
}
