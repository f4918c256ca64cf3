/** The languages a text for people can have. Everything the program itself says exists in English and Dutch. */
export type Lang = 'en' | 'nl'

/** A text for people. `fr` and `de` are used by what citizens read (the status page). */
export interface Text {
  readonly en: string
  readonly nl: string
  readonly fr?: string
  readonly de?: string
}

/** A text of the record, or a string that is the same in every language. */
export type Said = string | Pick<Text, 'en' | 'nl'>

/** The one of two that belongs to a language: a text, or anything of which there is one for each. A string serves both. */
export function pick(text: Said, lang: Lang): string
export function pick<En, Nl>(pair: { readonly en: En; readonly nl: Nl }, lang: Lang): En | Nl
export function pick<En, Nl>(pair: string | { readonly en: En; readonly nl: Nl }, lang: Lang): string | En | Nl {
  return typeof pair === 'string' ? pair : pair[lang]
}

/** The same words, made in each language of the record. */
export function inBoth(make: (lang: Lang) => string): { readonly en: string; readonly nl: string } {
  return { en: make('en'), nl: make('nl') }
}

/** A text or a string of the record, as a text. */
export function asText(said: Said): Text {
  return inBoth((lang) => pick(said, lang))
}

/** A text that is the same in every language: a name, a number, a path. */
export function plain(value: string): Text {
  return { en: value, nl: value }
}

/** Words in both languages, and after a colon what is said in detail; an empty detail leaves the words alone. */
export function both(en: string, nl: string, detail: Said): Pick<Text, 'en' | 'nl'> {
  return detail === '' ? { en, nl } : { en: `${en}: ${pick(detail, 'en')}`, nl: `${nl}: ${pick(detail, 'nl')}` }
}
