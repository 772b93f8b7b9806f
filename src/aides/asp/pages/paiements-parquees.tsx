import { useState } from 'react'
import { DialogueClassement } from '#aides/asp/pages/paiements-classement.tsx'
import { type LigneVue, useEnvoi } from '#aides/asp/pages/paiements-donnees.ts'
import { ETATS_LUS, type EtatLu } from '#aides/asp/retour.ts'
import { compter } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { ChampLong } from '#ui/champ-long.tsx'
import { Choix } from '#ui/choix.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

/** Lines that did nothing yet, each with its reason, until somebody looks at it. */
export function MisesDeCote({
  lignes,
  paie,
}: {
  readonly lignes: readonly LigneVue[]
  readonly paie: boolean
}) {
  const [geste, setGeste] = useState<GesteLigne>()
  if (lignes.length === 0) return null
  const actes: Colonne<LigneVue> = {
    code: 'actes',
    titre: <span className="hors-ecran">Actes</span>,
    cellule: (ligne) => (
      <div className="rangee">
        {ligne.genre && (
          <Bouton
            variante="discret"
            aria-label={`Appliquer la ligne ${ligne.ligne} de ${ligne.nom} à un paiement`}
            onPress={() => setGeste({ acte: 'application', ligne })}
          >
            Appliquer
          </Bouton>
        )}
        <Bouton
          variante="discret"
          aria-label={`Classer la ligne ${ligne.ligne} de ${ligne.nom}`}
          onPress={() => setGeste({ acte: 'classement', ligne })}
        >
          Classer
        </Bouton>
      </div>
    ),
  }
  return (
    <Carte
      titre="Lignes mises de côté"
      chapeau="Rien n’en est cru tant que personne ne les a regardées ; celles qu’un autre fichier éclaire sont reprises toutes seules."
    >
      <TableauDonnees<LigneVue>
        fiches
        legende={compter(lignes.length, 'ligne')}
        lignes={lignes}
        cle={({ retour, ligne }) => `${retour} ${ligne}`}
        colonnes={paie ? [...DE_COTE, actes] : DE_COTE}
      />
      {geste?.acte === 'application' && (
        <DialogueApplication ligne={geste.ligne} onFermer={() => setGeste(undefined)} />
      )}
      {geste?.acte === 'classement' && (
        <DialogueClassement
          titre={`Classer la ligne ${geste.ligne.ligne}`}
          explication="Elle ne fera rien, et votre raison reste dans le journal."
          fait="La ligne est classée."
          suite={`/retours/${encodeURIComponent(geste.ligne.retour)}/lignes/${geste.ligne.ligne}/classement`}
          onFermer={() => setGeste(undefined)}
        />
      )}
    </Carte>
  )
}

type GesteLigne = { readonly acte: 'application' | 'classement'; readonly ligne: LigneVue }

const DE_COTE: readonly Colonne<LigneVue>[] = [
  {
    code: 'raison',
    titre: 'Pourquoi',
    cellule: ({ message, nom, ligne, contenu }) => (
      <div className="paiements-raison">
        <span>{message}</span>
        <span className="discret paiements-nom">
          {nom}, ligne {ligne}
        </span>
        <details>
          <summary>Ce que dit la ligne</summary>
          <pre className="paiements-contenu">{JSON.stringify(contenu, null, 1)}</pre>
        </details>
      </div>
    ),
  },
  {
    code: 'paiement',
    titre: 'Paiement',
    nombre: true,
    cellule: ({ paiement }) => (paiement ? `n° ${paiement}` : 'aucun'),
  },
]

/** What the states of a return mean, in words. */
const SENS: Readonly<Record<EtatLu, string>> = {
  PAYE: 'payé',
  INVALIDE: 'non payé',
  EMIS: 'un ordre de reversement est émis',
}

/** The payment that a line speaks of, when somebody knows it; the rule of payments still decides. */
function DialogueApplication({
  ligne,
  onFermer,
}: {
  readonly ligne: LigneVue
  readonly onFermer: () => void
}) {
  const annoncer = useAnnonce()
  const [paiement, setPaiement] = useState(ligne.paiement ? String(ligne.paiement) : '')
  const [motif, setMotif] = useState('')
  const lus: readonly EtatLu[] =
    ligne.code === 'etat-inconnu' && (ligne.genre === 'paiements' || ligne.genre === 'reversements')
      ? ETATS_LUS[ligne.genre]
      : []
  const [etat, setEtat] = useState(lus[0] ?? null)
  const envoi = useEnvoi<{ etat: 'appliquee' | 'deja' }>(({ etat: sort }) => {
    annoncer(
      sort === 'appliquee'
        ? `La ligne est appliquée au paiement n° ${paiement}.`
        : `Le paiement n° ${paiement} le savait déjà : la ligne n’attend plus.`,
    )
    onFermer()
  })
  const suite = `/retours/${encodeURIComponent(ligne.retour)}/lignes/${ligne.ligne}/application`
  return (
    <DialogueFormulaire
      titre={`Appliquer la ligne ${ligne.ligne}`}
      action="Appliquer"
      explication="La règle des paiements décide comme pour une ligne lue d’elle-même. Votre nom et votre raison restent dans l’histoire du paiement."
      erreur={envoi.error}
      enCours={envoi.isPending}
      onFermer={onFermer}
      onValider={() =>
        envoi.mutate({ suite, corps: { paiement: Number(paiement.replace(/\D/g, '')), etat, motif } })
      }
    >
      <ChampTexte
        libelle="Numéro du paiement"
        valeur={paiement}
        onChange={setPaiement}
        aide="Celui de la liste des paiements, plus bas sur cette page."
      />
      {etat !== null && (
        <Choix
          libelle="L’état inconnu veut dire"
          valeur={etat}
          onChange={setEtat}
          options={lus.map((valeur) => ({ valeur, libelle: SENS[valeur] }))}
        />
      )}
      <ChampLong libelle="Raison" valeur={motif} onChange={setMotif} lignes={3} maximum={500} />
    </DialogueFormulaire>
  )
}
