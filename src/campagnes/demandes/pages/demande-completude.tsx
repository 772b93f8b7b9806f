import { Link } from '@tanstack/react-router'
import { direCompletude, type Manque, type Completude as Mesure } from '#campagnes/demandes/completude.ts'
import type { Enregistreur } from '#campagnes/demandes/pages/demande-enregistrement.ts'
import { COLONNES_PAR_CODE, type CodeColonne } from '#campagnes/importation/colonnes.ts'
import { compter, ecrirePart, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'

type Proprietes = {
  readonly demande: string
  readonly completude: Mesure
  readonly vue: Enregistreur['vue']
}

/** How far the application is, and what is left to do: each line leads into the field that is waited for. */
export function Completude({ demande, completude, vue }: Proprietes) {
  const { faits, attendus, manques, avertissements } = completude
  return (
    <Carte titre="Avancement" actions={<strong>{ecrirePart(faits, attendus)}</strong>}>
      <meter
        className="demande-jauge"
        min={0}
        max={attendus}
        value={faits}
        aria-label={`${faits} éléments remplis sur ${attendus}`}
      />
      <p>{direCompletude(completude)}</p>
      {manques.length > 0 && (
        <div className="pile">
          <p className="discret">À corriger par votre organisme{INSECABLE}:</p>
          <Liste demande={demande} manques={manques} vue={vue} />
        </div>
      )}
      {avertissements.length > 0 && (
        <details>
          <summary>
            {compter(avertissements.length, 'avertissement')} à relire, sans empêcher de déposer
          </summary>
          <Liste demande={demande} manques={avertissements} vue={vue} />
        </details>
      )}
    </Carte>
  )
}

/** Beyond, the list of formations itself says which are to be put right. */
const LIGNES = 12

/** One line an object: the application itself, a document, a formation with how many of its fields. */
function Liste({
  demande,
  manques,
  vue,
}: { readonly manques: readonly Manque[] } & Omit<Proprietes, 'completude'>) {
  const groupes = Map.groupBy(manques, ({ formation }) => formation)
  const seules = (groupes.get(undefined) ?? []).map((manque) => ({ manque, texte: manque.message }))
  const deFormations = [...groupes].flatMap(([formation, siens]) => {
    if (formation === undefined) return []
    const intitule = vue.formations.find(({ identifiant }) => identifiant === formation)?.saisie.intitule
    const nom = `${formation}${intitule?.trim() ? `, ${intitule.trim()}` : ''}`
    const [premier] = siens as [Manque]
    const texte = siens.length === 1 ? direManque(premier) : compter(siens.length, 'champ')
    return [{ manque: premier, texte: `${nom}${INSECABLE}: ${texte}` }]
  })
  const lignes = [...seules, ...deFormations]
  return (
    <ul className="demande-manques">
      {lignes.slice(0, LIGNES).map(({ manque, texte }) => (
        <li key={`${manque.code} ${manque.formation} ${manque.champ} ${manque.piece}`}>
          <Link
            to="/demandes/$demande"
            params={{ demande }}
            search={manque.formation ? { formation: manque.formation } : {}}
            hash={champDe(manque)}
          >
            {texte}
          </Link>
        </li>
      ))}
      {lignes.length > LIGNES && <li className="discret">et {compter(lignes.length - LIGNES, 'autre')}</li>}
    </ul>
  )
}

const direManque = ({ champ, message }: Manque): string =>
  champ ? `${COLONNES_PAR_CODE.get(champ as CodeColonne)?.entete ?? champ}${INSECABLE}: ${message}` : message

/** The element where it is put right. */
const champDe = ({ champ, piece, formation }: Manque): string =>
  piece ? `piece-${piece}` : champ ? `champ-${champ}` : formation ? 'champ-intitule' : 'champ-reference'
