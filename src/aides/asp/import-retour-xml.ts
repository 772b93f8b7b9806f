import { ParseOption, XmlDocument, XmlElement } from 'libxml2-wasm'
import { type LigneLue, RetourIllisible } from '#aides/asp/import-retour-csv.ts'
import { masquerComptes } from '#aides/asp/masquer-comptes.ts'

/** Bank data of a node: read where it stands, never kept in clear. */
const BANQUE = /^(COORDPAIE.*|RIB|IBAN|BIC|ZONEBBAN|CLECONTROL|INTITDEST)$/

type Noeud = { readonly [balise: string]: string | Noeud | readonly (string | Noeud)[] }

/**
 * Reads `renvoi_paiement_…xml` or `renvoi_ordrereversement_…xml`: one line a payment or an order, its whole node kept but
 * for bank data. No entity is expanded, nothing is fetched.
 *
 * @throws RetourIllisible when it is not XML, declares a document type, or holds no list of what its name says
 */
export function importRetourXml(genre: 'paiements' | 'reversements', octets: Uint8Array): LigneLue[] {
  if (Buffer.from(octets).includes('<!DOCTYPE'))
    throw new RetourIllisible('Le fichier déclare un type de document : il n’est pas lu.')
  const document = open(octets)
  try {
    const [liste, balise] =
      genre === 'paiements' ? ['LISTEPAIEMENT', 'PAIEMENT'] : ['LISTEOR', 'ORDREREVERSEMENT']
    const racine = find(document.root, liste)
    if (!racine) throw new RetourIllisible(`Le fichier n’a pas de ${liste}.`)
    return children(racine)
      .filter(({ name }) => name === balise)
      .map((element, i) => readNode(genre, element, i + 1))
  } finally {
    document.dispose()
  }
}

function open(octets: Uint8Array): XmlDocument {
  try {
    return XmlDocument.fromBuffer(octets, {
      option: ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_BIG_LINES,
    })
  } catch {
    throw new RetourIllisible('Le fichier ne se lit pas comme du XML.')
  }
}

function readNode(genre: 'paiements' | 'reversements', element: XmlElement, ligne: number): LigneLue {
  const contenu = enObjet(element) as Noeud
  const lire = (balise: string) => texte(contenu[balise])
  const prestations = listTexts(element, 'IDPRESTADOSS')
  const commun = { etat: lire('ETATPAIEMENT'), prestations }
  return {
    ligne,
    contenu,
    annonce:
      genre === 'paiements'
        ? {
            ...{ genre, ...commun, le: lireDate(lire('DATEPAIEMENT')), montant: lire('MTNET') },
            ...{ code: lire('CODEMOTIFINVAL'), libelle: lire('LIBELLEMOTIFINVAL') },
          }
        : {
            ...{ genre, ...commun, le: lireDate(lire('DATEOREFFECTIF')), montant: lire('MTDEMANDEOR') },
            ...{ code: lire('CODEMOTIFOR'), libelle: lire('LIBELLEMOTIFOR') },
          },
  }
}

const texte = (valeur: Noeud[string] | undefined): string => (typeof valeur === 'string' ? valeur.trim() : '')

/** dd/mm/yyyy → AAAA-MM-JJ; null when it is not a day of the calendar. */
function lireDate(valeur: string): string | null {
  const [, jour, mois, annee] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(valeur) ?? []
  const date = `${annee}-${mois}-${jour}`
  return annee && Number.isFinite(Date.parse(date)) && new Date(date).toISOString().startsWith(date)
    ? date
    : null
}

/** The whole node, so that what we do not read today is still there; bank data replaced by what it was. */
function enObjet(element: XmlElement): Noeud | string {
  const enfants = children(element)
  if (enfants.length === 0) return masquerComptes(element.content)
  const objet: Record<string, string | Noeud | (string | Noeud)[]> = {}
  for (const enfant of enfants) {
    const valeur = BANQUE.test(enfant.name) ? 'retiré' : enObjet(enfant)
    const avant = objet[enfant.name]
    objet[enfant.name] =
      avant === undefined ? valeur : Array.isArray(avant) ? [...avant, valeur] : [avant, valeur]
  }
  return objet
}

function children(element: XmlElement): XmlElement[] {
  const liste: XmlElement[] = []
  for (let noeud = element.firstChild; noeud; noeud = noeud.next)
    if (noeud instanceof XmlElement) liste.push(noeud)
  return liste
}

function find(element: XmlElement, nom: string): XmlElement | undefined {
  if (element.name === nom) return element
  for (const enfant of children(element)) {
    const trouve = find(enfant, nom)
    if (trouve) return trouve
  }
  return undefined
}

const listTexts = (element: XmlElement, nom: string): string[] =>
  element.name === nom
    ? [element.content.trim()]
    : children(element).flatMap((enfant) => listTexts(enfant, nom))
