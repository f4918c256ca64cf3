import { certainties } from './answer.ts'
import type { Action, Field, Obligation, Runbook, Step } from './model.ts'
import { inBoth, pick, plain, type Text } from './text.ts'

/** The questions and steps that conditions may name, each as a person knows it. */
export interface KnownNames {
  /** The question that gives a fact, with the code of its step; null: none does. */
  question(fact: string): { readonly field: Field; readonly code: string } | null
  /** The code of a step (`isolate/cut-links`); null: there is none. */
  code(step: string): string | null
}

/** The names of these runbooks, and of what their notices ask. */
export function namesIn(runbooks: readonly Runbook[], obligations: readonly Obligation[]): KnownNames {
  const questions = new Map<string, { readonly field: Field; readonly code: string }>()
  const codes = new Map<string, string>()
  for (const { id, steps } of runbooks) {
    for (const step of steps) {
      codes.set(`${id}/${step.id}`, step.code)
      for (const field of asked(step.action, step.title, obligations)) {
        if (!questions.has(field.id)) questions.set(field.id, { field, code: step.code })
      }
    }
  }
  return { question: (fact) => questions.get(fact) ?? null, code: (step) => codes.get(step) ?? null }
}

function asked(action: Action, title: Text, obligations: readonly Obligation[]): readonly Field[] {
  switch (action.kind) {
    case 'ask':
      return action.fields
    case 'choose':
      return [{ id: action.fact, title, type: 'choice', options: action.options }]
    case 'call':
      return action.call.ask ?? []
    case 'notify':
      return obligations.find(({ id }) => id === action.obligation)?.fields ?? []
    default:
      return []
  }
}

/** The words for a condition that nobody but the program can judge. */
export const onlyTheProgram: Text = {
  en: 'a condition that only the program can judge: look there, or do it if in doubt',
  nl: 'een voorwaarde die alleen het programma kan nagaan: kijk daar, of doe het bij twijfel',
}

/** The condition of a step in plain words: those of its author, or what its common forms say. */
export function conditionOf({ when, whenMeans }: Pick<Step, 'when' | 'whenMeans'>, names: KnownNames): Text | null {
  if (when === undefined) return null
  return whenMeans ?? conditionWords(when, names) ?? onlyTheProgram
}

/** A condition (CEL) in plain words; null where one of its parts has no common form. */
export function conditionWords(cel: string, names: KnownNames): Text | null {
  const any = grouped(parts(cel.trim(), '||')).map((one) => {
    const all = parts(one, '&&').map((leaf) => leafWords(leaf, names))
    return joined(all, { en: ' and ', nl: ' en ' })
  })
  return joined(any, { en: ', or ', nl: ', of ' })
}

/** `a == "x" || a == "y"` is one thing that is said, and stays one part. */
function grouped(found: readonly string[]): readonly string[] {
  const groups: string[] = []
  for (const one of found) {
    const before = groups.at(-1)
    const [, fact] = equals.exec(one) ?? []
    const [, last] = before === undefined ? [] : (equals.exec(before.split(orSign).at(-1) ?? '') ?? [])
    if (fact !== undefined && fact === last) groups[groups.length - 1] = `${before}${orSign}${one}`
    else groups.push(one)
  }
  return groups
}

const orSign = '\u0000'
const equals = /^facts\.([a-z]\w*)\s*==\s*(?:"([^"\\]*)"|'([^'\\]*)')$/
const notEquals = /^facts\.([a-z]\w*)\s*!=\s*(?:"([^"\\]*)"|'([^'\\]*)')$/
const isKnown = /^facts\.([a-z]\w*)\s*([=!]=)\s*null$/
const hasMember = /^(!?)has\(([a-z]\w*)\.([a-z]\w*)\)$/
const stepStatus =
  /^steps\["([a-z0-9-]+\/[a-z0-9-]+)(\["\s*\+\s*[a-z]\w*\.id\s*\+\s*"\])?"\]\.status\s*==\s*"([a-z-]+)"$/

function leafWords(leaf: string, names: KnownNames): Text | null {
  const inner = /^\(([^()]*)\)$/.exec(leaf)?.[1]
  if (inner !== undefined) return conditionWords(inner, names)
  const choices = leaf.split(orSign)
  if (choices.length > 1 || equals.test(leaf)) {
    const found = choices.map((one) => equals.exec(one))
    return answered(
      found[0]?.[1] ?? '',
      found.map((one) => one?.[2] ?? one?.[3] ?? ''),
      false,
      names,
    )
  }
  const [, other, value, between] = notEquals.exec(leaf) ?? []
  if (other !== undefined) return answered(other, [value ?? between ?? ''], true, names)
  const [, fact, sign] = isKnown.exec(leaf) ?? []
  if (fact !== undefined) return known(fact, sign === '!=', names)
  const [, no, , member] = hasMember.exec(leaf) ?? []
  if (member !== undefined) return given(member, no === '')
  const [, step, each, status] = stepStatus.exec(leaf) ?? []
  return step === undefined ? null : stood(step, each !== undefined, status ?? '', names)
}

