import { secondPerson } from '../core/second-person.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import { aloneMark, judgedWords } from '../ui/alone-event.ts'
import { roleName } from '../ui/role.ts'
import { showExact } from '../ui/time.ts'
import type { Block } from './document.ts'
import type { Report } from './report.ts'

const heads: readonly Text[] = [
  { en: 'Line', nl: 'Regel' },
  { en: 'Step', nl: 'Stap' },
  { en: 'Who', nl: 'Wie' },
  { en: 'When', nl: 'Wanneer' },
  { en: 'Why', nl: 'Waarom' },
  { en: 'Afterwards', nl: 'Achteraf' },
]

/** The section on what went on without a second person; none where nothing did. */
export function aloneSection({ alone = [], steps }: Report, lang: Lang): readonly Block[] {
  if (alone.length === 0) return []
  const t = (text: Text): string => pick(text, lang)
  const open = alone.filter(({ judged }) => judged === null).length
  const codeOf = (step: string): string => steps.find(({ id }) => id === step)?.code ?? step
  return [
    {
      kind: 'alert',
      tone: open === 0 ? 'warn' : 'bad',
      title: t({
        en: `${aloneMark.en}: ${alone.length}, not ratified: ${open}`,
        nl: `${aloneMark.nl}: ${alone.length}, niet bekrachtigd: ${open}`,
      }),
      text: [
        t({
          en: 'Nobody could be reached who may approve these acts, and who did them went on alone, as the runbook allows.',
          nl: 'Niemand was bereikbaar die deze handelingen mag goedkeuren, en wie ze deed, ging alleen verder, zoals het draaiboek toelaat.',
        }),
      ],
    },
    {
      kind: 'table',
      caption: t({ en: 'What was done without a second person', nl: 'Wat zonder tweede persoon gebeurde' }),
      head: heads.map(t),
      widths: [6, 22, 14, 14, 24, 20],
      rows: alone.map(({ line, step, act, actor, at, role, reason, judged }) => [
        String(line),
        `${codeOf(step)} ${pick(act.title, lang)}`,
        actor,
        showExact(at, lang),
        reason,
        judged === null
          ? {
              text: t({
                en: `not ratified (${roleName(role, 'en')})`,
                nl: `niet bekrachtigd (${roleName(role, 'nl')})`,
              }),
              tone: 'warn' as const,
            }
          : `${t(judgedWords[judged.decision])}, ${t(secondPerson(judged))}, ${showExact(judged.at, lang)}: ${judged.reason}`,
      ]),
    },
  ]
}
