import type { ReactNode } from 'react'
import type { Comparaison, Synthese } from '#majoration/comparaison.ts'
import { listerEcarts } from '#majoration/ecarts.ts'
import type { ScenarioChoisi } from '#majoration/pages/scenarios-choix.tsx'
import { arrondir, type Fraction, fraction, moins } from '#socle/fraction.ts'
import { centimes } from '#socle/montant.ts'
import { Montant, MontantExact, Nombre } from '#ui/montant.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'

type ProprietesEcarts = { readonly avant: ScenarioChoisi; readonly apres: ScenarioChoisi }

/** The parameters that the two scenarios do not share, in words. */
export const EcartsParametres = ({ avant, apres }: ProprietesEcarts) => (
  <TableauDonnees
    legende="Valeurs des deux scénarios"
    legendeMasquee
    colonnes={[
      { code: 'libelle', titre: 'Paramètre', cellule: (ecart) => ecart.libelle },
      { code: 'avant', titre: avant.nom, cellule: (ecart) => ecart.avant },
      { code: 'apres', titre: apres.nom, cellule: (ecart) => ecart.apres },
    ]}
    lignes={listerEcarts(avant.parametres, apres.parametres)}
    cle={(ecart) => ecart.chemin}
    vide="Aucun : les deux scénarios ont les mêmes paramètres."
  />
)

type Ligne = {
  readonly libelle: string
  readonly avant: ReactNode
  readonly apres: ReactNode
  readonly ecart: ReactNode
}

type ProprietesTotaux = {
  readonly comparaison: Comparaison
  readonly nomAvant: string
  readonly nomApres: string
}

/** Before, after and difference of everything that sums up a scenario. */
export const Totaux = ({ comparaison: { avant, apres }, nomAvant, nomApres }: ProprietesTotaux) => (
  <TableauDonnees
    legende="Totaux des deux scénarios"
    legendeMasquee
    colonnes={[
      { code: 'libelle', titre: 'Total', cellule: (ligne) => ligne.libelle },
      { code: 'avant', titre: nomAvant, nombre: true, cellule: (ligne) => ligne.avant },
      { code: 'apres', titre: nomApres, nombre: true, cellule: (ligne) => ligne.apres },
      { code: 'ecart', titre: 'Écart', nombre: true, cellule: (ligne) => ligne.ecart },
    ]}
    lignes={[
      exact('Forfait de base par contrat', avant.forfaitDeBase, apres.forfaitDeBase),
      exact('Montant moyen par contrat', avant.montantMoyen, apres.montantMoyen),
      montant('Montant réparti', avant.montant, apres.montant),
      montant('Reliquat', avant.reliquat, apres.reliquat),
      nombre('Formations retenues', 'formations', avant, apres),
      nombre('Contrats retenus', 'contrats', avant, apres),
      nombre('Organismes bénéficiaires', 'organismes', avant, apres),
      nombre('Organismes au plafond', 'plafonnes', avant, apres),
    ]}
    cle={(ligne) => ligne.libelle}
  />
)

const nombre = (
  libelle: string,
  champ: 'formations' | 'contrats' | 'organismes' | 'plafonnes',
  avant: Synthese,
  apres: Synthese,
): Ligne => ({
  libelle,
  avant: <Nombre valeur={avant[champ]} />,
  apres: <Nombre valeur={apres[champ]} />,
  ecart: <Nombre valeur={apres[champ] - avant[champ]} ecart />,
})

const montant = (libelle: string, avant: number, apres: number): Ligne => ({
  libelle,
  avant: <Montant centimes={avant} />,
  apres: <Montant centimes={apres} />,
  ecart: <Montant centimes={apres - avant} ecart />,
})

function exact(libelle: string, avant: Fraction | null, apres: Fraction | null): Ligne {
  const ecrire = (valeur: Fraction | null) =>
    valeur ? <MontantExact euros={valeur} /> : 'aucun : tous au plafond'
  if (!avant || !apres) return { libelle, avant: ecrire(avant), apres: ecrire(apres), ecart: '—' }
  const difference = moins(apres, avant)
  const enCentimes = centimes(arrondir(fraction(difference.n * 100n, difference.d)))
  return {
    libelle,
    avant: ecrire(avant),
    apres: ecrire(apres),
    ecart: <Montant centimes={enCentimes} ecart />,
  }
}
