import { ecrireMontantAsp, lireMontantAsp } from '#aides/asp/montant-asp.ts'

// The agency, as its files show it: reads a file of requests, answers by the four kinds of returns.

export type Demande = {
  readonly id: string
  readonly numero: string
  readonly prestation: string
  readonly montant: string
}

/** The payments of a file of requests. */
export const lireDemandes = (xml: string): Demande[] =>
  [...xml.matchAll(/<ENREGISTREMENT idEnregistrement="(\d+)">([\s\S]*?)<\/ENREGISTREMENT>/g)].map(
    ([, id, corps = '']) => {
      const [numero = '', prestation = ''] = [...corps.matchAll(/<NUMADM>([^<]*)</g)].map(([, un]) => un!)
      return { id: id!, numero, prestation, montant: /<MTTOTALFINANCEMENT>([^<]*)</.exec(corps)![1]! }
    },
  )

/** What the agency calls a payment: the same each time it is asked. */
export const idPrestation = ({ numero }: Pick<Demande, 'numero'>): string => `7${numeroDe(numero)}`
/** Fourteen digits of the eleven letters and digits that end a number. */
const numeroDe = (numero: string): string => {
  const entier = Array.from(numero.slice(5)).reduce((n, c) => n * 36n + BigInt(Number.parseInt(c, 36)), 0n)
  return String(entier % 10n ** 14n).padStart(14, '0')
}

const enLatin1 = (lignes: readonly string[]): Buffer => Buffer.from(`${lignes.join('\r\n')}\r\n`, 'latin1')
const sansXml = (envoi: string) => envoi.replace(/\.xml$/, '')

export type Fichier = { readonly nom: string; readonly octets: Buffer }

export const integrations = (envoi: string, demandes: readonly Demande[]): Fichier => ({
  nom: `identifiants_generes_${sansXml(envoi)}.csv`,
  octets: enLatin1([
    'Numero enregistrement;idIndDoss;idIndTiers;idDoss;numAdmDoss;idPretaDoss;numAdmPrestaDoss;idIndPrestaDoss',
    ...demandes.map((une) => {
      const individu = `5${numeroDe(une.numero)}`
      return `${une.id};${individu};;6${numeroDe(une.numero)};${une.numero};${idPrestation(une)};${une.prestation};${individu}`
    }),
  ]),
})

export const rejets = (envoi: string, demandes: readonly (readonly [Demande, string])[]): Fichier => ({
  nom: `rejets_integ_idp_${sansXml(envoi)}.csv`,
  octets: enLatin1([
    "Numéro d'enregistrement;Type d'entité;Numadm;Motif rejet;idIndDoublon",
    ...demandes.map(([{ id }, motif]) => `${id};;;${motif};`),
  ]),
})

export type Issue = {
  readonly demande: Demande
  readonly etat?: string
  readonly montant?: number
  readonly le?: string
  readonly motif?: string
}

const ENTETE = '<?xml version="1.0" encoding="ISO-8859-1"?>\n'
const COMPTE =
  '<COORDPAIE><ZONEBBAN>30006000011234567890189</ZONEBBAN><CLECONTROL>76</CLECONTROL><CODEISOPAYS>FR</CODEISOPAYS></COORDPAIE>'

export const paiements = (nom: string, issues: readonly Issue[]): Fichier => ({
  nom: `renvoi_paiement_ARA_${nom}.xml`,
  octets: Buffer.from(
    `${ENTETE}<LISTEPAIEMENT xmlns="http://www.cnasea.fr/fichier">${issues
      .map(({ demande, etat = 'PAYE', montant, le = '01/12/2025', motif }) => {
        const net = montant ?? lireMontantAsp(demande.montant)!
        const raison = motif
          ? `<CODEMOTIFINVAL>${motif}</CODEMOTIFINVAL><LIBELLEMOTIFINVAL>Échec</LIBELLEMOTIFINVAL>`
          : ''
        return `<PAIEMENT><ETATPAIEMENT>${etat}</ETATPAIEMENT><LISTEPRESTADOSS><PRESTADOSS><IDPRESTADOSS>${idPrestation(demande)}</IDPRESTADOSS></PRESTADOSS></LISTEPRESTADOSS><DATEPAIEMENT>${le}</DATEPAIEMENT><MTNET>${ecrireMontantAsp(net)}</MTNET>${COMPTE}${raison}</PAIEMENT>`
      })
      .join('\n')}</LISTEPAIEMENT>`,
    'latin1',
  ),
})

export const reversements = (nom: string, issues: readonly Issue[]): Fichier => ({
  nom: `renvoi_ordrereversement_ARA_${nom}.xml`,
  octets: Buffer.from(
    `${ENTETE}<FICHIER xmlns="http://www.cnasea.fr/fichier"><LISTEOR>${issues
      .map(
        ({ demande, etat = 'EMIS', montant, le = '15/12/2025' }) =>
          `<ORDREREVERSEMENT><ETATPAIEMENT>${etat}</ETATPAIEMENT><LISTEPRESTADOSS><PRESTADOSS><IDPRESTADOSS>${idPrestation(demande)}</IDPRESTADOSS></PRESTADOSS></LISTEPRESTADOSS><DATEOREFFECTIF>${le}</DATEOREFFECTIF><MTDEMANDEOR>-${ecrireMontantAsp(montant ?? lireMontantAsp(demande.montant)!)}</MTDEMANDEOR><CODEMOTIFOR>C1</CODEMOTIFOR><LIBELLEMOTIFOR>Décès</LIBELLEMOTIFOR></ORDREREVERSEMENT>`,
      )
      .join('')}</LISTEOR></FICHIER>`,
    'latin1',
  ),
})
