import { useState } from 'react'
import type { Piece } from '#campagnes/demandes/demande.ts'
import { type DemandeLue, OCTETS_PIECE, PIECE_AUTRE, PIECE_PLAN } from '#campagnes/demandes/espace.ts'
import { envoyerPiece } from '#campagnes/demandes/pages/demande-envoi.ts'
import { cheminDemande, useActeDemande, useDemande } from '#campagnes/demandes/pages/espace-donnees.ts'
import { ecrireNombre, INSECABLE } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChoixFichier } from '#ui/choix-fichier.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { ecrireInstant } from '#ui/horloge.ts'
import { Icone } from '#ui/icone.tsx'
import { Message } from '#ui/message.tsx'

type Proprietes = { readonly lue: DemandeLue; readonly modifiable?: boolean }

/** The documents of an application: those that the call asks, each with what is joined, then the others. */
export function Pieces({ lue, modifiable = false }: Proprietes) {
  const { demande, appel, pieces } = lue
  const demandees = new Set(appel.pieces.map(({ code }) => code))
  const autres = pieces.filter(({ code }) => !demandees.has(code) && code !== PIECE_PLAN)
  const { id } = demande
  return (
    <Carte
      titre="Documents"
      chapeau={modifiable ? 'PDF, XLSX, DOCX, ODT, PNG ou JPEG, 20 Mo au plus chacun.' : undefined}
    >
      <ul className="demande-pieces">
        {appel.pieces.map(({ code, libelle, aide, obligatoire }) => {
          const jointes = pieces.filter((piece) => piece.code === code)
          return (
            <li key={code}>
              <p className="rangee">
                <strong>{libelle}</strong>
                <Etiquette ton={jointes.length > 0 ? 'vert' : obligatoire ? 'or' : 'neutre'}>
                  {jointes.length > 0 ? 'joint' : obligatoire ? 'obligatoire' : 'facultatif'}
                </Etiquette>
              </p>
              {aide && <p className="discret">{aide}</p>}
              <Jointes id={id} pieces={jointes} modifiable={modifiable} />
              {modifiable && (
                <Joindre
                  id={id}
                  code={code}
                  libelle={libelle}
                  remplace={jointes.length === 1 ? jointes[0] : undefined}
                />
              )}
            </li>
          )
        })}
        {(modifiable || autres.length > 0) && (
          <li>
            <p>
              <strong>Autres documents</strong>
            </p>
            <Jointes id={id} pieces={autres} modifiable={modifiable} />
            {modifiable && <Joindre id={id} code={PIECE_AUTRE} libelle="Autre document" />}
          </li>
        )}
        {!modifiable && pieces.length === 0 && <li className="secondaire">Aucun document n’est joint.</li>}
      </ul>
    </Carte>
  )
}

type ProprietesJointes = {
  readonly id: string
  readonly pieces: readonly Piece[]
  readonly modifiable: boolean
}

export const Jointes = ({ id, pieces, modifiable }: ProprietesJointes) =>
  pieces.length > 0 && (
    <ul className="demande-jointes">
      {pieces.map((piece) => (
        <li key={piece.id}>
          <a href={`/api${cheminDemande(id)}/pieces/${encodeURIComponent(piece.id)}`} download>
            <Icone nom="telecharger" />
            {piece.nom}
          </a>
          <span className="discret">
            {ecrireTaille(piece.taille)}, joint le {ecrireInstant(piece.deposeeLe)}
          </span>
          {modifiable && <RetirerPiece id={id} piece={piece} />}
        </li>
      ))}
    </ul>
  )

function RetirerPiece({ id, piece }: { readonly id: string; readonly piece: Piece }) {
  const acte = useActeDemande(id)
  const chemin = `/pieces/${encodeURIComponent(piece.id)}`
  return (
    <>
      <Bouton
        variante="discret"
        icone="corbeille"
        aria-label={`Retirer ${piece.nom}`}
        isDisabled={acte.isPending}
        onPress={() => acte.mutate({ chemin, methode: 'DELETE' })}
      />
      {acte.error && <Message ton="erreur" titre={acte.error.message} annonce />}
    </>
  )
}

type ProprietesJoindre = {
  readonly id: string
  readonly code: string
  readonly libelle: string
  /** The one document that this one takes the place of. */
  readonly remplace?: Piece | undefined
}

export function Joindre({ id, code, libelle, remplace }: ProprietesJoindre) {
  const champ = `piece-${code}`
  const annoncer = useAnnonce()
  const { refetch } = useDemande(id)
  const acte = useActeDemande(id)
  const [envoi, setEnvoi] = useState<number>()
  const [refus, setRefus] = useState<string>()
  const joindre = async (fichier: File) => {
    setRefus(undefined)
    if (fichier.size > OCTETS_PIECE)
      return setRefus(`«${INSECABLE}${fichier.name}${INSECABLE}» dépasse 20 Mo, le maximum accepté.`)
    setEnvoi(0)
    try {
      await envoyerPiece(id, code, fichier, setEnvoi)
      // The new one is safe before the old one goes.
      if (remplace)
        await acte.mutateAsync({ chemin: `/pieces/${encodeURIComponent(remplace.id)}`, methode: 'DELETE' })
      await refetch()
      annoncer(`«${INSECABLE}${fichier.name}${INSECABLE}» est joint.`)
    } catch (erreur) {
      setRefus(`«${INSECABLE}${fichier.name}${INSECABLE}» n’est pas joint. ${(erreur as Error).message}`)
    } finally {
      setEnvoi(undefined)
    }
  }
  return (
    <div className="pile">
      <p>
        <ChoixFichier
          id={champ}
          accepte=".pdf,.xlsx,.docx,.odt,.png,.jpg,.jpeg"
          variante="secondaire"
          inactif={envoi !== undefined}
          onChoisir={(fichier) => void joindre(fichier)}
        >
          {envoi !== undefined
            ? `Envoi… ${ecrireNombre(envoi)}${INSECABLE}%`
            : remplace
              ? 'Remplacer'
              : 'Joindre'}
          <span className="hors-ecran">{`${INSECABLE}: ${libelle}`}</span>
        </ChoixFichier>
      </p>
      {refus && (
        <Message ton="erreur" annonce>
          <p>{refus}</p>
        </Message>
      )}
    </div>
  )
}

const ecrireTaille = (octets: number): string =>
  octets < 1_000_000
    ? `${ecrireNombre(Math.ceil(octets / 1_000))}${INSECABLE}Ko`
    : `${ecrireNombre(Math.ceil(octets / 1_000_000))}${INSECABLE}Mo`
