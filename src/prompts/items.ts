import type { KnownPerson } from '../core/known-people.ts'
import { isSeen } from '../core/list-item.ts'
import { samePerson } from '../core/person.ts'
import type { Text } from '../core/text.ts'
import { roleName } from '../ui/role.ts'
import type { Asker, Entry } from './asker.ts'

interface ItemsQuestion {
  readonly asker: Asker
  readonly title: Text
  /** The items so far: they stay, and are changed one by one. */
  readonly before: readonly string[]
  /** The roles whose people are proposed; null: items are typed. */
  readonly roles: readonly string[] | null
  /** Said of no item at all; null: none is an answer too. */
  readonly needed: Text | null
}

/** The items of a list, each a line: what is proposed at one go, then one by one; or a list that is there, changed item by item. */
export async function askItems(question: ItemsQuestion): Promise<readonly string[]> {
  const { asker, title, before } = question
  asker.tell(title)
  return before.length === 0 ? added(question, await proposed(question)) : changed(question)
}

/** The people of the proposed roles, if she takes them: no entry is chosen before, because this is a claim. */
async function proposed({ asker, roles }: ItemsQuestion): Promise<readonly string[]> {
  if (roles === null) return []
  const firstOf = (person: KnownPerson): number => roles.findIndex((role) => person.roles.includes(role))
  const own = asker.people
    .filter((person) => firstOf(person) >= 0)
    .toSorted((a, b) => firstOf(a) - firstOf(b))
    .map((person) => memberOf(person, asker, roles))
  if (own.length === 0) return []
  for (const item of own) asker.tell(`  ${item}`)
  const takes = await asker.pick<boolean>(
    {
      en: 'The profile proposes these: who belongs to it?',
      nl: 'Het profiel stelt deze mensen voor: wie hoort erbij?',
    },
    [
      { name: { en: `All of these (${own.length})`, nl: `Allemaal (${own.length})` }, value: true },
      { name: { en: 'One by one…', nl: 'Eén voor één…' }, value: false },
    ],
  )
  return takes ? own : []
}

async function added(question: ItemsQuestion, begun: readonly string[]): Promise<readonly string[]> {
  const items = [...begun]
  for (;;) {
    const item = await next(question, items)
    if (item === '') return items
    items.push(item)
  }
}

/** Empty: that is all. */
function next(question: ItemsQuestion, items: readonly string[]): Promise<string> {
  const at = items.length + 1
  const needed = items.length === 0 ? question.needed : null
  return askItem(question, items, needed, {
    en: `${at}, next (empty: that is all)`,
    nl: `${at}, volgende (leeg: dat is alles)`,
  })
}

async function askItem(
  { asker, roles }: ItemsQuestion,
  items: readonly string[],
  needed: Text | null,
  said: Text,
): Promise<string> {
  const isIn = (name: string): boolean => items.some((item) => samePerson(nameIn(item), name))
  const check = (typed: string): Text | null => {
    if (typed === '') return needed
    return wrongItem(typed, items) ?? (roles !== null && isIn(nameIn(typed)) ? inListAlready : null)
  }
  if (roles === null) return asker.line(said, { check })
  const typed = await asker.name(said, {
    check,
    but: isIn,
    first: (person) => person.roles.some((role) => roles.includes(role)),
  })
  const person = asker.people.find(({ name }) => name === typed)
  if (person !== undefined && person.roles.length > 0) return memberOf(person, asker, roles)
  if (typed === '' || typed.includes(':')) return typed
  const role = await asker.line({ en: `In which role: ${typed}?`, nl: `In welke rol: ${typed}?` })
  return role === '' ? typed : `${role}: ${typed}`
}

/** The reason why this can't be one more item of a list, or null: nothing of it can be seen, or it is there already. */
export function wrongItem(typed: string, items: readonly string[]): Text | null {
  if (!isSeen(typed)) return nothingSeen
  const isSame = (item: string): boolean => item.trim().toLowerCase() === typed.trim().toLowerCase()
  return items.some(isSame) ? inListAlready : null
}

const nothingSeen: Text = {
  en: 'nothing of it can be seen: type what it is',
  nl: 'er is niets van te zien: typ wat het is',
}
const inListAlready: Text = { en: 'it is in the list already', nl: 'het staat al in de lijst' }

const right = { kind: 'right' } as const
const more = { kind: 'more' } as const
type Change = typeof right | typeof more | { readonly kind: 'item'; readonly at: number }

/** Changes a list that is there until she says that it is right. */
async function changed(question: ItemsQuestion): Promise<readonly string[]> {
  const { asker, needed } = question
  let items = [...question.before]
  for (;;) {
    const entries: Entry<Change>[] = [
      { name: { en: 'Right so', nl: 'Zo klopt het' }, value: right },
      { name: { en: 'Add…', nl: 'Toevoegen…' }, value: more },
      ...items.map((item, at) => ({
        name: { en: `Change or remove: ${item}`, nl: `Wijzigen of weghalen: ${item}` },
        value: { kind: 'item', at } as const,
      })),
    ]
    const isNow: Text = {
      en: `It has ${items.length} now. What is to be changed?`,
      nl: `Er staan er nu ${items.length}. Wat wilt u wijzigen?`,
    }
    const what = await asker.pick<Change>(isNow, entries, { claim: true })
    if (what.kind === 'right') {
      if (items.length > 0 || needed === null) return items
      asker.tell(needed)
    } else if (what.kind === 'more') {
      const item = await next({ ...question, needed: null }, items)
      if (item !== '') items = [...items, item]
    } else {
      const others = items.toSpliced(what.at, 1)
      const item = await askItem(question, others, null, {
        en: `${items[what.at]}: what is it (empty: take it away)`,
        nl: `${items[what.at]}: wat is het (leeg: haal het weg)`,
      })
      items = item === '' ? others : items.with(what.at, item)
    }
  }
}

/** By the roles that are asked for, and where she has none of them by her own. */
function memberOf({ name, roles: own }: KnownPerson, asker: Asker, roles: readonly string[]): string {
  const asked = roles.filter((role) => own.includes(role))
  return `${(asked.length > 0 ? asked : own).map((role) => roleName(role, asker.look.lang)).join(', ')}: ${name}`
}

function nameIn(item: string): string {
  return item.slice(item.indexOf(':') + 1).trim()
}
