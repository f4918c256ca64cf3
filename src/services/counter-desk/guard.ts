import type { Context, Next } from 'hono'

/** The facts that the desk's server tells about a request, beside the request itself. */
export interface DeskBindings {
  readonly incoming: {
    readonly socket: {
      readonly localAddress?: string | undefined
      readonly localPort?: number | undefined
      readonly remoteAddress?: string | undefined
    }
  }
}

/**
 * Lets nobody in by another name than the address that the desk listens on, so that a web page elsewhere can't reach it
 * by pointing its own name at this machine; and takes no form but the desk's own. A cookie alone proves neither: to a
 * browser every port of 127.0.0.1 is the same site.
 */
export async function guard(context: Context<{ Bindings: DeskBindings }>, next: Next): Promise<Response | undefined> {
  const host = context.req.header('host') ?? ''
  if (!ownHosts(context.env.incoming.socket).includes(host)) {
    return context.text('Dit adres hoort niet bij deze dienst. / This address is not of this service.\n', 421)
  }
  if (
    context.req.method !== 'GET' &&
    context.req.method !== 'HEAD' &&
    context.req.header('origin') !== `http://${host}`
  ) {
    return context.text('Dit formulier komt niet van deze dienst. / This form is not of this service.\n', 403)
  }
  await next()
  return undefined
}

function ownHosts({ localAddress = '', localPort = 0 }: DeskBindings['incoming']['socket']): readonly string[] {
  const address = localAddress.replace(/^::ffff:(?=\d+\.)/, '')
  const names = [address.includes(':') ? `[${address}]` : address]
  if (address === '::1' || address.startsWith('127.')) names.push('localhost')
  // A browser leaves the port out when it is the usual one.
  return localPort === 80 ? names.flatMap((name) => [name, `${name}:80`]) : names.map((name) => `${name}:${localPort}`)
}
