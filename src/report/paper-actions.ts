import { counted } from '../core/counted.ts'
import type { Action, CheckSpec, Field, Option } from '../core/model.ts'
import { pick, type Text } from '../core/text.ts'
import { blank, type Of } from './paper-filling.ts'
import { box } from './paper-html.ts'
import type { PaperParts } from './paper-parts.ts'

/** How a step is done, a line each, with the boxes and lines to fill in. `of` is what is said of one item, or of all. */
export function actionLines(action: Action, parts: PaperParts, of: Of | null): readonly string[] {
  const { filling, lang } = parts
  switch (action.kind) {
    case 'confirm':
      return []
    case 'ask':
      return action.fields.map((field) => questionLine(field, parts))
    case 'choose':
      return [choices(action.options, parts)]
    case 'run': {
      const command = filling.command(action.run.command, of)
      return command === null ? [] : [`$ ${command}`]
    }
    case 'check':
      return [checkLine(action.check, parts, of)]
    case 'call':
      return [
        ...(of === null ? [`${filling.template(action.call.who)}, ${filling.template(action.call.phone)}`] : []),
        `“${filling.text(action.call.say, of)}”`,
        ...(action.call.ask ?? []).map((field) => questionLine(field, parts)),
      ]
    case 'evidence':
      return [`${pick(keep, lang)} ${filling.text(action.items, of)}`]
    case 'cloud':
      return [pick(cloudWords[action.cloud], lang)]
    case 'notify':
      return noticeLines(action.obligation, parts)
  }
}

const keep: Text = {
  en: 'keep as evidence, with a label (what, from where, hour, name):',
  nl: 'bewaar als bewijs, met een etiket (wat, vanwaar, uur, naam):',
}
const cloudWords: { readonly [A in 'up' | 'hand-back' | 'down']: Text } = {
  up: { en: 'on the laptop: cyber-respond cloud up', nl: 'op de laptop: cyber-respond cloud up' },
  'hand-back': {
    en: 'on the laptop: the emergency cloud gives back what it collected, with cyber-respond resume',
    nl: 'op de laptop: de noodcloud geeft terug wat ze verzameld heeft, met cyber-respond resume',
  },
  down: { en: 'on the laptop: cyber-respond cloud down', nl: 'op de laptop: cyber-respond cloud down' },
}

/** A question with room for its answer. */
export function questionLine(field: Field, parts: PaperParts): string {
  const title = parts.filling.text(field.title)
  const answer =
    field.options !== undefined
      ? choices(field.options, parts)
      : field.type === 'yes-no-unknown'
        ? certain.map((one) => `${box} ${pick(one, parts.lang)}`).join('   ')
        : `${blank}${field.type === 'text' || field.type === 'list' ? blank : ''}`
  return `${title}  ${answer}`
}

const certain: readonly Text[] = [
  { en: 'yes', nl: 'ja' },
  { en: 'no', nl: 'nee' },
  { en: 'unknown', nl: 'onbekend' },
]

function choices(options: readonly Option[], { filling }: PaperParts): string {
  return options.map((option) => `${box} ${filling.text(option.title)}`).join('   ')
}

function noticeLines(id: string, parts: PaperParts): readonly string[] {
  const { book, channels, lang } = parts
  const obligation = book.obligations.find((one) => one.id === id)
  if (obligation === undefined) return []
  const channel = channels.find((one) => one.id === obligation.channel)
  const ways = [channel?.phone, channel?.portal, channel?.mail].filter((way) => way !== undefined)
  return [
    ...(channel === undefined ? [] : [[pick(channel.name, lang), ...ways].join(', ')]),
    ...obligation.fields.map((field) => questionLine(field, parts)),
    `${pick({ en: 'sent at', nl: 'verstuurd om' }, lang)} ${blank}  ${pick({ en: 'how', nl: 'hoe' }, lang)} ${blank}  ${pick({ en: 'reference', nl: 'referentie' }, lang)} ${blank}`,
  ]
}

const inList: Text = { en: 'the address in the list', nl: 'het adres in de lijst' }

const spanUnits: { readonly [unit: string]: readonly [one: Text, many: Text] } = {
  s: [
    { en: 'second', nl: 'seconde' },
    { en: 'seconds', nl: 'seconden' },
  ],
  m: [
    { en: 'minute', nl: 'minuut' },
    { en: 'minutes', nl: 'minuten' },
  ],
  h: [
    { en: 'hour', nl: 'uur' },
    { en: 'hours', nl: 'uur' },
  ],
  d: [
    { en: 'day', nl: 'dag' },
    { en: 'days', nl: 'dagen' },
  ],
}

/** `15m` as people say it. */
function spanWords(span: string, lang: PaperParts['lang']): string {
  const [, count, unit = ''] = /^(\d+)([smhd])$/.exec(span) ?? []
  const [one, many] = spanUnits[unit] ?? []
  if (count === undefined || one === undefined || many === undefined) return span
  return counted(Number(count), pick(one, lang), pick(many, lang))
}

/** What a machine would look at, for a person who looks. */
export function checkLine({ probe, expect, ...times }: CheckSpec, parts: PaperParts, of: Of | null): string {
  const { filling, lang } = parts
  const isOfEach = (template: string): boolean => of !== null && of.item === null && template.includes(`${of.as}.`)
  const at = (template: string): string => (isOfEach(template) ? pick(inList, lang) : filling.template(template, of))
  const what = (): Text => {
    switch (probe.kind) {
      case 'tcp':
        return expect === 'closed'
          ? { en: `nothing answers at ${at(probe.address)}`, nl: `niets antwoordt op ${at(probe.address)}` }
          : { en: `something answers at ${at(probe.address)}`, nl: `er komt antwoord op ${at(probe.address)}` }
      case 'http':
        return {
          en: `the page ${at(probe.url)} is as it should be`,
          nl: `de pagina ${at(probe.url)} is zoals het hoort`,
        }
      case 'file':
        return { en: `the file ${at(probe.path)} is there`, nl: `het bestand ${at(probe.path)} is er` }
      case 'command': {
        const command = filling.command(probe.command, of) ?? blank
        return { en: `this command ends well: ${command}`, nl: `deze opdracht slaagt: ${command}` }
      }
    }
  }
  const span = (['for', 'within'] as const).flatMap((key) => {
    const time = times[key]
    if (time === undefined || isOfEach(time)) return []
    const long = spanWords(at(time), lang)
    return [pick({ en: `${key} ${long}`, nl: `${key === 'for' ? 'gedurende' : 'binnen'} ${long}` }, lang)]
  })
  return [pick(what(), lang), ...span].join(', ')
}
