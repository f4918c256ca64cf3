import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { pathToFileURL } from 'node:url'

/** A page that is open in the browser. */
export interface Page {
  /** What an expression of JavaScript gives there, as JSON. */
  evaluate<T>(expression: string): Promise<T>
  /** A part of the page as a picture (PNG), over its whole width, in CSS pixels. */
  png(top: number, height: number): Promise<Buffer>
  /** The page as it is printed, by its own `@page`, with its grounds. */
  pdf(): Promise<Buffer>
}

export interface Browser {
  /** Opens a file, or an address, as a screen of that width shows it, in CSS pixels: a telephone below 500. */
  open(file: string, width: number, media?: 'screen' | 'print'): Promise<Page>
  close(): Promise<void>
}

interface Answer {
  readonly id?: number
  readonly method?: string
  readonly sessionId?: string
  readonly result?: Record<string, unknown>
  readonly error?: { readonly message: string }
}

/** Chromium without a window, spoken to by the DevTools protocol over two pipes: no port is opened, and no driver is needed. */
export function startBrowser(): Browser {
  const profile = mkdtempSync(join(tmpdir(), 'browser-'))
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  const quiet = [
    '--headless',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--no-first-run',
    '--disable-background-networking',
  ]
  const child = spawn(
    'chromium',
    ['--remote-debugging-pipe', `--user-data-dir=${profile}`, ...quiet, ...asRoot, 'about:blank'],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  )
  const [, , , to, from] = child.stdio as unknown as [null, null, null, Writable, Readable]
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
    child.once('error', () => resolve())
  })
  const waiting = new Map<number, (answer: Answer) => void>()
  const loads = new Map<string, () => void>()
  let last = 0
  let rest = ''
  from.setEncoding('utf8')
  from.on('data', (part: string) => {
    const whole = (rest + part).split('\0')
    rest = whole.pop() ?? ''
    for (const text of whole) take(JSON.parse(text))
  })
  // Whoever waits, or asks later, must hear that nobody answers any more; what is written to it then is lost.
  const nobody = gone.then((): Answer => ({ error: { message: 'the browser has ended, or never began' } }))
  to.on('error', () => {})

  function take(answer: Answer): void {
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer)
    else if (answer.method === 'Page.loadEventFired') loads.get(answer.sessionId ?? '')?.()
  }

  async function ask<T>(method: string, params: object, sessionId?: string): Promise<T> {
    last += 1
    const id = last
    const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve))
    to.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    const answer = await Promise.race([answered, nobody])
    waiting.delete(id)
    if (answer.error !== undefined) throw new Error(`${method}: ${answer.error.message}`)
    return answer.result as T
  }

  return {
    async open(file, width, media = 'screen') {
      const { targetId } = await ask<{ targetId: string }>('Target.createTarget', { url: 'about:blank' })
      const { sessionId } = await ask<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })
      const here = <T>(method: string, params: object = {}): Promise<T> => ask<T>(method, params, sessionId)
      await here('Page.enable')
      const screen = { width, height: 844, deviceScaleFactor: 1, mobile: width < 500 }
      await here('Emulation.setDeviceMetricsOverride', screen)
      await here('Emulation.setScrollbarsHidden', { hidden: true })
      await here('Emulation.setEmulatedMedia', { media })
      const loaded = new Promise<void>((resolve) => loads.set(sessionId, resolve))
      await here('Page.navigate', { url: /^https?:/.test(file) ? file : pathToFileURL(file).href })
      await Promise.race([loaded, nobody])
      return {
        async evaluate<T>(expression: string) {
          const { result } = await here<{ result: { value: T } }>('Runtime.evaluate', {
            expression,
            returnByValue: true,
          })
          return result.value
        },
        async png(top, height) {
          const clip = { x: 0, y: top, width, height, scale: 1 }
          const { data } = await here<{ data: string }>('Page.captureScreenshot', { clip, captureBeyondViewport: true })
          return Buffer.from(data, 'base64')
        },
        async pdf() {
          const { data } = await here<{ data: string }>('Page.printToPDF', {
            preferCSSPageSize: true,
            printBackground: true,
          })
          return Buffer.from(data, 'base64')
        },
      }
    },
    async close() {
      await ask('Browser.close', {}).catch(() => null)
      await gone
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
