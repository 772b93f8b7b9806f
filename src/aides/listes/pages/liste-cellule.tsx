import { useState } from 'react'
import { CHAMPS_BANQUE, type ChampListe, colonneDe, estChampBanque } from '#aides/listes/colonnes-liste.ts'
import { corriger, remplacer, useActe } from '#aides/listes/pages/liste-donnees.ts'
import { compter } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Refus } from '#ui/refus.tsx'

/** What is one person's alone is never corrected for several at once. */
const PROPRES = new Set<string>([
  ...CHAMPS_BANQUE,
  ...['nomNaissance', 'nomUsage', 'prenom', 'neLe', 'courriel', 'telephone', 'contrat'],
])

type Proprietes = {
  readonly liste: string
  readonly ligne: number
  readonly champ: ChampListe
  /** As typed; empty for an account, which is never shown. */
  readonly texte: string
}

/** One cell to correct where it stands: Enter checks the line again; « Partout » also corrects those that say the same. */
export function CelluleACorriger({ liste, ligne, champ, texte }: Proprietes) {
  const [saisie, setSaisie] = useState(texte)
  const annoncer = useAnnonce()
  const acte = useActe(liste, corriger(liste))
  const partout = useActe(liste, remplacer(liste))
  const { entete } = colonneDe(champ)
  const change = saisie !== texte
  const valider = () => {
    if (change && !acte.isPending)
      acte.mutate(
        { ligne, cellules: { [champ]: saisie } },
        {
          onSuccess: ({ erreurs }) =>
            annoncer(`Ligne ${ligne} : ${erreurs === 0 ? 'plus d’erreur' : compter(erreurs, 'erreur')}`),
        },
      )
  }
  const repeter = () =>
    partout.mutate(
      { champ, de: texte, par: saisie },
      { onSuccess: (lignes) => annoncer(`${compter(lignes, 'ligne corrigée', 'lignes corrigées')}`) },
    )
  return (
    <form
      noValidate
      onSubmit={(evenement) => {
        evenement.preventDefault()
        valider()
      }}
    >
      <div className="listes-cellule">
        <ChampTexte
          libelle={`${entete}, ligne ${ligne}`}
          libelleMasque
          valeur={saisie}
          onChange={setSaisie}
          maximum={400}
          indication={estChampBanque(champ) ? 'à ressaisir en entier' : 'vide'}
        />
        <Bouton
          type="submit"
          isDisabled={!change || acte.isPending}
          aria-label={`Corriger ${entete}, ligne ${ligne}`}
        >
          Corriger
        </Bouton>
        {!PROPRES.has(champ) && (
          <Bouton
            variante="discret"
            isDisabled={!change || partout.isPending}
            onPress={repeter}
            aria-label={`Corriger partout où ${entete} vaut « ${texte || 'vide'} »`}
          >
            Partout
          </Bouton>
        )}
      </div>
      <Refus erreur={acte.error ?? partout.error} />
    </form>
  )
}
