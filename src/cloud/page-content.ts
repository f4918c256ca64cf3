import type { PageChange } from '../core/cloud-act.ts'
import { exit } from '../core/exit-codes.ts'
import { Fault } from '../core/fault.ts'
import type { FaultCode } from '../core/fault-codes.ts'
import { nearest } from '../core/nearest.ts'
import { type CitizenService, citizenServices, type PageLang, pageLangs } from './citizen-services.ts'

/** The states that a municipality gives a service. One about which nothing was said is shown as not announced. */
export const serviceStates = ['available', 'limited', 'unavailable'] as const

export type ServiceState = (typeof serviceStates)[number]

/**
 * The state of the counter desk as the provider sees it. `unknown`: nobody watches it now, so the page says nothing
 * about it.
 */
export type DeskState = 'open' | 'frozen' | 'down' | 'unknown'

/** The contents of the status page. Instants are RFC 3339, UTC; `changedAt` is null when nothing was said yet. */
export interface PageContent {
  readonly message: Partial<Readonly<Record<PageLang, string>>>
  readonly services: Partial<Readonly<Record<CitizenService, ServiceSaid>>>
  readonly desk: DeskState
  readonly changedAt: string | null
}

interface ServiceSaid {
  readonly state: ServiceState
  /** The places where citizens can go, in the languages in which somebody wrote it. */
  readonly where: Partial<Readonly<Record<PageLang, string>>>
}

export const emptyPage: PageContent = { message: {}, services: {}, desk: 'unknown', changedAt: null }

const longestMessage = 1000
const longestWhere = 300

/**
 * The page after a change. Throws `cloud.page-nothing`, `cloud.page-service`, `cloud.page-state` or `cloud.page-text`
 * and changes nothing when the change makes no sense.
 */
export function changePage(page: PageContent, change: PageChange, now: string): PageContent {
  const { service, message } = change
  if (service === undefined && message === undefined) {
    throw usage('cloud.page-nothing', 'nothing to change was given', 'er werd niets opgegeven om te wijzigen', {
      en: 'give a service with --state, or --message',
      nl: 'geef een dienst met --state, of --message',
    })
  }
  let next: PageContent = { ...page, changedAt: now }
  if (message !== undefined)
    next = { ...next, message: localised(page.message, langOf(change), message, longestMessage) }
  if (service !== undefined) next = { ...next, services: withService(page, service, change) }
  return next
}

/** Whether a page says what a change asks for. Throws as `changePage` does. */
export function comparePage(page: PageContent, change: PageChange): 'same' | 'different' {
  const { message, services } = changePage(page, change, page.changedAt ?? '')
  return sorted({ message, services }) === sorted(page) ? 'same' : 'different'
}

function sorted({ message, services }: Pick<PageContent, 'message' | 'services'>): string {
  const byName = (_key: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).sort()) : value
  return JSON.stringify({ message, services }, byName)
}

function langOf({ lang }: PageChange): PageLang {
  return pageLangs.find((known) => known === lang) ?? 'nl'
}

function withService(page: PageContent, name: string, change: PageChange): PageContent['services'] {
  const id = citizenService(name)
  const said = page.services[id]
  const state = change.state === undefined ? said?.state : serviceState(change.state)
  if (state === undefined) throw stateFault('')
  const where =
    change.where === undefined
      ? (said?.where ?? {})
      : localised(said?.where ?? {}, langOf(change), change.where, longestWhere)
  return { ...page.services, [id]: { state, where } }
}

function citizenService(name: string): CitizenService {
  const id = name.toLowerCase().replaceAll('_', '-')
  if (Object.hasOwn(citizenServices, id)) return id as CitizenService
  const meant = nearest(id, Object.keys(citizenServices))
  const known = Object.keys(citizenServices).join(', ')
  throw usage(
    'cloud.page-service',
    `the status page has no service "${name}"`,
    `de statuspagina heeft geen dienst "${name}"`,
    {
      en: meant === null ? `known services: ${known}` : `did you mean "${meant}"?`,
      nl: meant === null ? `gekende diensten: ${known}` : `bedoelde u "${meant}"?`,
    },
  )
}

function serviceState(word: string): ServiceState {
  const state = serviceStates.find((known) => known === word)
  if (state === undefined) throw stateFault(word)
  return state
}

function stateFault(word: string): Fault {
  const states = serviceStates.join(', ')
  const hint = { en: `give --state with one of: ${states}`, nl: `geef --state met een van: ${states}` }
  return word === ''
    ? usage('cloud.page-state', 'the state of the service is missing', 'de toestand van de dienst ontbreekt', hint)
    : usage('cloud.page-state', `a service can't be "${word}"`, `een dienst kan niet "${word}" zijn`, hint)
}

function localised<T extends PageContent['message']>(texts: T, lang: PageLang, text: string, longest: number): T {
  const clean = text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
  if (clean.length > longest) {
    throw usage(
      'cloud.page-text',
      `the text is longer than ${longest} characters`,
      `de tekst is langer dan ${longest} tekens`,
      {
        en: 'citizens read this on a phone: keep it short',
        nl: 'burgers lezen dit op een telefoon: houd het kort',
      },
    )
  }
  const { [lang]: _old, ...others } = texts
  return (clean === '' ? others : { ...others, [lang]: clean }) as T
}

function usage(code: FaultCode, en: string, nl: string, hint: { readonly en: string; readonly nl: string }): Fault {
  return new Fault({ code, exit: exit.usage, message: { en, nl }, hint })
}
