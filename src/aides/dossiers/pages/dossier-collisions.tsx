import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Collision, DossierLu } from '#aides/dossiers/dossier.ts'
import { cheminDossier } from '#aides/dossiers/pages/dossiers-donnees.ts'
import { useEnvoiAide } from '#aides/sessions/pages/session-donnees.ts'
import { EtiquetteDossier } from '#aides/sessions/pages/session-mots.tsx'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampLong } from '#ui/champ-long.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Montant } from '#ui/montant.tsx'

const DITS = {
  personne: 'La même personne a un autre dossier dans le même exercice',
  compte: 'Le même compte bancaire est donné par une autre personne',
} as const

/** What may be the same benefit twice, and the way to say that it is not. Nothing when nothing collides. */
export function CollisionsDossier({ dossier }: { readonly dossier: DossierLu }) {
  const [levee, setLevee] = useState<Collision>()
  if (dossier.collisions.length === 0) return null
  return (
    <Carte
      titre="Double bénéfice"
      chapeau="Tant qu’un agent n’a pas dit pourquoi ce n’est pas deux fois la même aide, le dossier n’est ni accordé, ni payé sur un compte corrigé."
    >
      <ul className="suivi-fil">
        {dossier.collisions.map((collision) => (
          <li key={`${collision.nature} ${collision.autre?.id ?? ''}`}>
            <span className="suivi-ligne">
              <strong>{DITS[collision.nature]}</strong>
              {collision.levee ? (
                <Etiquette ton="vert">écarté par un agent</Etiquette>
              ) : (
                <Etiquette ton="flamme">à regarder</Etiquette>
              )}
            </span>
            <Autre collision={collision} />
            {collision.autre && !collision.levee && (
              <SiDroit action="aide.instruire">
                <span>
                  <Bouton onPress={() => setLevee(collision)}>Ce n’est pas un double bénéfice…</Bouton>
                </span>
              </SiDroit>
            )}
          </li>
        ))}
      </ul>
      {levee && <DialogueLevee dossier={dossier} collision={levee} onFermer={() => setLevee(undefined)} />}
    </Carte>
  )
}

function Autre({ collision: { autre } }: { readonly collision: Collision }) {
  if (!autre) return <span className="secondaire">Dans un autre organisme : la Région le vérifie.</span>
  return (
    <span className="suivi-ligne">
      <Link
        to="/campagnes-aides/$session/dossiers/$dossier"
        params={{ session: autre.session, dossier: autre.id } as never}
      >
        {autre.nom} {autre.prenom}
      </Link>
      <span>
        {autre.organisme}, {autre.libelle}
      </span>
      <EtiquetteDossier etat={autre.etat} />
      {autre.montant !== null && <Montant centimes={autre.montant} />}
    </span>
  )
}

function DialogueLevee({
  dossier: { id },
  collision: { autre, nature },
  onFermer,
}: {
  readonly dossier: DossierLu
  readonly collision: Collision
  readonly onFermer: () => void
}) {
  const [motif, setMotif] = useState('')
  const annoncer = useAnnonce()
  const envoi = useEnvoiAide(() => {
    annoncer('Le double bénéfice est écarté.')
    onFermer()
  })
  return (
    <DialogueFormulaire
      titre="Écarter le double bénéfice"
      action="Écarter"
      explication="Le dossier pourra être accordé. Le motif reste, avec votre nom."
      erreur={envoi.error}
      enCours={envoi.isPending}
      onFermer={onFermer}
      onValider={() =>
        envoi.mutate({ chemin: cheminDossier(id, '/levees'), corps: { autre: autre!.id, nature, motif } })
      }
    >
      <ChampLong libelle="Motif" valeur={motif} maximum={2_000} onChange={setMotif} />
    </DialogueFormulaire>
  )
}
