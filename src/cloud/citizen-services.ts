/** The languages of what citizens read. */
export const pageLangs = ['nl', 'fr', 'en', 'de'] as const

export type PageLang = (typeof pageLangs)[number]

/** A text in every language of the page. */
export type PageText = Readonly<Record<PageLang, string>>

/** The services that citizens come to a town hall for, most urgent first, under the ids of the catalogue. */
export const citizenServices = {
  phone: {
    nl: 'Telefonisch onthaal',
    fr: 'Accueil téléphonique',
    en: 'Telephone reception',
    de: 'Telefonische Auskunft',
  },
  'care-home': {
    nl: 'Woonzorgcentrum en thuiszorg',
    fr: 'Maison de repos et soins à domicile',
    en: 'Care home and home care',
    de: 'Seniorenheim und häusliche Pflege',
  },
  deaths: {
    nl: 'Aangifte van overlijden',
    fr: 'Déclaration de décès',
    en: 'Registering a death',
    de: 'Anmeldung eines Todesfalls',
  },
  births: {
    nl: 'Aangifte van geboorte',
    fr: 'Déclaration de naissance',
    en: 'Registering a birth',
    de: 'Anmeldung einer Geburt',
  },
  'ocmw-payments': {
    nl: 'OCMW: leefloon en dringende steun',
    fr: 'CPAS : revenu d’intégration et aide urgente',
    en: 'Social welfare (OCMW): income support and urgent aid',
    de: 'ÖSHZ: Eingliederungseinkommen und dringende Hilfe',
  },
  email: {
    nl: 'E-mail aan het gemeentebestuur',
    fr: 'E-mail à la commune',
    en: 'E-mail to the municipality',
    de: 'E-Mail an die Gemeinde',
  },
  'id-documents': {
    nl: 'Identiteitskaart, reispas en rijbewijs',
    fr: 'Carte d’identité, passeport et permis de conduire',
    en: 'Identity card, passport and driving licence',
    de: 'Personalausweis, Reisepass und Führerschein',
  },
  appointments: { nl: 'Afspraken', fr: 'Rendez-vous', en: 'Appointments', de: 'Termine' },
  childcare: {
    nl: 'Kinderopvang en scholen',
    fr: 'Accueil des enfants et écoles',
    en: 'Childcare and schools',
    de: 'Kinderbetreuung und Schulen',
  },
  permits: {
    nl: 'Omgevingsvergunningen',
    fr: 'Permis d’environnement',
    en: 'Environmental permits',
    de: 'Umweltgenehmigungen',
  },
  council: { nl: 'Gemeenteraad', fr: 'Conseil communal', en: 'Municipal council', de: 'Gemeinderat' },
  waste: {
    nl: 'Recyclagepark en ophaling van afval',
    fr: 'Parc à conteneurs et collecte des déchets',
    en: 'Recycling park and waste collection',
    de: 'Recyclingpark und Müllabfuhr',
  },
  parking: { nl: 'Parkeren', fr: 'Stationnement', en: 'Parking', de: 'Parken' },
  library: { nl: 'Bibliotheek', fr: 'Bibliothèque', en: 'Library', de: 'Bibliothek' },
  leisure: {
    nl: 'Sport, cultuur en musea',
    fr: 'Sport, culture et musées',
    en: 'Sport, culture and museums',
    de: 'Sport, Kultur und Museen',
  },
} as const satisfies Readonly<Record<string, PageText>>

export type CitizenService = keyof typeof citizenServices
