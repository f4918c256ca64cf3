import { type Lang, pick } from '../core/text.ts'
import { contradictedText, proofText } from '../ui/proof.ts'
import { roleName } from '../ui/role.ts'
import { showExact } from '../ui/time.ts'
import { fineSpanText } from './clock-words.ts'
import type { Block, Cell } from './document.ts'
import type { Report, StepLine } from './report.ts'
import { isOpenQuestion, stepStatus } from './step-words.ts'

/** The section on how long each runbook took. */
export function phaseSection({ phases }: Report, lang: Lang): readonly Block[] {
  const nl = lang === 'nl'
  return [
    { kind: 'heading', level: 2, text: nl ? 'Fasen' : 'Phases' },
    {
      kind: 'table',
      caption: nl ? 'Hoe lang elk draaiboek duurde' : 'How long each runbook took',
      head: nl
        ? ['Draaiboek', 'Begin', 'Einde', 'Duur', 'Afgehandeld']
        : ['Runbook', 'Began', 'Ended', 'Took', 'Settled'],
      widths: [24, 22, 22, 16, 16],
      rows: phases.map(({ title, steps, settled, startedAt, endedAt, lastedMs }) => [
        title[lang],
        startedAt === null ? (nl ? 'niet begonnen' : 'not begun') : showExact(startedAt, lang),
        endedAt === null ? (nl ? 'niet afgerond' : 'not finished') : showExact(endedAt, lang),
        lastedMs === null ? '' : fineSpanText(lastedMs, lang),
        `${settled} / ${steps}`,
      ]),
    },
  ]
}

/** Steps that a reader will ask about: unproven, contradicted, skipped, blocked, failed, unknown. */
export function openSection({ steps }: Report, lang: Lang): readonly Block[] {
  const nl = lang === 'nl'
  const open = steps.filter(isOpenQuestion)
  const heading = {
    kind: 'heading',
    level: 2,
    text: nl ? 'Niet bewezen, overgeslagen, geblokkeerd of mislukt' : 'Unproven, skipped, blocked or failed',
  } as const
  if (open.length === 0) {
    return [heading, { kind: 'text', text: nl ? 'Geen enkele stap.' : 'No step at all.' }]
  }
  return [
    heading,
    {
      kind: 'table',
      caption: nl ? 'Stappen die vragen oproepen, en waarom' : 'Steps that raise a question, and why',
      head: nl
        ? ['Stap', 'Wat', 'Toestand', 'Wie', 'Wanneer', 'Waarom']
        : ['Step', 'What', 'Status', 'Who', 'When', 'Why'],
      widths: [6, 24, 14, 14, 14, 28],
      rows: open.map((step) => [
        step.code,
        step.title[lang],
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
  const nl = lang === 'nl'
  return [
    { kind: 'heading', level: 2, text: nl ? 'Wie deed wat, en wat bewijst het' : 'Who did what, and what proves it' },
    ...phases.flatMap(({ runbook, title }) =>
      runbookBlocks(
        title[lang],
        steps.filter((step) => step.runbook === runbook),
        lang,
      ),
    ),
  ]
}

/** The blocks of a runbook. What its conditions left out is only named: nobody did anything there. */
function runbookBlocks(title: string, steps: readonly StepLine[], lang: Lang): readonly Block[] {
  const nl = lang === 'nl'
  const needed = steps.filter(({ status }) => status !== 'not-applicable')
  const others = steps
    .filter(({ status }) => status === 'not-applicable')
    .map((step) => `${step.code} ${step.title[lang]}`)
  return [
    {
      kind: 'table',
      caption: title,
      head: nl
        ? ['Stap', 'Wat', 'Toestand', 'Wie', 'Wanneer', 'Verloop', 'Bewijs']
        : ['Step', 'What', 'Status', 'Who', 'When', 'What came of it', 'Proof'],
      widths: [6, 16, 12, 14, 12, 24, 16],
      rows: needed.map((step) => row(step, lang)),
    },
    ...(others.length === 0
      ? []
      : [
          {
            kind: 'text',
            text: `${nl ? 'Niet nodig onder de voorwaarden van het draaiboek' : "Not needed under the runbook's conditions"}: ${others.join('; ')}.`,
          } as const,
        ]),
  ]
}

function row(step: StepLine, lang: Lang): readonly Cell[] {
  const who = step.actor === null ? '' : `${step.actor} (${roleName(step.role, lang)})`
  return [
    step.code,
    step.title[lang],
    stepStatus(step, lang),
    who === '' ? roleName(step.role, lang) : who,
    step.endedAt === null ? '' : showExact(step.endedAt, lang),
    course(step, lang),
    proof(step, lang),
  ]
}

function course({ summary, reason, approvals, attempts, lines }: StepLine, lang: Lang): string {
  const nl = lang === 'nl'
  const parts = [
    summary === null ? '' : summary[lang],
    reason ?? '',
    ...approvals.map(({ approver }) => (nl ? `goedgekeurd door ${approver}` : `approved by ${approver}`)),
    attempts > 1 ? (nl ? `${attempts} pogingen` : `${attempts} attempts`) : '',
    lines.length === 0 ? '' : `${linesWord(lines.length, lang)} ${lines.join(', ')}`,
  ]
  return parts.filter((part) => part !== '').join('; ')
}

function proof({ proof: shown, proofAsked, unproven, contradicted }: StepLine, lang: Lang): Cell {
  if (contradicted !== null) {
    const against = contradictedText(contradicted)[lang]
    return { text: shown === null ? against : `${against}; ${pick(proofText(shown), lang)}`, tone: 'warn' }
  }
  if (shown !== null && unproven) return { text: pick(proofText(shown), lang), tone: 'warn' }
  if (shown !== null) return pick(proofText(shown), lang)
  if (unproven) return { text: pick({ en: 'MISSING', nl: 'ONTBREEKT' }, lang), tone: 'warn' }
  return proofAsked ? '' : pick({ en: 'none asked', nl: 'niet gevraagd' }, lang)
}

function why({ reason, summary, unproven, proof: shown, contradicted }: StepLine, lang: Lang): string {
  const said = reason ?? (summary === null ? '' : summary[lang])
  if (contradicted !== null) return contradictedText(contradicted)[lang]
  if (!unproven) return said
  if (shown !== null) return pick(proofText(shown), lang)
  const none = pick({ en: 'no proof was given', nl: 'er is geen bewijs gegeven' }, lang)
  return said === '' ? none : `${none}; ${said}`
}

function linesWord(count: number, lang: Lang): string {
  if (lang === 'nl') return count === 1 ? 'regel' : 'regels'
  return count === 1 ? 'line' : 'lines'
}
