import { DEPARTEMENTS } from '#campagnes/importation/departements.ts'
import type { Comparaison, LigneComparee, Synthese } from '#majoration/comparaison.ts'
import { comparerNoms } from '#majoration/documents/annexe.ts'
import { listerEcarts } from '#majoration/ecarts.ts'
import { direEdition, direScenario, type Tirage } from '#majoration/tirage.ts'
import { moins } from '#socle/fraction.ts'
import * as fr from '#socle/francais.ts'

/** How much one page holds; what is beyond is counted and summed in « et N autres », never dropped in silence. */
const PLACES = { departements: 9, filieres: 12, niveaux: 6, organismes: 14, parametres: 8, noms: 4 }

/** Every text of the page, ready to be laid out. */
export function texteComparaison(avant: Tirage, apres: Tirage, comparaison: Comparaison) {
  const { campagne } = apres
  const noms = new Map(campagne.organismes.map(({ identifiant, nom }) => [identifiant, nom]))
  const nomDe = (organisme: string) => noms.get(organisme) ?? organisme
  const { franchissement } = comparaison
  const parametres = listerEcarts(avant.parametres, apres.parametres)
  return {
    titre: `Comparaison de scénarios — Majorations ${campagne.exercice}`,
    courant: campagne.libelle,
    region: apres.region,
    date: apres.date,
    avant: court(direScenario(avant), 70),
    apres: court(direScenario(apres), 70),
    precision: `${campagne.mention ? `${fr.majuscule(campagne.mention)}. ` : ''}Montants hors majorations exceptionnelles.`,
    edition: direEdition(apres),
    synthese: synthese(comparaison.avant, comparaison.apres),
    parametres: parametres
      .slice(0, PLACES.parametres)
      .map((ecart) => [ecart.libelle, ecart.avant, ecart.apres].map((t) => court(t, 150))),
    autresParametres: autres(parametres.length - PLACES.parametres, 'autre paramètre', 'autres paramètres'),
    tables: [
      table('Département', comparaison.parDepartement, PLACES.departements, nommerDepartement),
      table('Niveau', comparaison.parNiveau, PLACES.niveaux, (niveau) => `Niveau${fr.INSECABLE}${niveau}`),
      table('Filière', comparaison.parFiliere, PLACES.filieres, (filiere) => filiere),
    ],
    organismes: table('Organisme', comparaison.parOrganisme, PLACES.organismes, nomDe),
    mouvements: [
      mouvement(
        'Formations qui entrent',
        franchissement.formationsEntrantes.map((f) => `${f.intitule} (${nomDe(f.organisme)})`),
      ),
      mouvement(
        'Formations qui sortent',
        franchissement.formationsSortantes.map((f) => `${f.intitule} (${nomDe(f.organisme)})`),
      ),
      mouvement('Organismes qui entrent', franchissement.organismesEntrants.map(nomDe).sort(comparerNoms)),
      mouvement('Organismes qui sortent', franchissement.organismesSortants.map(nomDe).sort(comparerNoms)),
    ],
  }
}

function synthese(avant: Synthese, apres: Synthese): string[][] {
  const nombre = (libelle: string, champ: 'formations' | 'contrats' | 'organismes' | 'plafonnes') => [
    libelle,
    fr.ecrireNombre(avant[champ]),
    fr.ecrireNombre(apres[champ]),
    fr.ecrireEcart(apres[champ] - avant[champ]),
  ]
  const montant = (libelle: string, champ: 'montant' | 'reliquat') => [
    libelle,
    fr.ecrireMontant(avant[champ]),
    fr.ecrireMontant(apres[champ]),
    fr.ecrireEcartMontant(apres[champ] - avant[champ]),
  ]
  const exact = (libelle: string, champ: 'montantMoyen' | 'forfaitDeBase') => {
    const [a, b] = [avant[champ], apres[champ]]
    const ecrire = (valeur: typeof a) => (valeur ? fr.ecrireMontantExact(valeur) : '—')
    const ecart = a && b ? moins(b, a) : null
    return [
      libelle,
      ecrire(a),
      ecrire(b),
      ecart ? `${ecart.n > 0n ? '+' : ''}${fr.ecrireMontantExact(ecart)}` : '—',
    ]
  }
  return [
    nombre('Formations retenues', 'formations'),
    nombre('Contrats retenus', 'contrats'),
    nombre('Organismes bénéficiaires', 'organismes'),
    nombre('Dont au plafond', 'plafonnes'),
    montant('Montant réparti', 'montant'),
    montant('Reliquat', 'reliquat'),
    exact('Montant moyen', 'montantMoyen'),
    exact('Forfait de base', 'forfaitDeBase'),
  ]
}

/**
 * A theme as rows: when it holds in `places` rows, all of it in order of its key; else the largest movements first,
 * and one last row that sums the others. Columns: label, contracts before, after, amount before, after, difference.
 */
function table(
  colonne: string,
  lignes: readonly LigneComparee[],
  places: number,
  nommer: (cle: string) => string,
) {
  const tout = lignes.length <= places
  const rangees = tout
    ? lignes
    : lignes.toSorted((a, b) => Math.abs(b.ecart) - Math.abs(a.ecart)).slice(0, places - 1)
  const visibles = new Set(rangees)
  const cachees = lignes.filter((ligne) => !visibles.has(ligne))
  const reste = cachees.length === 0 ? [] : [rangee(`… et ${fr.compter(cachees.length, 'autre')}`, cachees)]
  return {
    colonne,
    titre: `Par ${colonne.toLocaleLowerCase('fr')}${tout ? '' : ', plus forts écarts d’abord'}`,
    lignes: [...rangees.map((ligne) => rangee(court(nommer(ligne.cle), 52), [ligne])), ...reste],
    total: rangee('Total', lignes),
  }
}

function rangee(libelle: string, lignes: readonly LigneComparee[]): string[] {
  const somme = (mesure: (ligne: LigneComparee) => number) =>
    lignes.reduce((total, ligne) => total + mesure(ligne), 0)
  return [
    libelle,
    fr.ecrireNombre(somme((ligne) => ligne.avant.contrats)),
    fr.ecrireNombre(somme((ligne) => ligne.apres.contrats)),
    fr.ecrireMontant(somme((ligne) => ligne.avant.montant)),
    fr.ecrireMontant(somme((ligne) => ligne.apres.montant)),
    fr.ecrireEcartMontant(somme((ligne) => ligne.ecart)),
  ]
}

const mouvement = (libelle: string, noms: readonly string[]) => ({
  libelle,
  nombre: fr.ecrireNombre(noms.length),
  noms: noms.slice(0, PLACES.noms).map((nom) => court(nom, 64)),
  autres: autres(noms.length - PLACES.noms, 'autre', 'autres'),
})

const autres = (n: number, singulier: string, pluriel: string) =>
  n > 0 ? `… et ${fr.compter(n, singulier, pluriel)}` : ''

const nommerDepartement = (code: string) => {
  const nom = DEPARTEMENTS.get(code)
  return nom ? `${code} ${nom}` : code
}

/** A long text cut to `maximum` characters, with the mark of the cut: a page that must stay one page. */
function court(texte: string, maximum: number): string {
  const lettres = [...texte]
  return lettres.length <= maximum
    ? texte
    : `${lettres
        .slice(0, maximum - 1)
        .join('')
        .trimEnd()}…`
}
