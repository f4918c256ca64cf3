import type { AttackKind } from './attack-kind.ts'

/** A supplier is hit: which link is cut, and whose data lie there? */
export const supplier: AttackKind = {
  about: `\
title: { en: The supplier rings, nl: De leverancier belt }
summary:
  en: A supplier with a tunnel into the network is encrypted, and does not say much.
  nl: Een leverancier met een tunnel naar het netwerk is versleuteld, en zegt niet veel.
`,
  objectives: `\
  - id: cut
    title: { en: Its link is cut within half an hour, nl: Zijn verbinding is binnen het halfuur dicht }
    measure:
      P: closed["supplier-tunnel"] <= 30
      S: closed["supplier-tunnel"] <= 60
      M: closed["supplier-tunnel"] < never
  - id: data
    title: { en: You know what it holds of you, nl: U weet wat die van u bewaart }
    measure:
      P: done["supplier/ask-supplier"] <= 60
      S: done["supplier/ask-supplier"] < never
      M: done["supplier/which"] < never
`,
  world: `\
  links:
    - { id: internet, name: { en: Internet edge, nl: Internetaansluiting }, kind: internet }
    - id: supplier-tunnel
      name: { en: Remote management by Voorbeeld ICT, nl: Beheer op afstand door Voorbeeld ICT }
      kind: supplier
  services:
    - { id: births, tier: 1, state: up }
  suppliers:
    - { id: voorbeeld-ict, name: Voorbeeld ICT, phone: "+32 3 555 01 30", links: [supplier-tunnel] }
`,
  events: null,
  injects: `\
  - id: first-call
    phase: isolate
    at: 5m
    from: Nora Bedacht, Voorbeeld ICT
    to: lead
    channel: phone
    text:
      en: "Our servers are encrypted since the night. More I can't say."
      nl: "Onze servers zijn sinds vannacht versleuteld. Meer kan ik niet zeggen."
    expect:
      text: { en: The supplier's link is cut, nl: De verbinding met de leverancier gaat dicht }
      when: closed["supplier-tunnel"] < never
      within: 25m
    points:
      - objective: cut
        text: { en: "Called back on the number of the contract?", nl: "Teruggebeld op het nummer van het contract?" }
  - id: sign-in
    level: hard
    phase: isolate
    at: 35m
    when: closed["supplier-tunnel"] == never
    from: { en: The monitoring, nl: De monitoring }
    to: lead
    channel: screen
    text:
      en: "Sign-in on the file server, from the supplier's tunnel."
      nl: "Aanmelding op de bestandsserver, via de tunnel van de leverancier."
    expect:
      text: { en: The link is cut now, nl: De verbinding gaat nu dicht }
      when: closed["supplier-tunnel"] < never
      within: 10m
`,
  quick: `\
    first: [begin/declare, supplier/which, supplier/cut-links, supplier/ask-supplier]
    facts: { supplier: Voorbeeld ICT, supplier_reach: both }
`,
  slow: `\
    skips: [supplier/ask-supplier]
    facts: { supplier: Voorbeeld ICT, supplier_reach: both }
`,
}
