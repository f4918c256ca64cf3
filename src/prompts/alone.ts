import type { ApprovalRequest, ApprovalSigner } from '../core/approval-request.ts'
import type { ApprovedAct } from '../core/event.ts'
import type { Question } from '../core/ports.ts'
import { type RatificationRequest, ratificationText } from '../core/ratification.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import { aloneMark } from '../ui/alone-event.ts'
import { roleName } from '../ui/role.ts'
import type { PortAnswer } from './answer.ts'
import { askSignature } from './approval.ts'
import type { Asker } from './asker.ts'
import { needed } from './proof.ts'
import { rows } from './rows.ts'
import { askDecision, askSecondPerson } from './second-person.ts'

/** The reason why acts go on although nobody who could approve them can be reached. `others`: by instance, after the one in question. */
export interface GoesAlone {
  readonly reason: string
  readonly others: readonly string[]
}

/**
 * The reason why an act goes on although nobody who could approve it can be reached; null: it waits. Where several were to be
 * approved, it is said which of them may go on so and which wait, and asked for how many it is meant.
 */
export async function askAlone(asker: Asker, { code }: Question, request: ApprovalRequest): Promise<GoesAlone | null> {
  const { role, bound, othersAlone = [] } = request
  const [en, nl] = [roleName(role, 'en'), roleName(role, 'nl')]
  asker.tell({
    en: `${code}: can nobody be reached who may approve this in the role of ${en}? Then you may go on ${aloneMark.en}. It stays marked on every screen and in every report until somebody ratifies or refuses it.`,
    nl: `${code}: is niemand bereikbaar die dit mag goedkeuren in de rol van ${nl}? Dan mag u verder ${aloneMark.nl}. Dat blijft op elk scherm en in elk verslag staan, tot iemand het bekrachtigt of weigert.`,
  })
  const others = bound.acts.length < 2 ? [] : await askHowMany(asker, code, bound.acts, othersAlone)
  if (others === null) return null
  const reason = await asker.prose(
    others.length === 0
      ? {
          en: `${code}: whom did you try to reach, and why can it not wait? (empty: it waits)`,
          nl: `${code}: wie hebt u proberen te bereiken, en waarom kan het niet wachten? (leeg: het wacht)`,
        }
      : {
          en: `${code}: whom did you try to reach, and why can these ${others.length + 1} not wait? (recorded with each; empty: they wait)`,
          nl: `${code}: wie hebt u proberen te bereiken, en waarom kunnen deze ${others.length + 1} niet wachten? (komt bij elk in het logboek; leeg: ze wachten)`,
        },
  )
  if (reason === '') {
    asker.print('')
    return null
  }
  tellAlone(asker)
  return { reason, others }
}

/** The mark, right before an act that goes on so. */
export function tellAlone({ look, print }: Pick<Asker, 'look' | 'print'>): void {
  print(`\n${look.ink.loud(look.say(aloneMark))}\n`)
}

/** Which of the other acts go on alone as well, told before the first begins; null: none at all. */
async function askHowMany(
  asker: Asker,
  code: string,
  acts: readonly ApprovedAct[],
  may: readonly string[],
): Promise<readonly string[] | null> {
  const [own] = acts
  const along = acts.filter(({ act }) => may.includes(act))
  const waiting = acts.filter(({ act }) => act !== own?.act && !may.includes(act))
  const titles = (of: readonly ApprovedAct[], lang: Lang): string => of.map(({ title }) => pick(title, lang)).join('; ')
  const going = own === undefined ? along : [own, ...along]
  const count = going.length
  asker.tell({
    en: `May go on without a second person (${count}): ${titles(going, 'en')}.`,
    nl: `Mag verder zonder tweede persoon (${count}): ${titles(going, 'nl')}.`,
  })
  if (waiting.length > 0) {
    asker.tell({
      en: `Wait for one (${waiting.length}): ${titles(waiting, 'en')}.`,
      nl: `Wacht op iemand (${waiting.length}): ${titles(waiting, 'nl')}.`,
    })
  }
  return asker.pick<readonly string[] | null>(
    {
      en: `${code}: with which do you go on without a second person?`,
      nl: `${code}: met welke gaat u verder zonder tweede persoon?`,
    },
    [
      ...(along.length === 0
        ? []
        : [
            {
              name: { en: `All ${count}, one after another`, nl: `Alle ${count}, een voor een` },
              value: along.map(({ act }) => act),
            },
          ]),
      {
        name: {
          en: `Only this one: ${own === undefined ? '' : pick(own.title, 'en')}`,
          nl: `Enkel deze: ${own === undefined ? '' : pick(own.title, 'nl')}`,
        },
        value: [],
      },
      { name: { en: 'None: they wait', nl: 'Geen: ze wachten' }, value: null },
    ],
    { claim: true },
  )
}

/** What a second person says afterwards of an act that went on without one; null: nobody can say it now. */
export async function askRatify(
  asker: Asker,
  { code }: Question,
  { alone, bound, keys }: RatificationRequest,
  signer: ApprovalSigner,
): Promise<PortAnswer<'ratify'>> {
  const { lang } = asker.look
  const { title, what } = alone.act
  rows(asker, [
    [pick({ en: 'what', nl: 'wat' }, lang), `${pick(title, lang)}: ${pick(what, lang)}`],
    [pick({ en: 'by', nl: 'door' }, lang), alone.actor],
    [pick({ en: 'why', nl: 'waarom' }, lang), alone.reason],
  ])
  const who: Text = {
    en: `${code}: who judges this now, in the role of ${roleName(alone.role, 'en')}? (not ${alone.actor}; empty: nobody can)`,
    nl: `${code}: wie oordeelt hier nu over, in de rol van ${roleName(alone.role, 'nl')}? (niet ${alone.actor}; leeg: niemand kan)`,
  }
  const { actor, role } = alone
  const wrong = { en: `${actor} did it and can't judge it`, nl: `${actor} deed het en kan er niet over oordelen` }
  const approver = await askSecondPerson(asker, who, { actor, wrong, role })
  if (approver === '') return null
  const question: Text = {
    en: `${approver}: was this right? Type yes to ratify it, or no to refuse it`,
    nl: `${approver}: was dit juist? Typ ja om het te bekrachtigen, of nee om het te weigeren`,
  }
  const decision = (await askDecision(asker, question, ratifying, refusing)) ? 'ratified' : 'refused'
  const reason = await asker.prose({ en: `${approver}: why?`, nl: `${approver}: waarom?` }, { check: needed })
  const given = { approver, role: alone.role, reason }
  const text = ratificationText(bound, { of: alone.seq, decision, ...given })
  const signature = await askSignature(asker, { mustSign: false, keys }, approver, text, signer)
  return signature === null ? { approver, reason, decision } : { approver, reason, decision, signature }
}

const ratifying: Text = { en: 'I ratify it', nl: 'ik bekrachtig het' }
const refusing: Text = { en: 'I refuse it', nl: 'ik weiger het' }
