import { secondPerson } from '../core/second-person.ts'
import { type Lang, pick } from '../core/text.ts'
import { earlyText } from '../ui/mark.ts'
import { contradictedText, proofText } from '../ui/proof.ts'
import { roleName } from '../ui/role.ts'
import { showExact } from '../ui/time.ts'
import { fineSpanText } from './clock-words.ts'
import type { Block, Cell } from './document.ts'
import type { Report, StepLine } from './report.ts'
import { isOpenQuestion, stepStatus } from './step-words.ts'

/** The section on how long each runbook took. */
export function phaseSection({ phases }: Report, lang: Lang): readonly Block[] {
  return [
    { kind: 'heading', level: 2, text: pick({ en: 'Phases', nl: 'Fasen' }, lang) },
    {
      kind: 'table',
      caption: pick({ en: 'How long each runbook took', nl: 'Hoe lang elk draaiboek duurde' }, lang),
      head: pick(
        {
          en: ['Runbook', 'Began', 'Ended', 'Took', 'Settled'],
          nl: ['Draaiboek', 'Begin', 'Einde', 'Duur', 'Afgehandeld'],
        },
        lang,
      ),
      widths: [24, 22, 22, 16, 16],
      rows: phases.map(({ title, steps, settled, startedAt, endedAt, lastedMs }) => [
        pick(title, lang),
        startedAt === null ? pick({ en: 'not begun', nl: 'niet begonnen' }, lang) : showExact(startedAt, lang),
        endedAt === null ? pick({ en: 'not finished', nl: 'niet afgerond' }, lang) : showExact(endedAt, lang),
        lastedMs === null ? '' : fineSpanText(lastedMs, lang),
        `${settled} / ${steps}`,
      ]),
    },
  ]
}

/** Steps that a reader will ask about: unproven, contradicted, skipped, blocked, failed, unknown. */
export function openSection({ steps }: Report, lang: Lang): readonly Block[] {
  const open = steps.filter(isOpenQuestion)
  const heading = {
    kind: 'heading',
    level: 2,
    text: pick(
      { en: 'Unproven, skipped, blocked or failed', nl: 'Niet bewezen, overgeslagen, geblokkeerd of mislukt' },
      lang,
    ),
  } as const
  if (open.length === 0) {
    return [heading, { kind: 'text', text: pick({ en: 'No step at all.', nl: 'Geen enkele stap.' }, lang) }]
  }
  return [
    heading,
    {
      kind: 'table',
      caption: pick({ en: 'Steps that raise a question, and why', nl: 'Stappen die vragen oproepen, en waarom' }, lang),
      head: pick(
        {
          en: ['Step', 'What', 'Status', 'Who', 'When', 'Why'],
          nl: ['Stap', 'Wat', 'Toestand', 'Wie', 'Wanneer', 'Waarom'],
        },
        lang,
      ),
      widths: [6, 24, 14, 14, 14, 28],
      rows: open.map((step) => [
        step.code,
        pick(step.title, lang),
        stepStatus(step, lang),
        step.actor ?? '',
        step.endedAt === null ? '' : showExact(step.endedAt, lang),
        why(step, lang),
      ]),
    },
  ]
}

/** The section on who did what when, with which proof: every step of every runbook. */
export function stepSection({ phases, steps }: Report, lang: Lang): readonly Block[] {
  return [
    {
      kind: 'heading',
      level: 2,
      text: pick({ en: 'Who did what, and what proves it', nl: 'Wie deed wat, en wat bewijst het' }, lang),
    },
    ...phases.flatMap(({ runbook, title }) =>
      runbookBlocks(
        pick(title, lang),
        steps.filter((step) => step.runbook === runbook),
        lang,
      ),
    ),
  ]
}

/** The blocks of a runbook. What its conditions left out is only named: nobody did anything there. */
function runbookBlocks(title: string, steps: readonly StepLine[], lang: Lang): readonly Block[] {
  const needed = steps.filter(({ status }) => status !== 'not-applicable')
  const others = steps
    .filter(({ status }) => status === 'not-applicable')
    .map((step) => `${step.code} ${pick(step.title, lang)}`)
  return [
    {
      kind: 'table',
      caption: title,
      head: pick(
        {
          en: ['Step', 'What', 'Status', 'Who', 'When', 'What came of it', 'Proof'],
          nl: ['Stap', 'Wat', 'Toestand', 'Wie', 'Wanneer', 'Verloop', 'Bewijs'],
        },
        lang,
      ),
      widths: [6, 16, 14, 14, 12, 22, 16],
      rows: needed.map((step) => row(step, lang)),
    },
    ...(others.length === 0
      ? []
      : [
          {
            kind: 'text',
            text: `${pick({ en: "Not needed under the runbook's conditions", nl: 'Niet nodig onder de voorwaarden van het draaiboek' }, lang)}: ${others.join('; ')}.`,
          } as const,
        ]),
  ]
}

function row(step: StepLine, lang: Lang): readonly Cell[] {
  const who = step.actor === null ? '' : `${step.actor} (${roleName(step.role, lang)})`
  return [
    step.code,
    pick(step.title, lang),
    stepStatus(step, lang),
    who === '' ? roleName(step.role, lang) : who,
    step.endedAt === null ? '' : showExact(step.endedAt, lang),
    course(step, lang),
    proof(step, lang),
  ]
}

function course({ summary, reason, advanced, approvals, attempts, lines }: StepLine, lang: Lang): string {
  const parts = [
    summary === null ? '' : pick(summary, lang),
    reason ?? '',
    advanced === undefined ? '' : pick(earlyText(advanced), lang),
    ...approvals.map((one) => {
      const who = secondPerson(one)
      return pick({ en: `approved by ${who.en}`, nl: `goedgekeurd door ${who.nl}` }, lang)
    }),
    attempts > 1 ? pick({ en: `${attempts} attempts`, nl: `${attempts} pogingen` }, lang) : '',
    lines.length === 0 ? '' : `${linesWord(lines.length, lang)} ${lines.join(', ')}`,
  ]
  return parts.filter((part) => part !== '').join('; ')
}

function proof({ proof: shown, proofAsked, unproven, contradicted }: StepLine, lang: Lang): Cell {
  if (contradicted !== null) {
    const against = pick(contradictedText(contradicted), lang)
    return { text: shown === null ? against : `${against}; ${pick(proofText(shown), lang)}`, tone: 'warn' }
  }
  if (shown !== null && unproven) return { text: pick(proofText(shown), lang), tone: 'warn' }
  if (shown !== null) return pick(proofText(shown), lang)
  if (unproven) return { text: pick({ en: 'MISSING', nl: 'ONTBREEKT' }, lang), tone: 'warn' }
  return proofAsked ? '' : pick({ en: 'none asked', nl: 'niet gevraagd' }, lang)
}

function why({ reason, summary, unproven, proof: shown, contradicted }: StepLine, lang: Lang): string {
  const said = reason ?? (summary === null ? '' : pick(summary, lang))
  if (contradicted !== null) return pick(contradictedText(contradicted), lang)
  if (!unproven) return said
  if (shown !== null) return pick(proofText(shown), lang)
  const none = pick({ en: 'no proof was given', nl: 'er is geen bewijs gegeven' }, lang)
  return said === '' ? none : `${none}; ${said}`
}

function linesWord(count: number, lang: Lang): string {
  return pick(count === 1 ? { en: 'line', nl: 'regel' } : { en: 'lines', nl: 'regels' }, lang)
}
