import type { Annexe, LigneAnnexe } from '#majoration/documents/annexe.ts'
import { direRegles } from '#majoration/documents/regles-en-mots.ts'
import { ecrireCoupure } from '#majoration/parametres-en-mots.ts'
import { direEdition, direScenario, type Tirage } from '#majoration/tirage.ts'
import { ecrireFraction } from '#socle/fraction.ts'
import * as fr from '#socle/francais.ts'

/** Every text of the document, ready to be laid out: the template writes no figure by itself. */
export function texteAnnexe(tirage: Tirage, annexe: Annexe) {
  const { campagne, parametres, simulation } = tirage
  const { exercice, reglement } = campagne
  const { totaux } = annexe
  return {
    titre: `État récapitulatif des majorations ${exercice} proposées au vote`,
    surtitre: `Annexe 1 à la délibération — ${campagne.libelle}`,
    courant: `Annexe 1 — Majorations des coûts-contrats ${exercice}`,
    region: tirage.region,
    date: tirage.date,
    projet: tirage.scenario !== null,
    scenario: tirage.scenario === null ? null : direScenario(tirage),
    mention: campagne.mention && fr.majuscule(campagne.mention),
    edition: direEdition(tirage),
    faits: [
      fait('Dotation ordinaire', fr.ecrireMontant(annexe.dotation), precisionDotation(annexe)),
      fait(
        'Contrats retenus',
        fr.ecrireNombre(totaux.contrats),
        fr.compter(simulation.retenues, 'formation retenue', 'formations retenues'),
      ),
      fait('Montant moyen', fr.ecrireMontantExact(annexe.montantMoyen), 'par contrat retenu'),
      annexe.forfaitDeBase
        ? fait(
            'Forfait de base',
            fr.ecrireMontantExact(annexe.forfaitDeBase),
            'par contrat, hors compléments',
          )
        : fait('Forfait de base', 'sans objet', 'tous les organismes sont au plafond'),
    ],
    colonnes: [
      'OF-CFA bénéficiaires',
      'Majoration des coûts-contrats',
      'Dont bonus vert',
      'Majoration exceptionnelle',
      'Majoration totale',
      'Nombre de contrats',
    ],
    lignes: annexe.lignes.map((ligne) => [
      ligne.nom,
      fr.ecrireMontant(ligne.majoration),
      montantOuTiret(ligne.dontBonusVert),
      montantOuTiret(ligne.exceptionnelle),
      fr.ecrireMontant(ligne.totale),
      fr.ecrireNombre(ligne.contrats),
    ]),
    totaux: [
      `Totaux (${fr.compter(annexe.lignes.length, 'organisme')})`,
      fr.ecrireMontant(totaux.majoration),
      montantOuTiret(totaux.dontBonusVert),
      montantOuTiret(totaux.exceptionnelle),
      fr.ecrireMontant(totaux.totale),
      fr.ecrireNombre(totaux.contrats),
    ],
    regles: reglesEnUnParagraphe(tirage),
    modifications: direRegles(parametres, reglement, campagne.dotation).flatMap(({ libelle, ecart }) =>
      ecart ? [`${libelle}${fr.INSECABLE}: ${ecart.retenu} (règlement${fr.INSECABLE}: ${ecart.prevu})`] : [],
    ),
    notes: notes(tirage, annexe),
  }
}

const fait = (libelle: string, valeur: string, precision: string) => ({ libelle, valeur, precision })
const montantOuTiret = (montant: number) => (montant === 0 ? '–' : fr.ecrireMontant(montant))

const precisionDotation = ({ reliquat }: Annexe) =>
  reliquat === 0
    ? 'répartie en entier'
    : `dont reliquat non réparti${fr.INSECABLE}: ${fr.ecrireMontant(reliquat)}`

