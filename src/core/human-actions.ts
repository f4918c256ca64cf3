import { shownAnswer } from './answer.ts'
import { custodyDrafts } from './custody.ts'
import type { Blob, CustodyFile, Json, NotTaken } from './event.ts'
import type { Expressions } from './expressions.ts'
import { manifestLine } from './manifest.ts'
import type { CallSpec, Field } from './model.ts'
import { calledPaths, personalAnswers, summaryPaths } from './personal.ts'
import type { ActionContext, Actions, BlobPort, OperatorPort, Outcome } from './ports.ts'
import { sizeText } from './size-text.ts'
import { inBoth, pick, plain, type Text } from './text.ts'

type HumanActions = Pick<Actions, 'confirm' | 'ask' | 'choose' | 'call' | 'evidence'>

interface HumanPorts {
  readonly operator: OperatorPort
  readonly blobs: BlobPort
  readonly expressions: Expressions
  readonly lang: keyof Pick<Text, 'en' | 'nl'>
  /** The profile says that the people of the crisis cell are personal data: who was called and what they said. */
  readonly personalPeople: boolean
}

/** The acts that a person does. None of them changes anything by itself, so none can be left half done. */
export function humanActions(ports: HumanPorts): HumanActions {
  return {
    confirm: {
      describe: () => ({ en: 'a person does it and says so', nl: 'een persoon doet het en zegt het' }),
      perform: async (_action, context) => confirmed(await ports.operator.confirm(context)),
    },
    ask: {
      describe: (action) => asked(action.fields, { en: 'asks', nl: 'vraagt' }),
      perform: async (action, context) => {
        const facts = await ports.operator.ask(context, action.fields, knownFor(action.fields, context))
        const personal = personalAnswers(action.fields, facts, 'facts')
        return {
          result: 'done',
          summary: answered(action.fields, facts),
          facts,
          ...(personal.length === 0 ? {} : { personal: [...personal, ...summaryPaths] }),
        }
      },
    },
    choose: {
      describe: (action) => inBoth((lang) => action.options.map((option) => pick(option.title, lang)).join(' / ')),
      perform: async (action, context) => {
        const id = await ports.operator.pick(context, action.options)
        const chosen = action.options.find((option) => option.id === id)?.title ?? plain(id)
        return {
          result: 'done',
          summary: inBoth((lang) => pick(chosen, lang)),
          facts: { [action.fact]: id },
          detail: { decision: id },
        }
      },
    },
    call: {
      describe: (action, scope) => {
        const who = ports.expressions.render(action.call.who, scope)
        return { en: `call ${who}`, nl: `bel ${who}` }
      },
      perform: (action, context) => call(ports, action.call, context),
    },
    evidence: {
      describe: (action) => ({
        en: `takes into custody: ${action.items.en}`,
        nl: `neemt in bewaring: ${action.items.nl}`,
      }),
      perform: (action, context) => takeEvidence(ports, action.items, context),
    },
  }
}

/** The facts that are known, and what a field proposes that no fact answers yet. */
function knownFor(fields: readonly Field[], { actor, scope }: ActionContext): Outcome['facts'] & object {
  const facts = (scope.facts ?? {}) as Outcome['facts'] & object
  const open = fields.filter(({ id, proposes }) => proposes === 'actor' && (facts[id] ?? null) === null)
  return { ...facts, ...Object.fromEntries(open.map(({ id }) => [id, actor])) }
}

function confirmed(said: { readonly answer: 'done' | 'not-done' | 'later'; readonly reason: string }): Outcome {
  if (said.answer === 'done')
    return { result: 'done', summary: said.reason === '' ? { en: 'confirmed', nl: 'bevestigd' } : said.reason }
  if (said.answer === 'later')
    return { result: 'deferred', summary: said.reason === '' ? { en: 'later', nl: 'later' } : said.reason }
  return { result: 'failed', summary: said.reason }
}

