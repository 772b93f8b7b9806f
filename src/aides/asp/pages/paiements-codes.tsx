import { useState } from 'react'
import type { Parametrage } from '#aides/asp/enregistrement.ts'
import { useEnvoi } from '#aides/asp/pages/paiements-donnees.ts'
import type { CodesSaisis } from '#aides/asp/schema-asp.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'
import { Fictif } from '#ui/etiquette.tsx'

const LIBELLES: Readonly<Record<keyof CodesSaisis, string>> = {
  codeSite: 'Site opérationnel',
  codeUtilisateur: 'Utilisateur',
  codeDispositif: 'Dispositif',
  codePrestation: 'Prestation',
  codeObjet: 'Objet du versement',
  uniteSuivi: 'Unité de suivi',
  application: 'Application, dans le nom des fichiers',
  departementDefaut: 'Département des personnes vivant à l’étranger',
}
const CHAMPS_CODES = Object.keys(LIBELLES) as (keyof CodesSaisis)[]
const VIDE = Object.fromEntries(CHAMPS_CODES.map((champ) => [champ, ''])) as CodesSaisis

/** The codes that the convention with the agency gives to each scheme. */
export function CodesAsp({
  parametrages,
  dispositifs,
}: {
  readonly parametrages: readonly Parametrage[]
  readonly dispositifs: readonly string[]
}) {
  const [choisi, setChoisi] = useState<string>()
  const codesDe = (dispositif: string) => parametrages.find((un) => un.dispositif === dispositif)
  return (
    <Carte
      titre="Codes de la convention"
      chapeau="L’ASP les attribue à chaque aide ; sans eux, rien ne s’envoie."
    >
      <ul className="paiements-codes">
        {dispositifs.map((dispositif) => {
          const codes = codesDe(dispositif)
          return (
            <li key={dispositif} className="rangee">
              <strong>{dispositif}</strong>
              {codes ? (
                <span>
                  site {codes.codeSite}, dispositif {codes.codeDispositif}, unité de suivi {codes.uniteSuivi}{' '}
                  {codes.indicatif && <Fictif titre="Codes inventés : aucune convention ne les donne." />}
                </span>
              ) : (
                <span>à saisir</span>
              )}
              <Bouton
                variante="discret"
                aria-label={`Modifier les codes de ${dispositif}`}
                onPress={() => setChoisi(dispositif)}
              >
                Modifier
              </Bouton>
            </li>
          )
        })}
      </ul>
      {choisi && (
        <DialogueCodes dispositif={choisi} codes={codesDe(choisi)} onFermer={() => setChoisi(undefined)} />
      )}
    </Carte>
  )
}

function DialogueCodes({
  dispositif,
  codes,
  onFermer,
}: {
  readonly dispositif: string
  readonly codes: Parametrage | undefined
  readonly onFermer: () => void
}) {
  const annoncer = useAnnonce()
  const [saisie, setSaisie] = useState<CodesSaisis>(() =>
    codes ? (Object.fromEntries(CHAMPS_CODES.map((champ) => [champ, codes[champ]])) as CodesSaisis) : VIDE,
  )
  const envoi = useEnvoi(() => {
    annoncer('Les codes sont inscrits.')
    onFermer()
  })
  return (
    <DialogueFormulaire
      titre={`Codes de l’ASP pour ${dispositif}`}
      action="Inscrire"
      explication="Tels que la convention les donne, en lettres et chiffres sans accents."
      erreur={envoi.error}
      enCours={envoi.isPending}
      onFermer={onFermer}
      onValider={() =>
        envoi.mutate({
          suite: `/parametrages/${encodeURIComponent(dispositif)}`,
          methode: 'PUT',
          corps: saisie,
        })
      }
    >
      {CHAMPS_CODES.map((champ) => (
        <ChampTexte
          key={champ}
          libelle={LIBELLES[champ]}
          valeur={saisie[champ]}
          onChange={(valeur) => setSaisie({ ...saisie, [champ]: valeur })}
          maximum={101}
        />
      ))}
    </DialogueFormulaire>
  )
}
