import { type ReactNode, useState } from 'react'
import { useActeDemande } from '#campagnes/demandes/pages/espace-donnees.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton, type VarianteBouton } from '#ui/bouton.tsx'
import { ChampLong } from '#ui/champ-long.tsx'
import { Dialogue } from '#ui/dialogue.tsx'
import { Refus } from '#ui/refus.tsx'

type Proprietes = {
  readonly demande: string
  /** After the address of the application: `/depot`. */
  readonly chemin: string
  readonly libelle: string
  readonly titre: string
  readonly variante?: VarianteBouton
  /** Said once it is done. */
  readonly fait: string
  /** A text that goes with the act. */
  readonly texte?: { readonly champ: string; readonly libelle: string }
  /** Saves what is typed and gives the version on which one acts. */
  readonly version: () => Promise<number>
  readonly children: ReactNode
}

/** An act that one confirms, after having read what it does; every reason of a refusal is told in its place. */
export function ActeConfirme(props: Proprietes) {
  const { demande, chemin, libelle, titre, variante = 'secondaire', fait, texte, version, children } = props
  const [ouvert, setOuvert] = useState(false)
  const [ecrit, setEcrit] = useState('')
  const [erreur, setErreur] = useState<Error>()
  const acte = useActeDemande(demande)
  const annoncer = useAnnonce()
  const fermer = () => {
    setOuvert(false)
    setErreur(undefined)
  }
  const agir = async () => {
    setErreur(undefined)
    try {
      const corps = { version: await version(), ...(texte && { [texte.champ]: ecrit }) }
      await acte.mutateAsync({ chemin, corps })
      fermer()
      annoncer(fait)
    } catch (refus) {
      setErreur(refus as Error)
    }
  }
  return (
    <>
      <Bouton variante={variante} onPress={() => setOuvert(true)}>
        {libelle}
      </Bouton>
      <Dialogue
        titre={titre}
        ouvert={ouvert}
        onFermer={fermer}
        pied={
          <>
            <Bouton onPress={fermer}>Annuler</Bouton>
            <Bouton
              variante={variante === 'danger' ? 'danger' : 'principal'}
              isDisabled={acte.isPending}
              onPress={agir}
            >
              {libelle}
            </Bouton>
          </>
        }
      >
        {children}
        {texte && (
          <ChampLong libelle={texte.libelle} valeur={ecrit} onChange={setEcrit} lignes={5} maximum={2_000} />
        )}
        <Refus erreur={erreur} />
      </Dialogue>
    </>
  )
}
