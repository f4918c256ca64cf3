import type { Text } from './text.ts'

/** The mark on every screen and report of a drill. */
export const exerciseMark = 'EXERCISE / OEFENING'

/** The mark on every paper and page of a drill, in the languages of whoever could find it. */
export const paperMark = 'EXERCISE / OEFENING / EXERCICE'

/** The same on a screen in one language, before what the simulated world says. */
export const exerciseWord: Text = { en: 'EXERCISE', nl: 'OEFENING' }
