import type * as v from 'valibot'
import type { FindingCode } from '../core/finding-codes.ts'
import type { Text } from '../core/text.ts'
import { type Finding, meantOrKnown, quoted } from './finding.ts'
import { keysAt } from './schema-keys.ts'
import type { Path } from './tree.ts'

/** A message for a valibot check that keeps our code, both languages and the hint. */
export function problem(finding: Finding<FindingCode>): string {
  return JSON.stringify(finding)
}

type Issue = v.BaseIssue<unknown>

/** A fault in the shape of a file, and the path that leads there. */
export interface ShapeFinding {
  readonly finding: Finding
  readonly path: Path
  readonly part: 'key' | 'value'
}

export function isUnknownKey(issue: Issue): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never' && !inList(issue)
}

/** The path to which an issue of valibot points. */
export function issuePath(issue: Issue): Path {
  return (issue.path ?? []).map((item) => item.key as string | number)
}

/** An issue of valibot in our words. `value` is the whole file's, `schema` what it was checked against. */
export function shapeFinding(issue: Issue, schema: unknown, value: unknown): ShapeFinding {
  const leaf = deepest(issue)
  const path = leaf === issue ? issuePath(issue) : [...issuePath(issue), ...issuePath(leaf)]
  // To valibot a list is an object with the keys 0, 1, 2.
  if (inList(leaf))
    return { finding: wrongType('object', leaf.path?.at(-1)?.input), path: path.slice(0, -1), part: 'value' }
  // A missing key stands nowhere: its object does.
  if (isMissing(leaf)) return { finding: missing(String(path.at(-1))), path: path.slice(0, -1), part: 'value' }
  const part = leaf.path?.at(-1)?.origin === 'key' ? 'key' : 'value'
  return { finding: finding(leaf, schema, value, path), path, part }
}

/**
 * The deepest of the ways in which the forms of a union don't fit: that form was probably meant. A key that one of the
 * forms knows is not unknown.
 */
function deepest(issue: Issue): Issue {
  const all = (issue.issues ?? []).map(deepest)
  const known = new Set(all.filter((it) => it.expected !== 'never' && !isMissing(it)).map(({ path }) => path?.[0]?.key))
  const inner = all.filter((it) => it.expected !== 'never' || !known.has(it.path?.[0]?.key))
  const weight = (it: Issue) => (it.path?.length ?? 0) + (it.expected === 'never' ? 0.5 : 0)
  return inner.reduce((best, next) => (weight(next) > weight(best) ? next : best), inner[0] ?? issue)
}

function inList(issue: Issue): boolean {
  const last = issue.path?.at(-1)
  return last?.type === 'object' && Array.isArray(last.input)
}

function isMissing(issue: Issue): boolean {
  const last = issue.path?.at(-1)
  return (
    issue.kind === 'schema' && last?.origin === 'key' && issue.received === 'undefined' && issue.expected !== 'never'
  )
}

function finding(issue: Issue, schema: unknown, value: unknown, path: Path): Finding {
  const key = String(path.at(-1) ?? '')
  if (issue.message.startsWith('{"code"')) return JSON.parse(issue.message)
  if (issue.expected === 'never') {
    const candidates = keysAt(schema, value, path.slice(0, -1))
    return {
      code: 'shape.unknown-key',
      message: { en: `unknown key ${quoted(key)}`, nl: `onbekende sleutel ${quoted(key)}` },
      ...(key.includes(' ') ? comma : meantOrKnown(key, candidates)),
    }
  }
  if (issue.type === 'literal' || issue.type === 'picklist') return choice(issue)
  if (issue.kind === 'schema') return wrongType(issue.type, issue.input)
  if (issue.type === 'non_empty' || issue.type === 'min_length') {
    return {
      code: 'shape.empty',
      message: { en: 'this may not be empty', nl: 'dit mag niet leeg zijn' },
      hint: { en: 'fill it in, or leave it out with its key', nl: 'vul het in, of laat het weg, ook de sleutel' },
    }
  }
  return {
    code: 'shape.value',
    message: { en: `${quoted(issue.input)} is not allowed here`, nl: `${quoted(issue.input)} mag hier niet` },
    ...(issue.expected === null
      ? {}
      : { hint: { en: `expected ${issue.expected}`, nl: `verwacht: ${issue.expected}` } }),
  }
}

