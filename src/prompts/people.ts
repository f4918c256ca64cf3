import { type ApprovalRequest, type ApprovalSigner, keyOfAnother } from '../core/approval.ts'
import { approvalText } from '../core/approval-text.ts'
import type { ApprovalSignature } from '../core/event.ts'
import { Fault } from '../core/fault.ts'
import { samePerson } from '../core/person.ts'
import type { OperatorPort, Question } from '../core/ports.ts'
import { pick, type Said, type Text } from '../core/text.ts'
import { roleName } from '../ui/role.ts'
import { hang } from '../ui/wrap.ts'
import type { Asker } from './asker.ts'
import { askPersonName } from './name.ts'
import { needed } from './proof.ts'

type Answer<K extends keyof OperatorPort> = Awaited<ReturnType<Extract<OperatorPort[K], (...args: never) => unknown>>>

/** Whom to call and what to say, and how it went; null when nobody was reached. */
export async function askCalled(
  asker: Asker,
  { code }: Question,
  call: { readonly who: string; readonly phone: string; readonly say: string },
): Promise<Answer<'called'>> {
  const nl = asker.look.lang === 'nl'
  const unknown = nl ? 'geen nummer bekend: zoek het op papier' : 'no number is known: look for it on paper'
  rows(asker, [
    [nl ? 'bel' : 'call', call.who],
    [nl ? 'nummer' : 'number', call.phone === '' ? unknown : call.phone],
    [nl ? 'zeg' : 'say', call.say],
  ])
  const reached: Text = { en: `${code}: did you reach somebody?`, nl: `${code}: hebt u iemand bereikt?` }
  const yes = await asker.pick(reached, [
    { name: { en: 'Yes', nl: 'Ja' }, value: true },
    { name: { en: 'Nobody answered: try again later', nl: 'Niemand nam op: later opnieuw' }, value: false },
  ])
  if (!yes) return null
  const person = await askPersonName(asker, { en: 'Whom did you speak with?', nl: 'Wie hebt u gesproken?' })
  const statement = await asker.prose({ en: `What did ${person} say?`, nl: `Wat zei ${person}?` }, { check: needed })
  return { person, statement }
}

/** A second person's yes or no, signed when there is a key; null when nobody can be asked now. */
export async function askApproval(
  asker: Asker,
  { code }: Question,
  request: ApprovalRequest,
  signer: ApprovalSigner,
): Promise<Answer<'approve'>> {
  const { role, actor, what } = request
  const { lang } = asker.look
  const nl = lang === 'nl'
  rows(asker, [
    [nl ? 'wat' : 'what', what],
    [nl ? 'door' : 'by', actor],
  ])
  const name = roleName(role, lang)
  const who: Text = {
    en: `${code}: who approves this, as ${name}? (a second person; empty: nobody can now)`,
    nl: `${code}: wie keurt dit goed, als ${name}? (een tweede persoon; leeg: nu niemand)`,
  }
  const approver = await askPersonName(asker, who, {
    optional: true,
    typed: true,
    check: (typed) =>
      samePerson(typed, actor)
        ? { en: `${actor} acts and can't approve`, nl: `${actor} voert uit en kan niet goedkeuren` }
        : null,
  })
  if (approver === '') return null
  const decision: Text = {
    en: `${approver}: do you approve? Type yes or no`,
    nl: `${approver}: keurt u dit goed? Typ ja of nee`,
  }
  const said = await asker.line(decision, {
    typed: true,
    check: (typed) => (decisionOf(typed) === null ? { en: 'type yes or no', nl: 'typ ja of nee' } : null),
    understood: (typed) => pick(decisionOf(typed) === true ? approving : refusing, lang),
  })
  const approved = decisionOf(said) === true
  const reason = await asker.prose({ en: `${approver}: why?`, nl: `${approver}: waarom?` }, { check: needed })
  if (!approved) return { approver, reason, approved }
  const signature = await askSignature(
    asker,
    request,
    approver,
    approvalText(request.bound, { approver, role, reason }),
    signer,
  )
  if (signature === null) return request.mustSign ? null : { approver, reason, approved }
  return { approver, reason, approved, signature }
}

const approving: Text = { en: 'I approve', nl: 'ik keur het goed' }
const refusing: Text = { en: 'I refuse', nl: 'ik weiger' }

/** A whole word, in any language that the screen speaks: a single letter is too soon typed. */
function decisionOf(typed: string): boolean | null {
  const word = typed.trim().toLowerCase()
  if (['yes', 'ja'].includes(word)) return true
  return ['no', 'nee', 'neen'].includes(word) ? false : null
}

/** The approver's signature with the key that is known or named; null when there is none. */
async function askSignature(
  asker: Asker,
  { mustSign, keys }: ApprovalRequest,
  approver: string,
  text: string,
  signer: ApprovalSigner,
): Promise<ApprovalSignature | null> {
  const wanted: Text = {
    en: `${approver}: your SSH key, to sign with (its file, or the .pub file of a security key; empty: not now)`,
    nl: `${approver}: uw SSH-sleutel, om te ondertekenen (het bestand, of het .pub-bestand van een beveiligingssleutel; leeg: nu niet)`,
  }
  for (let path = signer.keyOf(approver); ; path = null) {
    const key = path ?? (mustSign ? await asker.line(wanted) : '')
    if (key === '') return null
    try {
      const signature = await signer.sign(key, text)
      const wrongKey = keyOfAnother(keys, signature.key, approver)
      if (wrongKey === null) return signature
      throw wrongKey
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      asker.print('')
      asker.tell(error.text)
      asker.print('')
    }
  }
}

/** After a crash: what was about to happen, what a look at the world found, and what a person makes of it. */
export async function askDecision(
  asker: Asker,
  { code }: Question,
  what: Said,
  probe: Said,
): Promise<Answer<'decide'>> {
  const nl = asker.look.lang === 'nl'
  rows(asker, [
    [nl ? 'begonnen' : 'started', what],
    [nl ? 'gezien' : 'seen', probe],
  ])
  const asked: Text = {
    en: `${code}: this was cut off. Was it done?`,
    nl: `${code}: dit is afgebroken. Is het gebeurd?`,
  }
  for (;;) {
    const decision = await asker.pick<Answer<'decide'>['decision']>(asked, [
      { name: { en: 'It was done…', nl: 'Het is gebeurd…' }, value: 'done' },
      { name: { en: 'Do it again…', nl: 'Doe het opnieuw…' }, value: 'redo' },
      { name: { en: 'It failed…', nl: 'Het is mislukt…' }, value: 'failed' },
      { name: { en: "Leave: I can't tell yet", nl: 'Stoppen: ik weet het nog niet' }, value: 'leave' },
    ])
    if (decision === 'leave') return { decision, reason: '' }
    const reason = await asker.prose({
      en: `${code}: how do you know? (empty: back)`,
      nl: `${code}: hoe weet u dat? (leeg: terug)`,
    })
    if (reason !== '') return { decision, reason }
  }
}

function rows(asker: Asker, pairs: readonly (readonly [string, Said])[]): void {
  const { look } = asker
  const lines = pairs.map(([name, text]) =>
    look.plain ? `${name}: ${look.say(text)}` : hang(` ${name.padEnd(9)} `, look.say(text), look.columns),
  )
  asker.print(`\n${lines.join('\n')}\n`)
}
