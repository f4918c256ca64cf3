import { harmlessLine } from '../core/harmless.ts'
import { type Lang, pick, type Text } from '../core/text.ts'
import type { CatalogueService } from '../runbook/catalogue.ts'
import { type Municipality, registerSource } from './register.ts'

/**
 * A profile to fill in, as YAML with comments in one language. It is valid as it stands: what nobody knows yet is
 * commented out. A comment starts with `# `, an example line with `#` alone, so that taking that one sign away fills in.
 * `services` are the catalogue's, proposed with their tier.
 */
export function profileTemplate(municipality: Municipality, services: readonly CatalogueService[], lang: Lang): string {
  const sections = [
    head(municipality),
    contacts,
    links,
    others,
    servicesSection(services, lang),
    backups,
    cloud,
    personal,
  ]
  return `${sections.map((section) => pick(section, lang)).join('\n\n')}\n`
}

function head({ name, nis, province, postalCodes, policeZone, kbo, ocmwKbo }: Municipality): Text {
  const facts = (province: string) => `NIS ${nis} · ${province} · ${postalCodes.join(' ')} · ${policeZone}`
  const { collected, parts } = registerSource
  const numbers = parts.enterpriseNumbers
  const fixed = `format: cyber-respond/profile@1\nmunicipality: "${nis}" # ${name}`
  return {
    en: `\
# What a responder in ${name} needs to know when nothing works any more.
# Fill in what you know: take away the # that stands at the start of a line. Leave the rest as it is: what is left out
# is unknown, and is asked during an incident. Print this file, and keep a copy outside the town hall.
# From the register (Statbel, ${collected}): ${facts(province)}
${fixed}
# The day on which somebody last called every number below.
#checked: 2026-01-31
organisation:
  name: ${JSON.stringify(name)}
# The number as the Flemish administration had it on ${numbers.published}; that of the OCMW is ${ocmwKbo ?? 'not known here'}.
#  kbo: ${JSON.stringify(kbo ?? '0000.000.000')}
#  address: Street 1, 0000 Municipality
# voluntary, important or essential. A municipality is voluntary unless it does what Annex I or II of the NIS2 directive
# lists (drinking water, waste, a hospital) and is large enough, or the CCB identified it: then notifying is a duty.
nis2: { status: voluntary }`,
    nl: `\
# Wat iemand die ${name} te hulp komt moet weten als niets nog werkt.
# Vul in wat u weet: haal het # aan het begin van een regel weg. Laat de rest staan: wat ontbreekt is onbekend, en
# wordt tijdens een incident gevraagd. Druk dit bestand af, en bewaar een exemplaar buiten het gemeentehuis.
# Uit het register (Statbel, ${collected}): ${facts(province)}
${fixed}
# De dag waarop iemand voor het laatst alle nummers hieronder gebeld heeft.
#checked: 2026-01-31
organisation:
  name: ${JSON.stringify(name)}
# Het nummer zoals de Vlaamse overheid het op ${numbers.published} had; dat van het OCMW is ${ocmwKbo ?? 'hier niet bekend'}.
#  kbo: ${JSON.stringify(kbo ?? '0000.000.000')}
#  address: Straat 1, 0000 Gemeente
# voluntary (vrijwillig), important (belangrijk) of essential (essentieel). Een gemeente is voluntary, tenzij ze doet
# wat in bijlage I of II van de NIS2-richtlijn staat (drinkwater, afval, een ziekenhuis) en groot genoeg is, of tenzij
# het CCB haar heeft aangeduid: dan is melden een plicht.
nis2: { status: voluntary }`,
  }
}

const roles = [
  'lead',
  'scribe',
  'network',
  'systems',
  'communication',
  'mayor',
  'general-director',
  'dpo',
  'ciso',
  'ocmw',
  'police',
  'insurer',
  'emergency-planner',
  'finance',
  'bank',
  'internet-provider',
]

const people = (name: string) =>
  ['#contacts:', ...roles.map((role) => `#  - { role: ${role}, name: ${name}, phone: "+32 000 00 00 00" }`)].join('\n')

const contacts: Text = {
  en: `\
# Who is called, on numbers and mail addresses outside the municipality's own network: they must work when it does not.
# Add mail: name@example.org where there is one, and the days that you know: published (of the page), looked (somebody looked at
# the page), reached (somebody answered). After six months without one of the last two, doctor says so.
# A role vtc only if your own policy asks to tell the Flemish Supervisory Commission: its step is left out otherwise.
${people('Name')}`,
  nl: `\
# Wie gebeld wordt, op nummers en mailadressen buiten het eigen netwerk: ze moeten werken als dat niet werkt.
# Voeg mail: naam@example.org toe waar er een is, en de dagen die u kent: published (van de pagina), looked (iemand bekeek de
# pagina), reached (iemand nam op). Na zes maanden zonder een van de laatste twee zegt doctor het.
# Een rol vtc alleen als uw eigen beleid vraagt om de Vlaamse Toezichtcommissie te verwittigen: haar stap valt anders weg.
${people('Naam')}`,
}