function reglesEnUnParagraphe({ parametres, campagne }: Tirage): string {
  const { repartition, coupure } = parametres
  const poids = campagne.reglement.grille.indicatif
    ? ' (poids indicatifs, la délibération ne les publie pas)'
    : ''
  return [
    `Les formations sont notées sur ${fr.compter(parametres.grille.criteres.length, 'critère régional', 'critères régionaux')}${poids}, classées, puis retenues jusqu’à la coupure (${ecrireCoupure(coupure)}).`,
    'La dotation, fermée, est répartie entre leurs contrats. Le montant moyen est la dotation divisée par le nombre de contrats retenus.',
    `S’ajoutent au forfait de base, en part du montant moyen et par contrat concerné, un bonus vert de ${fr.ecrireTaux(repartition.tauxBonusVert)} et un complément de périmètre financier de ${fr.ecrireTaux(repartition.tauxPalier1)} (palier${fr.INSECABLE}1) ou ${fr.ecrireTaux(repartition.tauxPalier2)} (palier${fr.INSECABLE}2).`,
    'Le forfait de base est résolu pour que la dotation soit dépensée exactement.',
    repartition.plafond === null
      ? 'Aucun plafond ne s’applique.'
      : `Un organisme ne reçoit pas plus de ${fr.ecrireMontant(repartition.plafond)}, bonus vert compris pour au plus ${fr.ecrireTaux(repartition.partBonusVertDuPlafond)} de ce plafond${fr.FINE}; ce qu’il ne reçoit pas revient aux autres.`,
    'Les montants sont en euros entiers, arrondis au plus fort reste.',
  ].join(' ')
}

function notes(tirage: Tirage, annexe: Annexe): string[] {
  const { campagne, scenario } = tirage
  const exact = (libelle: string, valeur: Annexe['montantMoyen']) =>
    `${libelle}${fr.INSECABLE}: ${fr.ecrireMontantExact(valeur, 4)}, soit exactement ${ecrireFraction(valeur)} d’euro.`
  return [
    exact('Montant moyen', annexe.montantMoyen),
    ...(annexe.forfaitDeBase ? [exact('Forfait de base', annexe.forfaitDeBase)] : []),
    'La majoration comprend le bonus vert, arrondi à l’euro de son côté. La majoration exceptionnelle s’ajoute à part.',
    ...plafonnes(annexe),
    ...campagne.exceptionnelles.map(
      ({ organisme, montant, motif, source }) =>
        `Majoration exceptionnelle de ${fr.ecrireMontant(montant)}, ${nomDe(tirage, organisme)}${fr.INSECABLE}: ${motif} (${source}).`,
    ),
    ...(scenario === null ? ecartsPublies(annexe) : []),
    ...campagne.reglement.sources.map(
      ({ reference, date, objet }) => `${reference}, ${fr.ecrireDate(date)}${fr.INSECABLE}: ${objet}.`,
    ),
  ]
}

function plafonnes({ lignes }: Annexe): string[] {
  const noms = lignes.filter((ligne) => ligne.plafonne).map((ligne) => ligne.nom)
  if (noms.length === 0) return []
  return [
    `Au plafond${fr.INSECABLE}: ${noms.slice(0, 12).join(', ')}${noms.length > 12 ? ' et autres' : ''}.`,
  ]
}

const nomDe = ({ campagne }: Tirage, organisme: string) =>
  campagne.organismes.find(({ identifiant }) => identifiant === organisme)?.nom ?? organisme

/** Where the computation and the published table part, said on the document rather than hidden. */
function ecartsPublies({ lignes, totauxPublies, totaux }: Annexe): string[] {
  if (!totauxPublies) return []
  const differentes = lignes.filter((ligne) => ligne.ecart !== null && ligne.ecart !== 0)
  if (differentes.length === 0) return ['Tous les montants égalent ceux du tableau publié.']
  const dire = ({ nom, majoration, publie }: LigneAnnexe) =>
    `${nom} (${fr.ecrireMontant(majoration)} calculés, ${fr.ecrireMontant(publie!.majoration)} publiés)`
  const total = totaux.majoration === totauxPublies.majoration ? `${fr.FINE}; les totaux sont égaux` : ''
  const suite = differentes.length > 5 ? ' et autres' : ''
  return [
    `${fr.compter(differentes.length, 'montant diffère', 'montants diffèrent')} du tableau publié${fr.INSECABLE}: ${differentes.slice(0, 5).map(dire).join(', ')}${suite}${total}.`,
  ]
}
