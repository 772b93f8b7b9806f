import { fileURLToPath } from 'node:url'
import type { Appel, Demande, EtapeFaite, Piece } from '#campagnes/demandes/demande.ts'
import type { Exceptionnelle } from '#campagnes/demandes/exceptionnelle-lue.ts'
import type { IdentifiantsDates } from '#campagnes/demandes/identifiants.ts'
import type { FormationSaisie } from '#campagnes/demandes/saisie.ts'
import { renderPdf } from '#platform/typst.ts'
import { compter, ecrireDate, ecrireMontant, ecrireNombre, INSECABLE } from '#socle/francais.ts'
import { ecrireNda } from '#socle/nda.ts'
import { ecrireSiret } from '#socle/siret.ts'

const template = fileURLToPath(new URL('./recepisse.typ', import.meta.url))

export type Recepisse = {
  readonly demande: Demande & { readonly deposeeLe: string; readonly empreinte: string }
  readonly appel: Pick<Appel, 'libelle' | 'exercice'>
  readonly formations: readonly FormationSaisie[]
  readonly pieces: readonly Pick<Piece, 'nom' | 'sha256'>[]
  readonly etapes: readonly EtapeFaite[]
  readonly exceptionnelle?: Pick<Exceptionnelle, 'etat' | 'montant'> | undefined
  readonly identifiants?: IdentifiantsDates
  readonly region: string
  /** Day of the document, `AAAA-MM-JJ`. */
  readonly date: string
}

/** Renders the receipt of a submitted application as a tagged PDF/UA. */
export const exportRecepisse = (recepisse: Recepisse): Promise<Uint8Array> =>
  renderPdf({ template, data: texteRecepisse(recepisse), date: recepisse.date })

/** What the receipt says. Instants are those of Paris, to the second. */
export function texteRecepisse(recepisse: Recepisse) {
  const { demande, appel, formations, pieces, etapes, exceptionnelle, region, date } = recepisse
  const contrats = formations.reduce((somme, { saisie }) => somme + lireContrats(saisie.contrats), 0)
  const depot = etapes.findLast(({ acte }) => acte === 'deposer')
  const reponse = etapes.findLast(({ acte }) => acte === 'repondre')
  return {
    region,
    date,
    edition: `Édité le ${ecrireDate(date)} par Oriflamme`,
    courant: `Demande n°${INSECABLE}${demande.numero}`,
    surtitre: appel.libelle,
    titre: 'Récépissé de dépôt',
    faits: [
      {
        libelle: 'Demande',
        valeur: `n°${INSECABLE}${demande.numero}`,
        precision: `exercice ${appel.exercice}`,
      },
      { libelle: 'Formations', valeur: ecrireNombre(formations.length), precision: 'demandées' },
      { libelle: 'Contrats', valeur: ecrireNombre(contrats), precision: 'demandés' },
    ],
    identite: [
      { libelle: 'Organisme', valeur: demande.organisation.nom },
      { libelle: 'SIRET', valeur: ecrireSiret(demande.organisation.siret) },
      ...direIdentifiants(recepisse.identifiants, reponse?.le ?? demande.deposeeLe),
      { libelle: 'Déposée le', valeur: direInstant(demande.deposeeLe) },
      ...(depot?.nomPar ? [{ libelle: 'Par', valeur: depot.nomPar }] : []),
      ...(reponse ? [{ libelle: 'Complétée le', valeur: direInstant(reponse.le) }] : []),
      { libelle: 'Effectif déclaré', valeur: `${demande.effectif.trim()}${INSECABLE}apprentis` },
      ...(exceptionnelle && exceptionnelle.etat !== 'retiree'
        ? [{ libelle: 'Majoration exceptionnelle demandée', valeur: ecrireMontant(exceptionnelle.montant) }]
        : []),
    ],
    colonnes: ['Référence', 'Formation', 'Niveau', 'Commune', 'Contrats'],
    lignes: formations.map(({ identifiant, saisie }) => [
      identifiant,
      saisie.intitule ?? '',
      saisie.niveau ?? '',
      saisie.commune ?? '',
      saisie.contrats ?? '',
    ]),
    totaux: ['Total', compter(formations.length, 'formation'), '', '', ecrireNombre(contrats)],
    pieces: pieces.map(({ nom, sha256 }) => `${nom} (SHA-256 ${sha256.slice(0, 16)}…)`),
    empreinte: demande.empreinte,
    notice:
      'Cette empreinte (SHA-256) porte sur tout ce qui a été déposé : effectif, formations, documents, majoration exceptionnelle demandée. Les identifiants de l’organisme (UAI, NDA) valent pour toutes ses demandes et n’y entrent pas. Une seule valeur changée donnerait une autre empreinte. Ce récépissé constate le dépôt ; il ne dit rien de la décision.',
  }
}

/**
 * Identifiers belong to the body, not to what it sealed: those written since are not passed off as part of it.
 *
 * @param scelleLe when the content was sealed last
 */
function direIdentifiants(identifiants: IdentifiantsDates | undefined, scelleLe: string) {
  const { uai = null, nda = null, le = null } = identifiants ?? {}
  const depuis = le && le > scelleLe ? `, après le dépôt${INSECABLE}: le ${direInstant(le)}` : ''
  return [
    ...(uai ? [{ libelle: 'UAI', valeur: `${uai}${depuis}` }] : []),
    ...(nda ? [{ libelle: 'NDA', valeur: `${ecrireNda(nda)}${depuis}` }] : []),
  ]
}

/** A submitted count is a whole number, perhaps with spaces between its thousands. */
const lireContrats = (texte = ''): number => Number(texte.replace(/\s/g, '')) || 0

const paris = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'medium',
})

/** « 29 mars 2024 à 23:59:59 (heure de Paris) » */
export function direInstant(instant: string): string {
  const [jour, heure] = paris.format(new Date(instant)).split(' ') as [string, string]
  return `${ecrireDate(jour)} à ${heure} (heure de Paris)`
}