const linkLines = (name: string) => `\
#links:
#  - id: internet
#    name: ${name}
#    kind: internet
#    cut: [./cut-link, internet]
#    restore: [./restore-link, internet]
#    probe: 192.0.2.1:443
#    watch: 15m`

const links: Text = {
  en: `\
# Every way in and out that must be cut: internet, vpn, supplier, partner, sync (cloud), phone, other.
# cut and restore are programs with their arguments, without a shell, started in the folder of this file. Leave them out
# and a person cuts. probe is an address behind the link that must stop answering, watch how long that is looked at.
${linkLines('Internet edge of the town hall')}`,
  nl: `\
# Elke weg naar binnen en naar buiten die dicht moet: internet, vpn, supplier (leverancier), partner, sync (cloud),
# phone, other. cut en restore zijn programma's met hun argumenten, zonder shell, gestart in de map van dit bestand.
# Laat ze weg, en een persoon sluit af. probe is een adres achter de verbinding dat niet meer mag antwoorden, watch hoe
# lang daarnaar gekeken wordt.
${linkLines('Internetaansluiting van het gemeentehuis')}`,
}

const others: Text = {
  en: `\
# Who is on those links: Rijksregister, KSZ, MAGDA, police zone, intercommunale. links names the ids from above.
#partners:
#  - { id: rijksregister, name: Rijksregister, phone: "+32 000 00 00 00", links: [internet] }

# Who has access to your network, or holds your data. links names the ids of the links by which a supplier gets in.
#suppliers:
#  - { id: supplier, name: Name, phone: "+32 000 00 00 00", mail: name@example.org, contract: Number,
#      links: [internet] }

# Municipalities that share a link or a supplier with you, or whose counter can help your citizens.
#neighbours:
#  - { id: neighbour, name: Name, phone: "+32 000 00 00 00" }`,
  nl: `\
# Wie op die verbindingen zit: Rijksregister, KSZ, MAGDA, politiezone, intercommunale. links noemt id's van hierboven.
#partners:
#  - { id: rijksregister, name: Rijksregister, phone: "+32 000 00 00 00", links: [internet] }

# Wie toegang heeft tot uw netwerk, of uw gegevens bewaart. links noemt de id's van de verbindingen langs waar die binnenkomt.
#suppliers:
#  - { id: leverancier, name: Naam, phone: "+32 000 00 00 00", mail: naam@example.org, contract: Nummer,
#      links: [internet] }

# Gemeenten die een verbinding of een leverancier met u delen, of waarvan het loket uw inwoners kan helpen.
#neighbours:
#  - { id: buurgemeente, name: Naam, phone: "+32 000 00 00 00" }`,
}

function servicesSection(services: readonly CatalogueService[], lang: Lang): Text {
  const lines = (name: string) =>
    services.map(({ id, tier, title }) => {
      const said = harmlessLine(pick(title, lang), 60)
      return `#  - { id: ${id}, tier: ${tier}, owner: ${name} } # ${said}`
    })
  return {
    en: `\
# What citizens can't do without, tier 0 first. owner is the person who says that a service really works again.
# The tiers are a proposal of this project: yours may differ.
#services:
${lines('Name').join('\n')}`,
    nl: `\
# Wat burgers niet kunnen missen, tier 0 eerst. owner is de persoon die zegt dat een dienst echt weer werkt.
# De tiers zijn een voorstel van dit project: die van u kunnen anders zijn.
#services:
${lines('Naam').join('\n')}`,
  }
}

const backups: Text = {
  en: `\
# Where the backups are. detach is a program that takes them off the network, probe an address that must stop answering.
#backups:
#  - { id: repository, name: Name, location: Place, detach: [./detach-backup, repository], probe: "192.0.2.2:443" }`,
  nl: `\
# Waar de back-ups staan. detach is een programma dat ze van het netwerk haalt, probe het adres dat niet meer mag
# antwoorden.
#backups:
#  - { id: repository, name: Naam, location: Plaats, detach: [./detach-backup, repository], probe: "192.0.2.2:443" }`,
}

const personal: Text = {
  en: `\
# With this line the names of the people who are called, and what they said, can be erased from a record later.
#personal: [contacts]`,
  nl: `\
# Met deze regel kunnen de namen van wie gebeld wordt, en wat zij zeiden, later uit een logboek gewist worden.
#personal: [contacts]`,
}

const cloudLines = `\
cloud:
  provider: embedded
  services: [status-page, counter-desk]
  bind: 127.0.0.1
#  ports: { status-page: 8080, counter-desk: 8081 }`

const cloud: Text = {
  en: `\
# What runs the minimal services. 127.0.0.1 is this machine alone; another address of it opens them to its network.
${cloudLines}`,
  nl: `\
# Wat de minimale diensten draait. 127.0.0.1 is alleen deze machine; een ander adres stelt ze open voor haar netwerk.
${cloudLines}`,
}
