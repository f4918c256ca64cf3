import { fileURLToPath } from 'node:url'

/**
 * The environment of a program that is started from its sources, many times: Node keeps what it made of them, so that a start
 * takes a third. The built program gets none of this: it brings along what it needs.
 */
export const compiledOnce = {
  NODE_COMPILE_CACHE: fileURLToPath(new URL('../../node_modules/.cache/started-from-sources', import.meta.url)),
}
