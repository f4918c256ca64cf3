import { plain, type Text } from '../../core/text.ts'
import type { Replayable } from '../../drill/played.ts'
import { bothLangs } from '../both-langs.ts'

type Source = Pick<Replayable, 'view' | 'profile' | 'scenario'>

/** What a measure looks at (`done`, `isolate/declare`), in words for people. */
export function evidenceWords(name: string, member: string | null, source: Source): Text {
  const known = Object.hasOwn(member === null ? whole : words, name)
  const found = !known ? null : member === null ? whole[name] : words[name]?.(member, source)
  return found ?? plain([name, member ?? ''].join(' ').trim())
}

const whole: { readonly [name: string]: Text } = {
  closed: { en: 'every link closed', nl: 'elke verbinding dicht' },
  links: { en: 'every link closed', nl: 'elke verbinding dicht' },
  sent: { en: 'a notice sent', nl: 'een melding verstuurd' },
}

const words: { readonly [name: string]: (member: string, source: Source) => Text | null } = {
  done: stepWords,
  steps: stepWords,
  sent: (member, { view }) => {
    const clock = view.clocks.find(({ obligation }) => obligation.id === member)
    return clock === undefined ? null : prefixed('sent', 'verstuurd', clock.obligation.title)
  },
  closed: linkWords,
  links: linkWords,
  injects: messageWords,
  answered: (member, source) => {
    const from = messageWords(member, source)
    return from === null ? null : prefixed('answer to', 'antwoord op', from)
  },
}

function stepWords(member: string, { view }: Source): Text | null {
  const step = view.steps.find((one) => one.instance === member || `${one.runbook}/${one.step.id}` === member)
  if (step === undefined) return null
  const { code } = step.step
  const title = step.instance === member ? step.title : (step.step.each?.ask ?? step.title)
  return { en: `${code} ${title.en}`, nl: `${code} ${title.nl}` }
}

function linkWords(member: string, { profile }: Source): Text | null {
  const link = profile.links?.find(({ id }) => id === member)
  return link === undefined ? null : prefixed('closed', 'dicht', plain(link.name))
}

function messageWords(member: string, { scenario }: Source): Text | null {
  const inject = scenario.injects.find(({ id }) => id === member)
  return inject === undefined ? null : prefixed('message from', 'bericht van', bothLangs(inject.from))
}

function prefixed(en: string, nl: string, { en: enText, nl: nlText }: Text): Text {
  return { en: `${en}: ${enText}`, nl: `${nl}: ${nlText}` }
}
