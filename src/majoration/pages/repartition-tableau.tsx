import { useDeferredValue, useMemo } from 'react'
import type { Annexe, LigneAnnexe } from '#majoration/documents/annexe.ts'
import { compter, ecrireNombre } from '#socle/francais.ts'
import { enMots } from '#socle/texte.ts'
import { ChampTexte } from '#ui/champ.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type Proprietes = {
  readonly annexe: Annexe
  readonly avecPublication: boolean
  readonly texte: string
  readonly onTexte: (texte: string) => void
  readonly onExpliquer: (organisme: string) => void
}

/** The annex as a table: searched, sorted, its totals always those of the lines shown. */
export function TableauAnnexe({ annexe, avecPublication, texte, onTexte, onExpliquer }: Proprietes) {
  const cherche = useDeferredValue(texte)
  const lignes = useMemo(() => {
    const mots = enMots(cherche).split(' ').filter(Boolean)
    return annexe.lignes.filter((ligne) => mots.every((mot) => enMots(ligne.nom).includes(mot)))
  }, [annexe, cherche])
  const filtre = lignes.length < annexe.lignes.length
  const colonnes = useMemo(
    () => colonnesDe(lignes, filtre, avecPublication, onExpliquer),
    [lignes, filtre, avecPublication, onExpliquer],
  )
  return (
    <div className="pile">
      <div className="repartition-filtre ecran-seulement">
        <ChampTexte type="search" libelle="Chercher un bénéficiaire" valeur={texte} onChange={onTexte} />
        <p className="secondaire" role="status">
          {filtre
            ? `${ecrireNombre(lignes.length)} sur ${compter(annexe.lignes.length, 'bénéficiaire')}`
            : compter(lignes.length, 'bénéficiaire')}
        </p>
      </div>
      <div className="repartition-tableau">
        <TableauDonnees
          legende="Majoration par bénéficiaire, en euros"
          legendeMasquee
          colonnes={colonnes}
          lignes={lignes}
          cle={(ligne) => ligne.organisme}
          vide="Aucun bénéficiaire ne correspond à cette recherche."
        />
      </div>
      {avecPublication && (
        <p className="discret">
          « Publié » est la majoration imprimée dans l’annexe votée ; l’écart est le montant calculé moins le
          montant publié.
          {annexe.publiesAbsents.length > 0 &&
            ` Publiés et absents d’ici : ${annexe.publiesAbsents.map(({ nom }) => nom).join(', ')}.`}
        </p>
      )}
    </div>
  )
}

function colonnesDe(
  lignes: readonly LigneAnnexe[],
  filtre: boolean,
  avecPublication: boolean,
  onExpliquer: (organisme: string) => void,
): Colonne<LigneAnnexe>[] {
  const montant = (
    code: string,
    titre: string,
    lire: (ligne: LigneAnnexe) => number,
    secondaire = false,
  ): Colonne<LigneAnnexe> => ({
    code,
    titre,
    nombre: true,
    secondaire,
    tri: lire,
    cellule: (ligne) => <Montant centimes={lire(ligne)} />,
    total: <Montant centimes={lignes.reduce((somme, ligne) => somme + lire(ligne), 0)} />,
  })
  return [
    {
      code: 'nom',
      titre: 'Bénéficiaire',
      tri: (ligne) => ligne.nom,
      cellule: (ligne) => (
        <span className="repartition-nom">
          {ligne.nom} {ligne.plafonne && <Etiquette ton="flamme">au plafond</Etiquette>}
        </span>
      ),
      total: filtre ? 'Total affiché' : 'Total',
    },
    montant('majoration', 'Majoration', (ligne) => ligne.majoration),
    montant('dontBonusVert', 'dont bonus vert', (ligne) => ligne.dontBonusVert, true),
    montant('exceptionnelle', 'Majoration exceptionnelle', (ligne) => ligne.exceptionnelle, true),
    montant('totale', 'Majoration totale', (ligne) => ligne.totale, true),
    {
      code: 'contrats',
      titre: 'Contrats',
      nombre: true,
      secondaire: true,
      tri: (ligne) => ligne.contrats,
      cellule: (ligne) => <Nombre valeur={ligne.contrats} />,
      total: <Nombre valeur={lignes.reduce((somme, ligne) => somme + ligne.contrats, 0)} />,
    },
    ...(avecPublication
      ? [
          montant('publie', 'Publié', (ligne) => ligne.publie?.majoration ?? 0, true),
          {
            ...montant('ecart', 'Écart', (ligne) => ligne.ecart ?? 0, true),
            cellule: (ligne: LigneAnnexe) => (ligne.ecart ? <Montant centimes={ligne.ecart} ecart /> : '='),
          },
        ]
      : []),
    {
      code: 'pourquoi',
      titre: <span className="hors-ecran">Explication</span>,
      cellule: (ligne) => (
        <button
          type="button"
          className="bouton bouton-discret repartition-pourquoi ecran-seulement"
          aria-label={`Pourquoi ce montant ? ${ligne.nom}`}
          onClick={() => onExpliquer(ligne.organisme)}
        >
          Pourquoi ?
        </button>
      ),
    },
  ]
}
