import { useState } from 'react'
import { COLONNES_LISTE, estChampBanque } from '#aides/listes/colonnes-liste.ts'
import { corriger, ecarter, useActe } from '#aides/listes/pages/liste-donnees.ts'
import type { LigneLue } from '#aides/listes/schema-listes.ts'
import { majuscule } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'

type Proprietes = { readonly liste: string; readonly ligne: LigneLue; readonly nom: string }

/** What may be done with a whole line: open all its cells, leave it out or take it back. */
export function GestesLigne({ liste, ligne, nom }: Proprietes) {
  const [ouvert, setOuvert] = useState<'cellules' | 'ecart'>()
  const reprise = useActe(liste, ecarter(liste))
  const fermer = () => setOuvert(undefined)
  const quoi = `ligne ${ligne.ligne}, ${nom}`
  return (
    <span className="listes-actes ecran-seulement">
      {ligne.ecartee ? (
        <Bouton
          variante="discret"
          isDisabled={reprise.isPending}
          aria-label={`Reprendre la ${quoi}`}
          onPress={() => reprise.mutate({ ligne: ligne.ligne, motif: null })}
        >
          Reprendre
        </Bouton>
      ) : (
        <>
          <Bouton variante="discret" aria-label={`Ouvrir la ${quoi}`} onPress={() => setOuvert('cellules')}>
            Ouvrir
          </Bouton>
          <Bouton variante="discret" aria-label={`Écarter la ${quoi}`} onPress={() => setOuvert('ecart')}>
            Écarter
          </Bouton>
        </>
      )}
      {ouvert === 'cellules' && <Cellules {...{ liste, ligne, nom, fermer }} />}
      {ouvert === 'ecart' && <Ecart {...{ liste, ligne, nom, fermer }} />}
    </span>
  )
}

type Dialogue = Proprietes & { readonly fermer: () => void }

/** Every cell of a line; an account is typed again whole, or left as it is. */
function Cellules({ liste, ligne, nom, fermer }: Dialogue) {
  const [saisies, setSaisies] = useState<Readonly<Record<string, string>>>({})
  const acte = useActe(liste, corriger(liste))
  const changees = Object.keys(saisies).length > 0
  return (
    <DialogueFormulaire
      titre={`Ligne ${ligne.ligne}, ${nom}`}
      action="Enregistrer"
      explication={`Le compte gardé est ${ligne.masque ?? 'illisible'} : ressaisissez IBAN, BIC ou titulaire pour le changer.`}
      erreur={acte.error}
      enCours={acte.isPending || !changees}
      onFermer={fermer}
      onValider={() => acte.mutate({ ligne: ligne.ligne, cellules: saisies }, { onSuccess: fermer })}
    >
      <div className="listes-champs">
        {COLONNES_LISTE.map(({ champ, entete, attendu }) => (
          <ChampTexte
            key={champ}
            libelle={entete}
            aide={majuscule(attendu)}
            maximum={400}
            valeur={saisies[champ] ?? ligne.cellules[champ] ?? ''}
            {...(estChampBanque(champ) ? { indication: 'inchangé' } : {})}
            onChange={(texte) => setSaisies((avant) => ({ ...avant, [champ]: texte }))}
          />
        ))}
      </div>
    </DialogueFormulaire>
  )
}

function Ecart({ liste, ligne, nom, fermer }: Dialogue) {
  const [motif, setMotif] = useState('')
  const acte = useActe(liste, ecarter(liste))
  return (
    <DialogueFormulaire
      titre={`Écarter la ligne ${ligne.ligne}, ${nom}`}
      action="Écarter"
      explication="La ligne reste dans la liste, et ne sera pas déposée."
      erreur={acte.error}
      enCours={acte.isPending || motif.trim() === ''}
      onFermer={fermer}
      onValider={() =>
        motif.trim() && acte.mutate({ ligne: ligne.ligne, motif: motif.trim() }, { onSuccess: fermer })
      }
    >
      <ChampTexte libelle="Motif" valeur={motif} onChange={setMotif} maximum={300} requis />
    </DialogueFormulaire>
  )
}
