import { ageOf, ageText } from '../../core/ages.ts'
import type { Draft, Json } from '../../core/event.ts'
import { exit } from '../../core/exit-codes.ts'
import type { Expressions } from '../../core/expressions.ts'
import { Fault } from '../../core/fault.ts'
import { shortened } from '../../core/human-actions.ts'
import type { Field, Obligations } from '../../core/model.ts'
import { personalAnswers } from '../../core/personal.ts'
import type {
  ActionContext,
  ActionPort,
  BlobPort,
  ClockPort,
  OperatorPort,
  OutboxPort,
  Outcome,
} from '../../core/ports.ts'
import { type Lang, pick, plain } from '../../core/text.ts'
import { Withdrawn } from '../../core/withdrawn.ts'
import { knownValues } from '../../notify/known-values.ts'
import { type NoticeParts, noticeSubject, noticeText } from '../../notify/notice.ts'
import type { mailMessage } from './mail-message.ts'
import type { Stamp } from './notice-stamp.ts'

interface NotifyPorts {
  readonly obligations: Obligations
  readonly operator: OperatorPort
  readonly outbox: OutboxPort
  readonly blobs: BlobPort
  readonly expressions: Expressions
  readonly clock: ClockPort
  readonly lang: Lang
  readonly municipality: string
  readonly incident: string
  /** The stamp that this world puts on every notice. */
  readonly stamp: Stamp
  /** Makes the mail; without it, one that can be sent. */
  readonly mail?: MakeMail
}

/** Makes a mail of a notice. */
export type MakeMail = typeof mailMessage

/**
 * Prepares a notice from what is known, asks for the rest, and records how it went out. Nothing is sent: no transport
 * is configured. The reference that the addressee gave is the proof, and stops the clock.
 */
export function createNotifyAction(ports: NotifyPorts): ActionPort<'notify'> {
  return {
    describe: (action) => ({
      en: `prepares the notice ${action.obligation} and records how it was sent`,
      nl: `stelt de melding ${action.obligation} op en legt vast hoe ze verstuurd is`,
    }),
    perform: async (action, context) => {
      const obligation = ports.obligations.obligations.find((item) => item.id === action.obligation)
      if (obligation === undefined) throw unknownObligation(action.obligation)
      const known = knownValues(obligation.fields, context.scope, ports.expressions)
      const values = await ports.operator.ask(context, obligation.fields, known)
      const channel = ports.obligations.channels.find((item) => item.id === obligation.channel) ?? null
      const { municipality, incident, lang } = ports
      const preparedAt = ports.clock.now().toString({ smallestUnit: 'millisecond' })
      const parts: NoticeParts = { obligation, channel, municipality, incident, values, lang, preparedAt }
      await prepare(ports, parts, context)
      return sent(ports, parts, context, values)
    },
  }
}

async function prepare(ports: NotifyPorts, parts: NoticeParts, context: ActionContext): Promise<void> {
  const { obligation, channel, values, incident, preparedAt } = parts
  const { text, to, subject, headers } = ports.stamp({
    text: noticeText(parts),
    to: channel?.mail ?? null,
    subject: noticeSubject(parts),
  })
  const makeMail = ports.mail ?? (await import('./mail-message.ts')).mailMessage
  const contact = parts.values.contact_mail
  const mail = await makeMail({
    from: typeof contact === 'string' && contact.includes('@') ? contact : null,
    ...{ to, subject, text, headers },
    date: preparedAt,
    id: `${obligation.id}.${incident}.${Date.parse(preparedAt)}`,
  })
  const paths = [
    await ports.outbox.write(`${obligation.id}.txt`, text),
    await ports.outbox.write(`${obligation.id}.eml`, mail),
  ]
  const files = [
    await ports.blobs.putText(`${obligation.id}.txt`, text),
    await ports.blobs.putText(`${obligation.id}.eml`, mail),
  ]
  const prepared: Draft = {
    type: 'notice.prepared',
    actor: context.actor,
    step: context.instance,
    data: { obligation: obligation.id, files, values: values as { readonly [field: string]: Json } },
    personal: personalAnswers(obligation.fields, values, 'values'),
  }
  await context.record([prepared])
  ports.operator.show(context, [text, ...where(parts), ...paths].join('\n'))
}

