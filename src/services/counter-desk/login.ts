import type { DatabaseSync } from 'node:sqlite'
import type { Context, Next } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Lang, Text } from '../../core/text.ts'
import { note } from '../service-log.ts'
import { closeSession, isAccessCode, openSession, sessionClerk } from './access.ts'
import type { DeskFrame } from './frame.ts'
import type { DeskBindings } from './guard.ts'
import { loginPage } from './login-page.ts'
import { frozenSince } from './store.ts'
import { createThrottle } from './throttle.ts'
import { clean } from './validate.ts'

/** What every route of the desk knows about its request. */
export interface DeskEnv {
  Bindings: DeskBindings
  Variables: { frame: DeskFrame }
}

type DeskContext = Context<DeskEnv>

const mostChecks = 4

/** Who is at the counter: login, session, logout. */
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
  place: { readonly municipality: string; readonly exercise: boolean },
): Login {
  const throttle = createThrottle()
  let checking = 0
  return {
    recognise: async (context, next) => {
      const token = getCookie(context, cookieName(context))
      const clerk = token === undefined ? null : sessionClerk(database, token, Date.now())
      const lang: Lang = getCookie(context, 'desk-lang') === 'en' ? 'en' : 'nl'
      context.set('frame', { ...place, lang, clerk, frozen: frozenSince(database) !== null })
      await next()
    },
    login: async (context, typed, after) => {
      const frame = context.get('frame')
      const clerk = clean(typed('clerk'), false).slice(0, 100)
      const refused = (status: 401 | 429, error: Text) =>
        context.html(loginPage(frame, clerk, error, typed('resume')), status)
      if (clerk === '') return refused(401, { en: 'give your name too', nl: 'geef ook uw naam op' })
      const source = context.env.incoming.socket.remoteAddress ?? ''
      const wait = Math.ceil(throttle.waitMs(source, Date.now()) / 1000)
      if (wait > 0 || checking >= mostChecks) {
        context.header('Retry-After', String(Math.max(1, wait)))
        return refused(429, tooMany(Math.max(1, wait)))
      }
      throttle.count(source, Date.now())
      checking += 1
      const right = await isAccessCode(database, typed('code')).finally(() => {
        checking -= 1
      })
      if (!right) {
        note('a wrong access code was given')
        return refused(401, { en: 'this access code is not correct', nl: 'deze toegangscode klopt niet' })
      }
      throttle.forget(source)
      const token = openSession(database, clerk, Date.now())
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
      if (token !== undefined) closeSession(database, token)
      deleteCookie(context, cookieName(context), { path: '/' })
      return context.redirect('/login', 303)
    },
  }
}

/** Cookies don't know ports: the desks of two municipalities on one machine must not overwrite each other's. */
function cookieName(context: DeskContext): string {
  return `desk-${context.env.incoming.socket.localPort ?? 0}`
}

function tooMany(seconds: number): Text {
  return {
    en: `too many wrong codes: wait ${seconds} s and try again`,
    nl: `te veel foute codes: wacht ${seconds} s en probeer opnieuw`,
  }
}