function about(fact: string, names: KnownNames): Text | null {
  const found = names.question(fact)
  if (found === null) return null
  const { field, code } = found
  // What stands in brackets behind a question is for who answers it.
  return inBoth((lang) => `"${pick(field.title, lang).replace(/(?<=\S)\s*\([^()]*\)$/, '')}" (${code})`)
}

function answered(fact: string, values: readonly string[], not: boolean, names: KnownNames): Text | null {
  const question = about(fact, names)
  const field = names.question(fact)?.field
  if (question === null || field === undefined) return null
  const said = values.map((value) => valueWords(field, value, not))
  const list = joined(said, { en: ' or ', nl: ' of ' })
  if (list === null) return null
  return {
    en: `the answer to ${question.en} is ${not ? 'not ' : ''}${list.en}`,
    nl: `het antwoord op ${question.nl} is ${not ? 'niet ' : ''}${list.nl}`,
  }
}

function valueWords(field: Field, value: string, not: boolean): Text {
  const option = field.options?.find(({ id }) => id === value)?.title
  if (option !== undefined) return quoted(option)
  const word = certainties.find(({ id }) => id === value)?.word
  // "Is not no" wants marks around the answer.
  return word === undefined || not ? quoted(word ?? plain(value)) : word
}

function quoted(text: Text): Text {
  return { en: `"${text.en}"`, nl: `"${text.nl}"` }
}

function known(fact: string, is: boolean, names: KnownNames): Text | null {
  const question = about(fact, names)
  if (question === null) return null
  return is
    ? { en: `${question.en} is answered`, nl: `${question.nl} is beantwoord` }
    : { en: `${question.en} is not answered`, nl: `${question.nl} is niet beantwoord` }
}

/** The things that a profile may say of a link, a backup, a partner. */
const members: { readonly [name: string]: readonly [Text, Text] } = {
  cut: [
    { en: 'the profile has a command that cuts it', nl: 'het profiel heeft een opdracht die ze afsluit' },
    { en: 'the profile has no command that cuts it', nl: 'het profiel heeft geen opdracht die ze afsluit' },
  ],
  restore: [
    { en: 'the profile has a command that reopens it', nl: 'het profiel heeft een opdracht die ze weer opent' },
    { en: 'the profile has no command that reopens it', nl: 'het profiel heeft geen opdracht die ze weer opent' },
  ],
  detach: [
    { en: 'the profile has a command that detaches it', nl: 'het profiel heeft een opdracht die ze loskoppelt' },
    { en: 'the profile has no command that detaches it', nl: 'het profiel heeft geen opdracht die ze loskoppelt' },
  ],
  probe: [
    { en: 'the profile has an address to look at', nl: 'het profiel heeft een adres om na te kijken' },
    { en: 'the profile has no address to look at', nl: 'het profiel heeft geen adres om na te kijken' },
  ],
}

function given(member: string, is: boolean): Text | null {
  return (Object.hasOwn(members, member) ? members[member]?.[is ? 0 : 1] : null) ?? null
}

const statuses: { readonly [status: string]: Text } = {
  done: { en: 'is done', nl: 'is gedaan' },
  skipped: { en: 'was skipped', nl: 'is overgeslagen' },
  failed: { en: 'failed', nl: 'is mislukt' },
  blocked: { en: 'is blocked', nl: 'is geblokkeerd' },
}

function stood(step: string, isEach: boolean, status: string, names: KnownNames): Text | null {
  const code = names.code(step)
  const words = Object.hasOwn(statuses, status) ? statuses[status] : undefined
  if (code === null || words === undefined) return null
  const nl = isEach ? words.nl.replace(/^is /, 'is hiervoor ') : words.nl
  return { en: `${code} ${words.en}${isEach ? ' for it' : ''}`, nl: `${code} ${nl}` }
}

function joined(texts: readonly (Text | null)[], by: Text): Text | null {
  const found = texts.flatMap((text) => (text === null ? [] : [text]))
  if (found.length < texts.length || found.length === 0) return null
  return inBoth((lang) => found.map((text) => pick(text, lang)).join(pick(by, lang)))
}

/** The parts of an expression between signs that stand in no brackets and in no quotes. */
function parts(cel: string, sign: '||' | '&&'): readonly string[] {
  const found: string[] = []
  let quote = ''
  let depth = 0
  let from = 0
  for (let at = 0; at < cel.length; at += 1) {
    const character = cel.charAt(at)
    if (quote !== '') {
      if (character === '\\') at += 1
      else if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if ('([{'.includes(character)) depth += 1
    else if (')]}'.includes(character)) depth -= 1
    else if (depth === 0 && cel.startsWith(sign, at)) {
      found.push(cel.slice(from, at).trim())
      at += sign.length - 1
      from = at + 1
    }
  }
  return [...found, cel.slice(from).trim()]
}
