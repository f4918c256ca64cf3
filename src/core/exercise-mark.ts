import type { Text } from './text.ts'

/** What every paper of a drill says, in the languages of whoever could find it. */
export const exerciseMark = 'EXERCISE / OEFENING / EXERCICE'

/** The same on a screen in one language, before what the simulated world says. */
export const exerciseWord: Text = { en: 'EXERCISE', nl: 'OEFENING' }
