import { asText, plain, type Text } from '../core/text.ts'
import type { Replayable } from './played.ts'
import { stepName } from './step-name.ts'

type Source = Pick<Replayable, 'view' | 'profile' | 'scenario'>

/** The thing that a measure looks at (`done`, `isolate/declare`), in words for people. */
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
  done: (member, { view }) => stepName(member, view),
  steps: (member, { view }) => stepName(member, view),
  sent: (member, { view }) => {
    const clock = view.clocks.find(({ obligation }) => obligation.id === member)
    return clock === undefined ? null : prefixed('sent', 'verstuurd', clock.obligation.title)
  },
  closed: linkWords,
  links: linkWords,
  backups: (member, { scenario }) => {
    const backup = scenario.world.backups.find(({ id }) => id === member)
    return backup === undefined ? null : prefixed('backup', 'back-up', asText(backup.name))
  },
  services: (member) => prefixed('service', 'dienst', plain(member)),
  facts: (member) => prefixed('answer', 'antwoord', plain(member)),
  hosts: (member, { scenario }) => {
    const hosts = scenario.world.hosts.find(({ id }) => id === member)
    return hosts === undefined ? null : prefixed('machines', 'toestellen', asText(hosts.name))
  },
  people: (member, { scenario }) => {
    const person = scenario.world.people.find(({ id }) => id === member)
    return person === undefined ? null : plain(person.name)
  },
  events: (member, { scenario }) => {
    const event = scenario.events.find(({ id }) => id === member)
    return event === undefined ? null : asText(event.what)
  },
  injects: messageWords,
  answered: (member, source) => {
    const from = messageWords(member, source)
    return from === null ? null : prefixed('answer to', 'antwoord op', from)
  },
}

function linkWords(member: string, { profile }: Source): Text | null {
  const link = profile.links?.find(({ id }) => id === member)
  return link === undefined ? null : prefixed('closed', 'dicht', plain(link.name))
}

function messageWords(member: string, { scenario }: Source): Text | null {
  const inject = scenario.injects.find(({ id }) => id === member)
  return inject === undefined ? null : prefixed('message from', 'bericht van', asText(inject.from))
}

function prefixed(en: string, nl: string, { en: enText, nl: nlText }: Text): Text {
  return { en: `${en}: ${enText}`, nl: `${nl}: ${nlText}` }
}