/** The hint on a comma: in `{ en: What, and why? }` it ends the text, and everybody writes it once. */
const comma: Pick<Finding, 'hint'> = {
  hint: {
    en: 'put a text with a comma between quotes',
    nl: 'zet een tekst met een komma tussen aanhalingstekens',
  },
}

function missing(key: string): Finding {
  const language = { en: { en: 'English', nl: 'Engelse' }, nl: { en: 'Dutch', nl: 'Nederlandse' } }[key]
  if (language === undefined) {
    return {
      code: 'shape.missing-key',
      message: { en: `the key ${quoted(key)} is missing`, nl: `de sleutel ${quoted(key)} ontbreekt` },
      hint: { en: `add ${key}: with its value`, nl: `voeg ${key}: toe, met een waarde` },
    }
  }
  return {
    code: 'shape.language',
    message: { en: `the ${language.en} text (${key}) is missing`, nl: `de ${language.nl} tekst (${key}) ontbreekt` },
    hint: { en: 'write it as { en: …, nl: … }', nl: 'schrijf het als { en: …, nl: … }' },
  }
}

function choice(issue: Issue): Finding {
  const options = (issue.expected ?? '').replace(/^\(|\)$/g, '').split(' | ')
  const list = options.map((option) => option.replaceAll('"', '')).join(', ')
  return {
    code: 'shape.choice',
    message: {
      en: `${quoted(issue.input)} is not one of: ${list}`,
      nl: `${quoted(issue.input)} is geen van: ${list}`,
    },
    ...meantOrKnown(
      String(issue.input),
      options.map((option) => option.replaceAll('"', '')),
    ),
  }
}

const quotes: Text = { en: 'put it between quotes', nl: 'zet het tussen aanhalingstekens' }

const types: { readonly [type: string]: Text & { readonly hint: Text } } = {
  string: { en: 'a text', nl: 'een tekst', hint: { en: 'write one text', nl: 'schrijf één tekst' } },
  number: {
    en: 'a number',
    nl: 'een getal',
    hint: { en: 'write it without quotes', nl: 'schrijf het zonder aanhalingstekens' },
  },
  boolean: {
    en: 'true or false',
    nl: 'true of false',
    hint: { en: 'write true or false, without quotes', nl: 'schrijf true of false, zonder aanhalingstekens' },
  },
  array: { en: 'a list', nl: 'een lijst', hint: { en: 'write [one, two]', nl: 'schrijf [een, twee]' } },
  object: {
    en: 'keys with values',
    nl: 'sleutels met waarden',
    hint: { en: 'write key: value', nl: 'schrijf sleutel: waarde' },
  },
  null: { en: 'nothing', nl: 'niets', hint: { en: 'leave it out', nl: 'laat het weg' } },
}

function wrongType(type: string, input: unknown): Finding {
  const wanted = types[type.replace(/^(strict_|loose_)?(object|record)$/, 'object')]
  const got = types[input === null || input === undefined ? 'null' : Array.isArray(input) ? 'array' : typeof input]
  return {
    code: 'shape.type',
    message: {
      en: `expected ${wanted?.en ?? 'another form'}, found ${got?.en}`,
      nl: `verwacht: ${wanted?.nl ?? 'een andere vorm'}, gevonden: ${got?.nl}`,
    },
    ...(wanted === undefined
      ? {}
      : {
          hint:
            wanted === types.string && typeof input !== 'object' ? quotes : (plainNumber(wanted, input) ?? wanted.hint),
        }),
  }
}

/** For `012` or `"3"`, which are texts: the number that was meant, as it is written. */
function plainNumber(wanted: Text, input: unknown): Text | null {
  if (wanted !== types.number || typeof input !== 'string' || !/^[-+]?\d{1,15}(\.\d{1,15})?$/.test(input)) return null
  const number = Number(input)
  return { en: `write ${number}`, nl: `schrijf ${number}` }
}
