import { Chalk } from 'chalk'
import type { Terminal } from './terminal.ts'

/** Colours by meaning, so that nothing depends on a colour alone. Without colour they return the text as it is. */
export type Ink = { readonly [name in 'strong' | 'faint' | 'accent' | 'good' | 'warning' | 'loud']: Style }

type Style = (text: string) => string

/**
 * The colours of the 256 that no theme changes, each as far from white as from black: 3.9:1 or more. Nobody knows whether
 * the ground is light or dark.
 */
export const fixedColours = { accent: 31, good: 28, warning: 130, loud: 160 } as const

/**
 * The ink of a terminal. Of the sixteen colours, which every theme has as it likes, yellow and cyan vanish on a light ground and
 * blue on a dark one, so these are not taken.
 */
export function inkOf({ colour, colours }: Pick<Terminal, 'colour' | 'colours'>): Ink {
  const chalk = new Chalk({ level: !colour ? 0 : colours === 256 ? 2 : 1 })
  const { accent, good, warning, loud } = fixedColours
  return {
    strong: (text) => chalk.bold(text),
    faint: (text) => chalk.dim(text),
    ...(colours === 256
      ? {
          accent: (text) => chalk.ansi256(accent)(text),
          good: (text) => chalk.ansi256(good)(text),
          warning: (text) => chalk.ansi256(warning)(text),
          loud: (text) => chalk.bold.ansi256(loud)(text),
        }
      : {
          accent: (text) => chalk.magenta(text),
          good: (text) => chalk.green(text),
          warning: (text) => chalk.magenta.bold(text),
          loud: (text) => chalk.bold.red(text),
        }),
  }
}
