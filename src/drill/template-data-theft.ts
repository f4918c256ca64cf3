import type { AttackKind } from './attack-kind.ts'

/** Data are outside and everything works: are they ours, does it go on, and who tells the people? */
export const dataTheft: AttackKind = {
  about: `\
title: { en: A list on the internet, nl: Een lijst op het internet }
summary:
  en: A journalist shows a list with names of your citizens. Nothing is locked.
  nl: Een journalist toont een lijst met namen van uw inwoners. Er is niets vergrendeld.
`,
  objectives: `\
  - id: genuine
    title: { en: You know within the hour whether it is yours, nl: U weet binnen het uur of het van u is }
    measure:
      P: done["data-theft/genuine"] <= 60
      S: done["data-theft/genuine"] < never
      M: done["data-theft/sample"] < never
  - id: stop
    title: { en: The way out is closed within the hour, nl: De weg naar buiten is binnen het uur dicht }
    measure:
      P: done["data-theft/close-way"] <= 60
      S: done["data-theft/close-way"] < never
`,
  world: `\
  services:
    - { id: permits, tier: 3, state: up }
`,
  events: null,
  injects: `\
  - id: journalist
    phase: isolate
    at: 5m
    from: { en: A journalist, nl: Een journalist }
    to: lead
    channel: mail
    text:
      en: "This list is for sale: twelve hundred names and addresses. Yours? I publish at noon."
      nl: "Deze lijst staat te koop: twaalfhonderd namen en adressen. Van u? Ik publiceer om twaalf uur."
    attachment:
      name: list.txt
      text:
        en: "Twenty lines of names and addresses (exercise material)"
        nl: "Twintig regels met namen en adressen (oefenmateriaal)"
    expect:
      text: { en: The data are compared, nl: De gegevens worden vergeleken }
      when: done["data-theft/genuine"] < never
      within: 45m
    points:
      - objective: genuine
        text: { en: Does nobody say that it is yours before that?, nl: Zegt niemand vóór die tijd dat het van u is? }
  - id: still-going
    level: hard
    phase: isolate
    at: 30m
    when: done["data-theft/close-way"] == never
    from: { en: The firewall, nl: De firewall }
    to: lead
    channel: screen
    text:
      en: "41 GB to one address outside in the last twelve hours. It is still going on."
      nl: "41 GB naar één adres buiten in de laatste twaalf uur. Het loopt nog."
    expect:
      text: { en: The way out is closed, nl: De weg naar buiten gaat dicht }
      when: done["data-theft/close-way"] < never
      within: 20m
`,
  quick: `\
    first: [begin/declare, data-theft/sample, data-theft/genuine, data-theft/close-way]
`,
  slow: `\
    skips: [data-theft/close-way]
`,
}
