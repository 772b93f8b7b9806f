import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { memo, useDeferredValue, useMemo } from 'react'
import { Correction } from '#campagnes/demandes/pages/demande-correction.tsx'
import { FichierFormations } from '#campagnes/demandes/pages/demande-fichier.tsx'
import { NouvelleFormation } from '#campagnes/demandes/pages/demande-nouvelle.tsx'
import { Renouvellement } from '#campagnes/demandes/pages/demande-renouvellement.tsx'
import type { ProprietesSaisie } from '#campagnes/demandes/pages/demande-saisie.tsx'
import { type FormationSaisie, lireSaisie } from '#campagnes/demandes/saisie.ts'
import { compter } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { ChoixSegmente } from '#ui/choix.tsx'
import { EtatVide } from '#ui/etat.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type Ligne = FormationSaisie & {
  readonly demande: string
  readonly erreurs: number
  readonly avertissements: number
}

/** The formations of an application, each with what is left to put right in it. */
export function ListeFormations({ lue, enregistreur }: ProprietesSaisie) {
  const { voir } = useSearch({ strict: false }) as { voir?: string }
  const naviguer = useNavigate()
  const { id } = lue.demande
  const { effectif, formations } = useDeferredValue(enregistreur.vue)
  const lignes = useMemo(
    () => formations.map((une) => lireLigne(id, une, effectif)),
    [formations, effectif, id],
  )
  const montre = voir === 'corriger' || voir === 'tableau' ? voir : 'toutes'
  const fautives = lignes.filter(({ erreurs }) => erreurs > 0)
  return (
    <Carte
      titre="Formations"
      actions={lignes.length > 0 && <span className="secondaire">{compter(lignes.length, 'formation')}</span>}
    >
      <Renouvellement lue={lue} enregistreur={enregistreur} />
      {(fautives.length > 0 || montre !== 'toutes') && (
        <ChoixSegmente
          libelle="Montrer"
          libelleMasque
          valeur={montre}
          options={[
            { valeur: 'toutes', libelle: 'Toutes' },
            { valeur: 'corriger', libelle: `À corriger (${fautives.length})` },
            { valeur: 'tableau', libelle: 'Corriger en tableau' },
          ]}
          onChange={(valeur) =>
            naviguer({
              to: '/demandes/$demande',
              params: { demande: id },
              search: valeur === 'toutes' ? {} : { voir: valeur },
              replace: true,
              resetScroll: false,
            })
          }
        />
      )}
      {lignes.length === 0 ? (
        <EtatVide titre="Aucune formation pour l’instant.">
          Donnez une référence à la première, puis remplissez-la à votre rythme ; ou apportez un fichier.
        </EtatVide>
      ) : montre === 'tableau' ? (
        <Correction enregistreur={enregistreur} />
      ) : (
        <Tableau lignes={montre === 'corriger' ? fautives : lignes} />
      )}
      <FichierFormations lue={lue} enregistreur={enregistreur} />
      <NouvelleFormation lue={lue} enregistreur={enregistreur} />
    </Carte>
  )
}

function lireLigne(demande: string, formation: FormationSaisie, effectif: string): Ligne {
  const { constats } = lireSaisie(formation.saisie, effectif)
  const erreurs = constats.filter(({ gravite }) => gravite === 'erreur').length
  return { ...formation, demande, erreurs, avertissements: constats.length - erreurs }
}

const Tableau = memo(function Tableau({ lignes }: { readonly lignes: readonly Ligne[] }) {
  return (
    <TableauDonnees
      legende="Formations de la demande"
      legendeMasquee
      colonnes={COLONNES}
      lignes={lignes}
      cle={({ identifiant }) => identifiant}
      hauteur="36rem"
      vide="Rien n’est à corriger."
    />
  )
})

const COLONNES: readonly Colonne<Ligne>[] = [
  {
    code: 'reference',
    titre: 'Référence',
    tri: ({ identifiant }) => identifiant,
    cellule: ({ demande, identifiant }) => (
      <Link to="/demandes/$demande" params={{ demande }} search={{ formation: identifiant }}>
        {identifiant}
      </Link>
    ),
  },
  {
    code: 'intitule',
    titre: 'Intitulé',
    tri: ({ saisie }) => saisie.intitule ?? '',
    cellule: ({ saisie }) => saisie.intitule?.trim() || <span className="discret">sans intitulé</span>,
  },
  {
    code: 'commune',
    titre: 'Commune',
    secondaire: true,
    tri: ({ saisie }) => saisie.commune ?? '',
    cellule: ({ saisie }) => saisie.commune,
  },
  { code: 'niveau', titre: 'Niveau', secondaire: true, cellule: ({ saisie }) => saisie.niveau },
  {
    ...{ code: 'contrats', titre: 'Contrats', nombre: true, secondaire: true },
    cellule: ({ saisie }) => saisie.contrats,
  },
  {
    code: 'etat',
    titre: 'État',
    tri: ({ erreurs, avertissements }) => -(erreurs * 100 + avertissements),
    cellule: ({ erreurs, avertissements }) =>
      erreurs > 0 ? (
        <Etiquette ton="flamme">{`${erreurs} à corriger`}</Etiquette>
      ) : avertissements > 0 ? (
        <Etiquette ton="or">{`${avertissements} à relire`}</Etiquette>
      ) : (
        <Etiquette ton="vert">Prête</Etiquette>
      ),
  },
]
