import type { Said } from '../core/text.ts'

/** What cel-js says most, and the same in Dutch. */
const dutch: readonly (readonly [RegExp, string])[] = [
  [/^no such overload: (.+)$/, 'dat gaat niet samen: $1'],
  [/^found no matching overload for '(.+)'$/, 'die functie bestaat niet: $1'],
  [/^it ends too early$/, 'de uitdrukking is niet af'],
  [/^it ends too early: (.+) is missing$/, 'de uitdrukking is niet af: $1 ontbreekt'],
  [/^Unexpected (?:token|character): '?(.+?)'?$/, 'onverwacht: $1'],
  [/^Expected (.+), got (.+)$/, 'verwacht: $1, gevonden: $2'],
  [/^Unterminated (?:string|triple-quoted string)$/, 'een tekst heeft geen einde'],
  [/^Exceeded (\w+) \((\d+)\)$/, 'te groot: $1, hoogstens $2'],
  [/^Invalid (?:number|integer|hex integer): (.+)$/, 'geen getal: $1'],
  [/^Reserved identifier: (.+)$/, 'CEL heeft dit woord zelf nodig: $1'],
]

/** The signs that cel-js names in words. */
const signs: { readonly [name: string]: string } = {
  ...{
    LPAREN: '(',
    RPAREN: ')',
    LBRACKET: '[',
    RBRACKET: ']',
    LBRACE: '{',
    RBRACE: '}',
    DOT: '.',
    COMMA: ',',
    COLON: ':',
  },
  ...{ PLUS: '+', MULTIPLY: '*', DIVIDE: '/', MODULO: '%', EQ: '==', NE: '!=', LT: '<', LE: '<=', GT: '>', GE: '>=' },
  ...{ AND: '&&', OR: '||', IN: 'in', QUESTION: '?' },
}

/** A message of cel-js for an author: names of ours as hers, and in Dutch where the words are known. */
export function celWords(message: string): Said {
  const en = message
    .replaceAll(/cr_[a-z]+/g, 'value')
    .replace(/found no matching overload for 'cel_quotient\((.+), (.+)\)'/, 'no such overload: $1 / $2')
    .replace(/found no matching overload for 'cel_negative\((.+)\)'/, 'no such overload: -$1')
    .replaceAll(/cel_(\w+\()/g, '$1')
    .replaceAll(/\b[A-Z]+\b/g, (name) => signs[name] ?? name)
    .replace(/^Unexpected token: EOF$/, 'it ends too early')
    .replace(/^Expected (.+), got EOF$/, 'it ends too early: $1 is missing')
  const known = dutch.find(([said]) => said.test(en))
  return { en, nl: known === undefined ? en : en.replace(known[0], known[1]) }
}
