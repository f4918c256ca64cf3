import { type Lang, pick, type Text } from '../../core/text.ts'
import type { Block } from '../document.ts'

const limits: readonly Text[] = [
  {
    en: 'The world was simulated. Whether a real firewall, backup or telephone does what it should is not shown.',
    nl: 'De wereld was gesimuleerd. Of een echte firewall, back-up of telefoon doet wat hij moet doen, is niet aangetoond.',
  },
  {
    en: 'The time of an exercise may run faster than people can work: its figures say in which order and how late, not how long the work takes.',
    nl: 'De tijd van een oefening kan sneller lopen dan mensen kunnen werken: de cijfers zeggen in welke volgorde en hoe laat, niet hoelang het werk duurt.',
  },
  {
    en: 'Who took part knew that it was an exercise. Fatigue, fear and absent people are not shown.',
    nl: 'Wie meedeed, wist dat het een oefening was. Vermoeidheid, angst en mensen die er niet zijn, komen niet aan bod.',
  },
  {
    en: 'A measure sees what is on record. What was said in the room is only here when somebody noted it.',
    nl: 'Een maatstaf ziet wat in het logboek staat. Wat in de zaal gezegd werd, staat hier alleen als iemand het noteerde.',
  },
  {
    en: 'A proof in a drill is a proof of the exercise: it says that the step asks for the right one, not that the real one can be had.',
    nl: 'Een bewijs in een oefening is een bewijs van de oefening: het toont dat de stap het juiste vraagt, niet dat het echte bewijs te krijgen is.',
  },
]

/** The section on what no drill can show. */
export function limitSection(lang: Lang): readonly Block[] {
  return [
    {
      kind: 'heading',
      level: 2,
      text: pick({ en: 'What a drill cannot show', nl: 'Wat een oefening niet kan aantonen' }, lang),
    },
    { kind: 'list', items: limits.map((one) => pick(one, lang)) },
  ]
}
