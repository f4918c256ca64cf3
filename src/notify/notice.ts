import { shownAnswer } from '../core/answer.ts'
import type { Json } from '../core/event.ts'
import type { Channel, NoticeField, Obligation } from '../core/model.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import { wallTime } from '../core/wall-time.ts'

/** The parts of a notice. `values` holds an answer for each field id; what is missing is said to be unknown. */
export interface NoticeParts {
  readonly obligation: Obligation
  readonly channel: Channel | null
  readonly municipality: string
  readonly incident: string
  readonly values: { readonly [field: string]: Json | undefined }
  readonly lang: Lang
  /** RFC 3339 UTC. */
  readonly preparedAt: string
}

const words = {
  subject: { en: 'cyber incident', nl: 'cyberincident' },
  to: { en: 'To', nl: 'Aan' },
  reference: { en: 'Our reference', nl: 'Onze referentie' },
  prepared: { en: 'Prepared', nl: 'Opgesteld' },
  unknown: { en: 'not known yet', nl: 'nog niet bekend' },
  legal: { en: 'Ground', nl: 'Grond' },
} as const satisfies Record<string, Text>

/** The subject of a notice, on one line. */
export function noticeSubject(parts: NoticeParts): string {
  const { obligation, municipality, incident, lang } = parts
  return `${pick(obligation.title, lang)}: ${pick(words.subject, lang)} ${municipality} (${incident})`
}

/** The text of a notice, to paste into a portal or to read on the phone: one field a paragraph, at most 76 columns a line. */
export function noticeText(parts: NoticeParts): string {
  const { obligation, channel, incident, lang, preparedAt, values } = parts
  const head = [
    noticeSubject(parts),
    '',
    ...(channel === null ? [] : [`${pick(words.to, lang)}: ${pick(channel.name, lang)}`]),
    `${pick(words.reference, lang)}: ${incident}`,
    `${pick(words.prepared, lang)}: ${wallTime(preparedAt, lang)}`,
    // The numbers of our own list of sources mean nothing to a reader.
    `${pick(words.legal, lang)}: ${pick(obligation.source, lang).replaceAll(/\s*\[[\d, ]+\]/g, '')}`,
    '',
  ]
  const body = obligation.fields.flatMap((field) => [
    ...wrap(`${pick(field.title, lang)}`, ''),
    ...wrap(shown(field, values[field.id], lang), '  '),
    '',
  ])
  return [...head.flatMap((line) => wrap(line, '')), ...body].join('\n')
}

function shown(field: NoticeField, value: Json | undefined, lang: Lang): string {
  return shownAnswer(field, value, { lang }) || pick(words.unknown, lang)
}

const columns = 76

/** Every line feed of a value is kept, indented: a value can't pass for another field. */
function wrap(text: string, indent: string): readonly string[] {
  return text.split(/\r?\n/).flatMap((paragraph) => {
    const lines: string[] = []
    let line = indent
    for (const word of paragraph.split(/\s+/).filter((part) => part !== '')) {
      if (line.length > indent.length && line.length + 1 + word.length > columns) {
        lines.push(line)
        line = indent
      }
      line += line.length > indent.length ? ` ${word}` : word
    }
    return [...lines, line.trimEnd() === '' ? '' : line]
  })
}