async function call(ports: HumanPorts, spec: CallSpec, context: ActionContext): Promise<Outcome> {
  const fill = (template: string): string => ports.expressions.render(template, context.scope)
  const who = fill(spec.who)
  const reached = await ports.operator.called(context, {
    who,
    phone: fill(spec.phone),
    say: fill(pick(spec.say, ports.lang)),
  })
  if (reached === null)
    return { result: 'deferred', summary: { en: `${who}: nobody reached`, nl: `${who}: niemand bereikt` } }
  const { person } = reached
  const spoke = { en: `${who}: spoke with ${person}`, nl: `${who}: gesproken met ${person}` }
  const fields = spec.ask ?? []
  const facts = fields.length === 0 ? undefined : await ports.operator.ask(context, fields, knownFor(fields, context))
  const told = facts === undefined ? null : answered(fields, facts)
  const summary =
    told === null || told.en === '' ? spoke : { en: `${spoke.en}; ${told.en}`, nl: `${spoke.nl}; ${told.nl}` }
  const personal = [
    ...(ports.personalPeople ? calledPaths : []),
    ...(facts === undefined ? [] : personalAnswers(fields, facts, 'facts')),
  ]
  if (personal.length > 0 && !ports.personalPeople) personal.push(...summaryPaths)
  return {
    ...{ result: 'done', summary, proof: { kind: 'word', ...reached } },
    ...(facts === undefined ? {} : { facts }),
    ...(personal.length === 0 ? {} : { personal }),
  }
}

async function takeEvidence(ports: HumanPorts, items: Text, context: ActionContext): Promise<Outcome> {
  const { paths, note } = await ports.operator.files(context, items)
  if (paths.length === 0) {
    return { result: 'deferred', summary: { en: 'nothing in custody yet', nl: 'nog niets in bewaring' } }
  }
  const files: CustodyFile[] = []
  const notTaken: NotTaken[] = []
  for (const path of paths) {
    const taken = await ports.blobs.take(path, (bytes, total) =>
      context.progress(`${path}: ${pick(sizeText(bytes), ports.lang)} / ${pick(sizeText(total), ports.lang)}`),
    )
    files.push(...taken.files)
    notTaken.push(...taken.notTaken)
  }
  const left = notTaken.length
  return {
    result: 'done',
    summary: {
      en: `${files.length} in custody${left > 0 ? `, ${left} not taken` : ''}`,
      nl: `${files.length} in bewaring${left > 0 ? `, ${left} niet genomen` : ''}`,
    },
    events: custodyDrafts({ files, notTaken }, { actor: context.actor, paths, note }),
    proof: { kind: 'file', ...(await proofOf(files, ports.blobs)) },
  }
}

/** The file itself; of several files a manifest, in the form of sha256sum, so that one hash stands for all. */
async function proofOf(files: readonly CustodyFile[], blobs: BlobPort): Promise<Blob> {
  const [first] = files
  if (first !== undefined && files.length === 1) {
    const { name, sha256, size } = first
    return { name, sha256, size }
  }
  const lines = files.map(({ sha256, name }) => manifestLine(sha256, name))
  return blobs.putText('MANIFEST.sha256', lines.join(''))
}

/**
 * The characters that a summary has for all answers, which it says twice, once in each language: a line of the record
 * holds 65,535 bytes. Where they are more, each has the beginning that is given here; whole they stand in the facts.
 */
const longestInSummary = { together: 8000, each: 600 }

/** The text as a summary holds it where there is not enough room: its beginning. */
export function shortened(text: string, most = longestInSummary.each): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…`
}

function asked(fields: readonly Field[], verb: Text): Text {
  return inBoth((lang) => `${pick(verb, lang)}: ${fields.map((field) => pick(field.title, lang)).join(' ')}`)
}

/** The answers as a person would read them back: choices by their titles, moments as they were understood. */
function answered(fields: readonly Field[], facts: { readonly [id: string]: Json | undefined }): Text {
  return inBoth((lang) => {
    const given = fields
      .filter((field) => (facts[field.id] ?? null) !== null)
      .map((field) => ({ title: pick(field.title, lang), text: shownAnswer(field, facts[field.id], { lang }) }))
    const together = given.reduce((sum, { text }) => sum + text.length, 0)
    const most = together > longestInSummary.together ? longestInSummary.each : together
    return given.map(({ title, text }) => `${title} ${shortened(text, most)}`).join('; ')
  })
}
