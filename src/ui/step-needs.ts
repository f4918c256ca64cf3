import { type Age, ageOf, ageText, type Days } from '../core/ages.ts'
import { contactsIn, ownerOf } from '../core/contacts.ts'
import type { Json } from '../core/event.ts'
import { leadOf } from '../core/lead.ts'
import { type NeededNow, neededOf } from '../core/needed.ts'
import type { Profile } from '../core/profile.ts'
import { pick, type Text } from '../core/text.ts'
import type { StepView, View } from '../core/view.ts'
import { ageIn, calledLists } from '../municipality/contact-ages.ts'
import type { Look } from './look.ts'
import { personText } from './people.ts'
import { roleName } from './role.ts'

const words = {
  call: { en: 'call', nl: 'bel' },
  to: { en: 'to', nl: 'aan' },
  unknown: {
    profile: { en: 'not in the profile', nl: 'niet in het profiel' },
    record: { en: 'not on record yet', nl: 'nog niet in het logboek' },
  },
  number: { en: 'no number in the profile', nl: 'geen nummer in het profiel' },
} as const

/** The people of a role that a card names at most: with twenty, the text of the step would leave the screen. */
const mostPeople = 4

/**
 * The people of a role, as one reaches them: who leads by the record, who answers for the service, else the profile's. Null: nobody
 * is known.
 */
export function peopleText(role: string, step: StepView, view: View, look: Look): string | null {
  const contacts = contactsIn(step)
  const named = role === 'lead' ? leadOf(view.state) : role === 'service-owner' ? ownerOf(step) : null
  if (named !== null) return personText(named, contacts, look)
  const people = (contacts ?? []).filter((contact) => contact.role === role)
  if (people.length === 0) return null
  const shown = people.slice(0, mostPeople)
  const more = people.length - shown.length
  return [
    ...shown.map(({ name, phone }) => look.say(`${name}, ${phone ?? pick(words.number, look.lang)}`)),
    ...(more > 0 ? [look.say({ en: `+ ${more} in the profile`, nl: `+ nog ${more} in het profiel` })] : []),
  ].join('; ')
}

/** A role with its people: `network: Bram Fictief, +32 3 555 01 01`. */
export function roleText(role: string, step: StepView, view: View, look: Look): string {
  const people = peopleText(role, step, view, look)
  const name = look.say(roleName(role, look.lang))
  return people === null ? `${name} (${look.say(words.unknown.profile)})` : `${name}: ${people}`
}

/** What the step needs beside its text: who is called, where it is sent, and what its runbook says that its card shows. */
export function needRows(step: StepView, view: View, look: Look): readonly (readonly [label: string, text: string])[] {
  const { action } = step.step
  const rows: (readonly [string, string])[] = []
  if (action.kind === 'call') rows.push([look.say(words.call), called(step, action.call, view, look)])
  if (action.kind === 'notify') {
    const told = channelText(action.obligation, view, look)
    if (told !== null) rows.push([look.say(words.to), told])
  }
  for (const needed of neededOf(step, view)) rows.push([look.say(needed.what), neededText(needed, look)])
  return rows
}

function called(
  step: StepView,
  { who, phone }: { readonly who: string; readonly phone: string },
  view: View,
  look: Look,
): string {
  const known = (template: string, otherwise: Text): string => {
    const filled = step.fill(template).trim()
    return look.say(filled === '' || filled === '?' ? otherwise : filled)
  }
  const age = numberAge(step, step.fill(phone).trim(), view)
  return `${known(who, words.unknown.profile)}, ${known(phone, words.number)}${oldMark(age, look)}`
}

/** The age of a number of the profile on the day on which the incident began; null: it is not in the profile, or nothing was opened. */
function numberAge({ scope }: StepView, phone: string, { state }: View): Age | null {
  const { profile } = scope as { readonly profile?: Partial<Profile> | null }
  if (state.openedAt === null || profile == null || phone === '') return null
  const everybody = calledLists.flatMap(
    (list): readonly (Days & { readonly phone?: string | null })[] => profile[list] ?? [],
  )
  const found = everybody.find((one) => one.phone === phone)
  return found === undefined ? null : ageIn({ checked: profile.checked ?? null }, found, state.openedAt.slice(0, 10))
}

/** What a card says of an age: only that it is old, and nothing in an exercise of an earlier year. */
function oldMark(age: Age | null, look: Look): string {
  return age === null || age.state === 'fresh' || age.state === 'ahead' ? '' : ` (${look.say(ageText(age))})`
}

function channelText(id: string, { clocks, channels, state }: View, look: Look): string | null {
  const to = clocks.find(({ obligation }) => obligation.id === id)?.obligation.channel ?? null
  const channel = channels.find((one) => one.id === to)
  if (channel === undefined) return null
  const { name, portal, mail, phone, hours } = channel
  const ways = [name, portal, mail, phone, hours].flatMap((part) => (part === undefined ? [] : [look.say(part)]))
  const age =
    state.openedAt === null ? null : ageOf('channel', { looked: channel.checked }, state.openedAt.slice(0, 10))
  return `${ways.join(', ')}${oldMark(age, look)}`
}

/** The items of a list that a card shows at most, and the people: a profile may have eighty. */
const mostItems = 12
const mostListed = 6

function neededText({ value, from }: NeededNow, look: Look): string {
  const text = textOf(value, look)
  return text === '' ? look.say(words.unknown[from]) : text
}

function textOf(value: Json | undefined, look: Look): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) {
    const most = isPerson(value[0]) ? mostListed : mostItems
    const shown = value.slice(0, most).map((item) => textOf(item, look))
    const more = value.length - most
    return [...shown, ...(more > 0 ? [`+ ${more}`] : [])].filter((part) => part !== '').join('; ')
  }
  if (typeof value !== 'object') return look.say(String(value))
  return mapText(value as { readonly [key: string]: Json | undefined }, look)
}

/** A person, a place or a service of the profile, in the order in which one needs its parts. */
function mapText(value: { readonly [key: string]: Json | undefined }, look: Look): string {
  const { role, title, name, id, location, owner, phone, mail, contract } = value
  const called = isText(title) ? pick(title, look.lang) : (name ?? id)
  const parts = [called, location, owner, phone, mail, contract]
    .filter((part) => typeof part === 'string' && part !== '')
    .map((part) => look.say(part as string))
  const who = typeof role === 'string' ? `${look.say(roleName(role, look.lang))}: ` : ''
  return `${who}${parts.join(', ')}`
}

function isPerson(value: Json | undefined): boolean {
  return typeof value === 'object' && value !== null && 'role' in value
}

function isText(value: Json | undefined): value is { readonly en: string; readonly nl: string } {
  const { en, nl } = (value ?? {}) as { readonly en?: unknown; readonly nl?: unknown }
  return typeof en === 'string' && typeof nl === 'string'
}
