import { type Lang, pick } from '../core/text.ts'
import type { Block } from './document.ts'
import { happeningTable } from './happening-table.ts'
import type { Approval, Report } from './report.ts'

/** The section on what was decided and who approved what. */
export function decisionSection({ decisions, steps }: Report, lang: Lang): readonly Block[] {
  const heading = {
    kind: 'heading',
    level: 2,
    text: pick({ en: 'Decisions and approvals', nl: 'Beslissingen en goedkeuringen' }, lang),
  } as const
  if (decisions.length === 0)
    return [
      heading,
      { kind: 'text', text: pick({ en: 'The record holds none.', nl: 'Er staan er geen in het logboek.' }, lang) },
    ]
  // One approval may be of several steps.
  const approvals = [...new Map(steps.flatMap((step) => step.approvals).map((one) => [one.line, one])).values()]
  return [
    heading,
    ...(approvals.length === 0 ? [] : [{ kind: 'text', text: worth(approvals, lang) } as const]),
    happeningTable(pick({ en: 'Decisions, in order', nl: 'Beslissingen, in volgorde' }, lang), decisions, lang),
  ]
}

/** The worth of approvals, which depends on how they were given. */
function worth(approvals: readonly Approval[], lang: Lang): string {
  const signed = approvals.filter(({ form }) => form === 'signed').length
  const asserted = approvals.length - signed
  return pick(
    {
      en: `Approvals with a signature by the approver's own key (checked with the record): ${signed}. Approvals that are a name and a reason, typed on this machine: ${asserted}.`,
      nl: `Goedkeuringen met een handtekening van de eigen sleutel van wie goedkeurde (nagekeken met het logboek): ${signed}. Goedkeuringen die een naam en een reden zijn, ingetikt aan dit toestel: ${asserted}.`,
    },
    lang,
  )
}

/** The section on what failed on the way, also where a later attempt went well. */
export function setbackSection({ setbacks }: Report, lang: Lang): readonly Block[] {
  if (setbacks.length === 0) return []
  return [
    {
      kind: 'heading',
      level: 2,
      text: pick({ en: 'Failed and deferred attempts', nl: 'Mislukte en uitgestelde pogingen' }, lang),
    },
    happeningTable(
      pick({ en: 'Also where a later attempt went well', nl: 'Ook als een latere poging lukte' }, lang),
      setbacks,
      lang,
    ),
  ]
}
