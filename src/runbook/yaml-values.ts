import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar } from 'yaml'
import { harmless } from '../core/harmless.ts'
import { type Finding, type PlacedFinding, quoted } from './finding.ts'

const maxDepth = 32
/** More findings than this help nobody, and a hostile file could have a million. */
export const maxFindings = 50

/** Turns nodes into plain values and refuses what the runbook language does not want of YAML. */
export class Reader {
  readonly #findings: PlacedFinding[]
  /** What is read as it must be, and may be meant otherwise. */
  readonly doubts: PlacedFinding[] = []

  constructor(findings: PlacedFinding[]) {
    this.#findings = findings
  }

  read(node: unknown, depth: number): unknown {
    if (node === null || node === undefined) return null
    const it = node as Node
    if (isAlias(it)) return this.#refuse(it, aliases)
    if (it.anchor !== undefined) this.#refuse(it, aliases)
    if (it.tag !== undefined) this.#refuse(it, tags)
    if (isScalar(it)) return this.#scalar(it)
    if (depth > maxDepth) return this.#refuse(it, tooDeep)
    if (isSeq(it)) return it.items.map((item) => this.read(item, depth + 1))
    return isMap(it) ? this.#map(it.items as Pair<Node>[], depth) : null
  }

  #scalar(node: Scalar): unknown {
    const { value } = node
    if (typeof value === 'string') {
      // A comment of its own has a space behind its sign; `Press #31#` has not.
      if (node.type === 'PLAIN' && /^[^\s#]/.test(node.comment ?? '') && this.doubts.length < maxFindings) {
        this.doubts.push({ ...comment(node.comment ?? ''), offset: (node.range?.[1] ?? 0) + 1 })
      }
      // Escapes such as "\e" put back what was refused in the raw text.
      const bad = harmlessPart(value)
      if (bad !== null) this.#refuse(node, controlCode(bad))
      return value
    }
    // Written otherwise than a number is said again (`012`, `1e3`, `1.10`, more digits than it holds): the text as it stands.
    if (typeof value === 'number' && String(value) !== node.source) return node.source
    return value
  }

  #map(pairs: readonly Pair<Node>[], depth: number): object {
    const map: { [key: string]: unknown } = {}
    for (const { key, value } of pairs) {
      const name = keyName(key)
      if (name === null || name in Object.prototype) this.#refuse(key, badKey(name))
      else if (name === '<<') this.#refuse(key, aliases)
      else if (Object.hasOwn(map, name)) this.#refuse(key, duplicate(name))
      else {
        this.read(key, depth)
        map[name] = this.read(value, depth + 1)
      }
    }
    return map
  }

  #refuse(node: Node, finding: Finding): null {
    if (this.#findings.length < maxFindings) this.#findings.push({ ...finding, offset: node?.range?.[0] ?? 0 })
    return null
  }
}

function harmlessPart(value: string): string | null {
  const safe = value.replaceAll('\r\n', '\n')
  if (harmless(safe, { lines: true }) === safe) return null
  for (const character of safe) {
    if (character !== '\n' && character !== '\t' && harmless(character) !== character) return character
  }
  return null
}

/** Keys are words; `1` and `true` are read as they are written. */
export function keyName(key: unknown): string | null {
  if (!isScalar(key) || key.value === null) return null
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value))
}

/** Nested deeper than anybody reads. */
export const tooDeep: Finding = {
  code: 'yaml.depth',
  message: {
    en: `nested deeper than ${maxDepth} levels`,
    nl: `dieper genest dan ${maxDepth} niveaus`,
  },
  hint: { en: 'take away brackets or indents', nl: 'haal haakjes of insprongen weg' },
}

/** A code that shows nothing and can change what is shown. */
export function controlCode(text: string): Finding {
  const shown = harmless(text)
  return {
    code: 'yaml.control-code',
    message: { en: `a control code stands here: ${shown}`, nl: `hier staat een stuurteken: ${shown}` },
    hint: { en: 'remove it: it can deceive who reads it', nl: 'verwijder het: het kan de lezer misleiden' },
  }
}

/** The end of a text that YAML takes for a comment. */
function comment(text: string): Finding {
  const left = quoted(`#${text}`)
  return {
    code: 'yaml.comment',
    severity: 'warning',
    message: {
      en: `${left} is a comment, and no part of the text`,
      nl: `${left} is commentaar, en hoort niet bij de tekst`,
    },
    hint: {
      en: 'put the text between quotes, or a space behind the #',
      nl: 'zet de tekst tussen aanhalingstekens, of een spatie na de #',
    },
  }
}

const aliases: Finding = {
  code: 'yaml.alias',
  message: {
    en: 'anchors, aliases and merge keys are not used here',
    nl: 'ankers, aliassen en merge keys mogen hier niet',
  },
  hint: { en: 'write it out in full', nl: 'schrijf het voluit' },
}
const tags: Finding = {
  code: 'yaml.tag',
  message: { en: 'tags are not used here', nl: 'tags mogen hier niet' },
  hint: { en: 'leave out the word with the exclamation mark', nl: 'laat het woord met het uitroepteken weg' },
}

function badKey(name: string | null): Finding {
  return {
    code: 'yaml.key',
    message:
      name === null
        ? { en: 'a key must be a word', nl: 'een sleutel moet een woord zijn' }
        : { en: `${quoted(name)} can't be a key`, nl: `${quoted(name)} kan geen sleutel zijn` },
    hint:
      name === null
        ? { en: 'write a word and a colon', nl: 'schrijf een woord en een dubbelepunt' }
        : { en: 'take another word', nl: 'neem een ander woord' },
  }
}

function duplicate(name: string): Finding {
  return {
    code: 'yaml.duplicate-key',
    message: { en: `the key ${quoted(name)} stands here twice`, nl: `de sleutel ${quoted(name)} staat hier twee keer` },
    hint: { en: 'keep one of them', nl: 'behoud er één' },
  }
}
