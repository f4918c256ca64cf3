import { maxDepth } from './canonical.ts'

/**
 * Prints a value in RFC 8785 form. Members that are undefined are left out. `exact` tells that whoever parses the text gets
 * the same value back. null: the log can't keep the value unchanged (a float, an integer beyond 2^53 − 1, a lone
 * surrogate, more than 32 levels, an object that is no plain one).
 */
export function canonicalText(value: unknown): { readonly text: string; readonly exact: boolean } | null {
  const printer = new Printer()
  const text = printer.print(value, maxDepth)
  return text === null ? null : { text, exact: printer.exact }
}

/** A JSON string as RFC 8785 prints it; null for text with a lone surrogate. */
export function canonicalString(text: string): string | null {
  // What JSON.stringify escapes, and how, is what RFC 8785 prescribes, but for lone surrogates.
  return text.isWellFormed() ? JSON.stringify(text) : null
}

const printedNames = new Map<string, string | null>()
const mostNames = 1024

/** A JSON string for the name of a member. The same few come again and again, and code that is cold after a sync is slow code. */
function canonicalName(name: string): string | null {
  const known = printedNames.get(name)
  if (known !== undefined) return known
  if (printedNames.size >= mostNames) printedNames.clear()
  const text = canonicalString(name)
  printedNames.set(name, text)
  return text
}

class Printer {
  exact = true

  print(value: unknown, depth: number): string | null {
    switch (typeof value) {
      case 'string':
        return canonicalString(value)
      case 'number':
        if (!Number.isSafeInteger(value)) return null
        if (Object.is(value, -0)) this.exact = false
        return String(value)
      case 'boolean':
        return value ? 'true' : 'false'
      case 'object':
        if (value === null) return 'null'
        if (depth === 0) return null
        return Array.isArray(value) ? this.#array(value, depth - 1) : this.#object(value, depth - 1)
      default:
        return null
    }
  }

  #array(values: readonly unknown[], depth: number): string | null {
    let text = ''
    for (let index = 0; index < values.length; index += 1) {
      const item = this.print(values[index], depth)
      if (item === null) return null
      text += index === 0 ? item : `,${item}`
    }
    return `[${text}]`
  }

  #object(object: object, depth: number): string | null {
    const prototype = Object.getPrototypeOf(object)
    if (prototype !== Object.prototype && prototype !== null) return null
    let text = ''
    for (const key of sortedKeys(object)) {
      const member = (object as Readonly<Record<string, unknown>>)[key]
      if (member === undefined) {
        this.exact = false
        continue
      }
      const name = canonicalName(key)
      const item = this.print(member, depth)
      if (name === null || item === null) return null
      text += text === '' ? `${name}:${item}` : `,${name}:${item}`
    }
    return `{${text}}`
  }
}

/**
 * The members' names by UTF-16 code units, which is what sort does and what RFC 8785 asks for. Most objects have theirs
 * in order.
 */
function sortedKeys(object: object): readonly string[] {
  const keys = Object.keys(object)
  for (let at = 1; at < keys.length; at += 1) {
    if ((keys[at - 1] as string) > (keys[at] as string)) return keys.sort()
  }
  return keys
}
