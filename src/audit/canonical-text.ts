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
    // By UTF-16 code units, which is what sort does and what RFC 8785 asks for.
    for (const key of Object.keys(object).sort()) {
      const member = (object as Readonly<Record<string, unknown>>)[key]
      if (member === undefined) {
        this.exact = false
        continue
      }
      const name = canonicalString(key)
      const item = this.print(member, depth)
      if (name === null || item === null) return null
      text += text === '' ? `${name}:${item}` : `,${name}:${item}`
    }
    return `{${text}}`
  }
}