/** The addresses to which it can go, from the channel's own data, with their age. */
function where({ channel, lang, preparedAt }: NoticeParts): readonly string[] {
  if (channel === null) return []
  const found = ageOf('channel', { looked: channel.checked }, preparedAt.slice(0, 10))
  // The clock of an exercise may stand years before that day.
  const age = pick(ageText(found.state === 'ahead' ? { ...found, state: 'fresh' } : found), lang)
  const page = { en: `, its page is of ${channel.published}`, nl: `, de pagina is van ${channel.published}` }
  const checked = `${age}${channel.published === undefined ? '' : pick(page, lang)}`
  const ways = [channel.portal, channel.mail, channel.phone, channel.hours, channel.note]
  return [
    '',
    `${pick(channel.name, lang)} (${checked})`,
    ...ways.filter((way) => way !== undefined).map((way) => `  ${pick(way, lang)}`),
    '',
  ]
}

const sentFields: readonly Field[] = [
  {
    id: 'how',
    type: 'choice',
    title: { en: 'How did it go out?', nl: 'Hoe is het verstuurd?' },
    options: [
      { id: 'portal', title: { en: 'Portal (pasted)', nl: 'Portaal (geplakt)' } },
      { id: 'mail', title: { en: 'Mail, from a clean account', nl: 'E-mail, vanuit een schone account' } },
      { id: 'phone', title: { en: 'Phone (read aloud)', nl: 'Telefoon (voorgelezen)' } },
      { id: 'other', title: { en: 'Another way', nl: 'Een andere weg' } },
      { id: 'not-yet', title: { en: 'Not sent yet', nl: 'Nog niet verstuurd' } },
    ],
  },
]

const receiptFields: readonly Field[] = [
  { id: 'at', type: 'datetime', past: true, title: { en: 'When was it sent?', nl: 'Wanneer is het verstuurd?' } },
  {
    id: 'reference',
    type: 'text',
    title: {
      en: 'Case number or receipt (without one: the name of who took it)',
      nl: 'Dossiernummer of ontvangstbewijs (zonder: de naam van wie het aannam)',
    },
  },
]

async function sent(
  ports: NotifyPorts,
  parts: NoticeParts,
  context: ActionContext,
  values: Outcome['facts'] & object,
): Promise<Outcome> {
  const { how } = await ports.operator.ask(context, sentFields, {})
  const { id, fields } = parts.obligation
  const personal = personalAnswers(fields, values, 'facts')
  const way = sentFields[0]?.options?.find((option) => option.id === how)?.title ?? plain(String(how))
  if (how === 'not-yet')
    return {
      result: 'deferred',
      summary: { en: 'prepared, not sent yet', nl: 'opgesteld, nog niet verstuurd' },
      facts: values,
      personal,
    }
  const receipt = await askReceipt(ports, context)
  if (receipt === 'back') return sent(ports, parts, context, values)
  const { at, reference } = receipt
  const sending = { obligation: id, how: String(how), at: String(at), reference: String(reference) }
  return {
    result: 'done',
    summary: {
      en: `sent: ${way.en}, reference ${shortened(sending.reference)}`,
      nl: `verstuurd: ${way.nl}, referentie ${shortened(sending.reference)}`,
    },
    facts: values,
    personal,
    proof: { kind: 'reference', reference: sending.reference },
    events: [{ type: 'notice.sent', actor: context.actor, step: context.instance, data: sending }],
  }
}

/** The notice is prepared and on record: a question back from here is how it went out, and not what it says. */
async function askReceipt(ports: NotifyPorts, context: ActionContext): Promise<(Outcome['facts'] & object) | 'back'> {
  try {
    return await ports.operator.ask(context, receiptFields, {})
  } catch (error) {
    if (error instanceof Withdrawn && error.again) return 'back'
    throw error
  }
}

function unknownObligation(id: string): Fault {
  return new Fault({
    code: 'obligation.unknown',
    exit: exit.invalid,
    message: { en: `there is no obligation "${id}"`, nl: `de verplichting "${id}" bestaat niet` },
    hint: { en: 'see runbooks/obligations.yaml', nl: 'zie runbooks/obligations.yaml' },
  })
}
