import { useState } from 'react'
import { useActe } from '#budget/pages/budget-donnees.ts'
import { lireEuros } from '#budget/rules/saisie.ts'
import type { Centimes } from '#socle/montant.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton, type VarianteBouton } from '#ui/bouton.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix, type Option } from '#ui/choix.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'

/** A field of a form: what is typed is a text, an amount is read when it is sent. */
export type ChampActe = {
  readonly cle: string
  readonly libelle: string
  readonly nature: 'texte' | 'date' | 'montant' | 'choix'
  readonly initial?: string
  readonly aide?: string
  readonly options?: readonly Option[]
  /** May be left empty. */
  readonly facultatif?: boolean
}

/** What was typed, amounts read as cents; an empty field is null. */
export type Saisie = {
  readonly texte: (cle: string) => string | null
  readonly montant: (cle: string) => Centimes
}

/** An act of the budget as a form: where it is sent, and what of the fields is sent. */
export type ActeOffert = {
  /** What the button says: « Affecter ». */
  readonly libelle: string
  readonly titre: string
  readonly explication?: string
  readonly chemin: string
  /** Under which address of the API, `/budget` by default. */
  readonly sous?: string
  readonly champs: readonly ChampActe[]
  readonly corps: (saisie: Saisie) => object
}

/** A button that opens the form of an act; a refusal stays in it, with all its reasons and what was typed. */
export function BoutonActe({
  acte,
  variante = 'secondaire',
  sur,
  onFait,
}: {
  readonly acte: ActeOffert
  readonly variante?: VarianteBouton
  /** Told what the server answers, once it is written. */
  readonly onFait?: (reponse: unknown) => void
  /** On what, when several buttons say the same: read by screen readers only. */
  readonly sur?: string
}) {
  const [ouvert, setOuvert] = useState(false)
  return (
    <>
      <Bouton
        variante={variante}
        onPress={() => setOuvert(true)}
        {...(sur && { 'aria-label': `${acte.libelle}, ${sur}` })}
      >
        {acte.libelle}
      </Bouton>
      {ouvert && <Formulaire acte={acte} onFermer={() => setOuvert(false)} onFait={onFait} />}
    </>
  )
}

function Formulaire({
  acte,
  onFermer,
  onFait,
}: {
  readonly acte: ActeOffert
  readonly onFermer: () => void
  readonly onFait: ((reponse: unknown) => void) | undefined
}) {
  const { titre, libelle, champs, explication } = acte
  const [valeurs, setValeurs] = useState<Readonly<Record<string, string>>>(
    Object.fromEntries(
      champs.map(({ cle, initial = '', options }) => [cle, initial || (options?.[0]?.valeur ?? '')]),
    ),
  )
  const [fautes, setFautes] = useState<Readonly<Record<string, string>>>({})
  const annoncer = useAnnonce()
  const envoi = useActe((reponse) => {
    annoncer(`${titre} : c’est écrit.`)
    onFermer()
    onFait?.(reponse)
  })
  const envoyer = () => {
    const trouvees = relire(champs, valeurs)
    setFautes(trouvees)
    if (Object.keys(trouvees).length > 0 || envoi.isPending) return
    const texte = (cle: string) => valeurs[cle]?.trim() || null
    const montant = (cle: string) => lireEuros(valeurs[cle] ?? '') ?? 0
    const { chemin, sous } = acte
    envoi.mutate({ chemin, corps: acte.corps({ texte, montant }), ...(sous && { sous }) })
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

type ProprietesChamp = {
  readonly champ: ChampActe
  readonly valeur: string
  readonly erreur: string | undefined
  readonly onChange: (valeur: string) => void
}

/** « (€, facultatif) » after the name of a field; nothing when there is nothing to say. */
function preciser(...precisions: readonly (string | false | undefined)[]): string {
  const dites = precisions.filter(Boolean)
  return dites.length > 0 ? ` (${dites.join(', ')})` : ''
}

const Champ = ({ champ: { nature, libelle, aide, options = [], facultatif }, ...reste }: ProprietesChamp) =>
  nature === 'choix' ? (
    <Choix libelle={libelle} options={options} valeur={reste.valeur} onChange={reste.onChange} aide={aide} />
  ) : (
    <ChampTexte
      {...reste}
      libelle={libelle + preciser(nature === 'montant' && '€', facultatif && 'facultatif')}
      type={nature === 'date' ? 'date' : 'text'}
      aide={aide}
      maximum={500}
    />
  )

/** What prevents the form from being sent, by field. */
function relire(
  champs: readonly ChampActe[],
  valeurs: Readonly<Record<string, string>>,
): Record<string, string> {
  const fautes: Record<string, string> = {}
  for (const { cle, nature, facultatif } of champs) {
    const valeur = valeurs[cle]?.trim() ?? ''
    if (!valeur && !facultatif) fautes[cle] = 'À remplir.'
    else if (valeur && nature === 'montant' && lireEuros(valeur) === undefined)
      fautes[cle] = 'Un montant en euros est attendu, au centime au plus : 12 500 ou 12 500,50.'
  }
  return fautes
}
