import type { Text } from './text.ts'

/** What every screen and report of a drill says. */
export const exerciseMark = 'EXERCISE / OEFENING'

/** What every paper and page of a drill says, in the languages of whoever could find it. */
export const paperMark = 'EXERCISE / OEFENING / EXERCICE'

/** The same on a screen in one language, before what the simulated world says. */
export const exerciseWord: Text = { en: 'EXERCISE', nl: 'OEFENING' }
