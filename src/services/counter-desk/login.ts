import type { DatabaseSync } from 'node:sqlite'
import type { Context, Next } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { nameFault, personName } from '../../core/person-name.ts'
import type { Lang, Text } from '../../core/text.ts'
import { noteDown } from '../service-log.ts'
import { createAccessCheck } from './access.ts'
import type { DeskFrame } from './frame.ts'
import type { DeskBindings } from './guard.ts'
import { loginPage } from './login-page.ts'
import { createSessions } from './sessions.ts'
import { frozenSince } from './store.ts'
import { createThrottle, sourceOf } from './throttle.ts'
import { clean } from './validate.ts'

/** The values that every route of the desk has for its request. */
export interface DeskEnv {
  Bindings: DeskBindings
  Variables: { frame: DeskFrame }
}

type DeskContext = Context<DeskEnv>

const mostWaiting = 50

/** The clerk at the counter: login, session, logout. */
export interface Login {
  /** Puts the frame of the request together: language, civil servant, frozen or not. */
  recognise(context: DeskContext, next: Next): Promise<void>
  login(
    context: DeskContext,
    typed: (id: string) => string,
    after: (context: DeskContext) => Response | Promise<Response>,
  ): Promise<Response>
  logout(context: DeskContext): Response
}

export function createLogin(
  database: DatabaseSync,
  stands: () => boolean,
  place: { readonly municipality: string; readonly exercise: boolean },
): Login {
  const throttle = createThrottle()
  const access = createAccessCheck(database)
  const sessions = createSessions(database)
  return {
    recognise: async (context, next) => {
      const token = getCookie(context, cookieName(context))
      const clerk = token === undefined ? null : sessions.clerk(token, Date.now())
      const lang: Lang = getCookie(context, 'desk-lang') === 'en' ? 'en' : 'nl'
      context.set('frame', { ...place, lang, clerk, frozen: frozenSince(database) !== null, lost: !stands() })
      await next()
    },
    login: async (context, typed, after) => {
      const frame = context.get('frame')
      const named = personName(typed('clerk'))
      const clerk = 'name' in named ? named.name : clean(typed('clerk'), false).slice(0, 100)
      const refused = (status: 401 | 429, error: Text) =>
        context.html(loginPage(frame, clerk, error, typed('resume')), status)
      const unfit = nameFault(typed('clerk'))
      if (unfit?.wrong === 'empty') return refused(401, { en: 'give your name too', nl: 'geef ook uw naam op' })
      if (unfit !== null) return refused(401, aboutName(unfit.text))
      const source = sourceOf(context.env.incoming.socket.remoteAddress ?? '')
      // The wall clock may be set back; whoever is told to wait 30 seconds waits 30 seconds.
      const wait = Math.ceil(throttle.waitMs(source, performance.now()) / 1000)
      const couldBe = access.couldBe(typed('code'))
      if (couldBe === null && access.waiting() >= mostWaiting) return refused(429, tooMany(Math.max(1, wait)))
      // Also who must wait gets in with the right code: those who guess may sit behind the same address.
      const right = couldBe !== false && (couldBe === true || wait === 0) && (await access.isCode(typed('code')))
      if (!right && wait > 0) {
        context.header('Retry-After', String(wait))
        return refused(429, tooMany(wait))
      }
      if (!right) {
        throttle.count(source, performance.now())
        noteDown('a wrong access code was given')
        return refused(401, { en: 'this access code is not correct', nl: 'deze toegangscode klopt niet' })
      }
      const token = sessions.open(clerk, Date.now())
      setCookie(context, cookieName(context), token, {
        httpOnly: true,
        sameSite: 'Strict',
        path: '/',
        maxAge: 12 * 60 * 60,
      })
      context.set('frame', { ...frame, clerk })
      return after(context)
    },
    logout: (context) => {
      const token = getCookie(context, cookieName(context))
      if (token !== undefined) sessions.close(token)
      deleteCookie(context, cookieName(context), { path: '/' })
      return context.redirect('/login', 303)
    },
  }
}

/** Cookies don't know ports: the desks of two municipalities on one machine must not overwrite each other's. */
function cookieName(context: DeskContext): string {
  return `desk-${context.env.incoming.socket.localPort ?? 0}`
}

function aboutName({ en, nl }: Text): Text {
  return { en: `your name: ${en}`, nl: `uw naam: ${nl}` }
}

function tooMany(seconds: number): Text {
  return {
    en: `this access code is not correct, and too many wrong ones came from here: wait ${seconds} s before the next`,
    nl: `deze toegangscode klopt niet, en er kwamen van hier te veel foute: wacht ${seconds} s voor de volgende`,
  }
}
