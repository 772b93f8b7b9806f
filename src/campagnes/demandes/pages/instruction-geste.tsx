import { useState } from 'react'
import { lireEuros } from '#budget/rules/saisie.ts'
import { type Envoi, useEnvoi } from '#campagnes/demandes/pages/instruction-donnees.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton, type VarianteBouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { ChampLong } from '#ui/champ-long.tsx'
import { Choix, type Option } from '#ui/choix.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'

/** A field of an act: what is typed is a text, an amount in euros among them. */
export type ChampGeste = {
  readonly cle: string
  readonly libelle: string
  readonly nature: 'texte' | 'long' | 'date' | 'choix' | 'montant'
  readonly initial?: string
  readonly aide?: string
  readonly options?: readonly Option[]
  /** May be left empty. */
  readonly facultatif?: boolean
}

/** An act of the desk as a dialog: what it says, what it asks, what it sends. */
export type Geste = {
  /** What the button says: « Valider ». */
  readonly libelle: string
  readonly titre: string
  readonly explication?: string
  readonly champs?: readonly ChampGeste[]
  readonly envoi: (valeurs: Readonly<Record<string, string>>) => Envoi
}

/** A button that asks for an act. The dialog is its page's: it stays when the button goes. */
export const BoutonGeste = ({
  geste,
  onOuvrir,
  variante = 'secondaire',
  sur,
}: {
  readonly geste: Geste
  readonly onOuvrir: (geste: Geste) => void
  readonly variante?: VarianteBouton
  /** On what, when several buttons say the same: read by screen readers only. */
  readonly sur?: string
}) => (
  <Bouton variante={variante} onPress={() => onOuvrir(geste)}>
    {geste.libelle}
    {sur && <span className="hors-ecran"> : {sur}</span>}
  </Bouton>
)

/** The form of an act; a refusal stays in it, with all its reasons and what was typed. */
export function DialogueGeste({ geste, onFermer }: { readonly geste: Geste; readonly onFermer: () => void }) {
  const { libelle, titre, explication, champs = [] } = geste
  const [valeurs, setValeurs] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(
      champs.map(({ cle, initial, options }) => [cle, initial ?? options?.[0]?.valeur ?? '']),
    ),
  )
  const [fautes, setFautes] = useState<Readonly<Record<string, string>>>({})
  const annoncer = useAnnonce()
  const envoi = useEnvoi(() => {
    annoncer(`${titre} : c’est fait.`)
    onFermer()
  })
  const envoyer = () => {
    const trouvees = relire(champs, valeurs)
    setFautes(trouvees)
    if (Object.keys(trouvees).length === 0 && !envoi.isPending) envoi.mutate(geste.envoi(valeurs))
  }
  return (
    <DialogueFormulaire
      titre={titre}
      action={libelle}
      explication={explication}
      erreur={envoi.error}
      enCours={envoi.isPending}
      onFermer={onFermer}
      onValider={envoyer}
    >
      {champs.map((champ) => (
        <Champ
          key={champ.cle}
          champ={champ}
          valeur={valeurs[champ.cle] ?? ''}
          erreur={fautes[champ.cle]}
          onChange={(valeur) => setValeurs((avant) => ({ ...avant, [champ.cle]: valeur }))}
        />
      ))}
    </DialogueFormulaire>
  )
}

/** What keeps the form from being sent, field by field. */
function relire(
  champs: readonly ChampGeste[],
  valeurs: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const fautes: Record<string, string> = {}
  for (const { cle, nature, facultatif } of champs) {
    const valeur = valeurs[cle]?.trim() ?? ''
    if (!valeur && !facultatif) fautes[cle] = 'À remplir.'
    else if (valeur && nature === 'montant' && lireEuros(valeur) === undefined)
      fautes[cle] = 'Écrivez un montant en euros, comme 130 000 ou 1 250,50.'
  }
  return fautes
}

type ProprietesChamp = {
  readonly champ: ChampGeste
  readonly valeur: string
  readonly erreur: string | undefined
  readonly onChange: (valeur: string) => void
}

const Champ = ({ champ: { nature, libelle, aide, options = [] }, ...reste }: ProprietesChamp) =>
  nature === 'choix' ? (
    <Choix libelle={libelle} options={options} valeur={reste.valeur} onChange={reste.onChange} aide={aide} />
  ) : nature === 'long' ? (
    <ChampLong {...reste} libelle={libelle} aide={aide} maximum={4_000} />
  ) : (
    <ChampTexte
      {...reste}
      libelle={libelle}
      type={nature === 'date' ? 'date' : 'text'}
      aide={aide}
      maximum={1_000}
    />
  )
