import type { Desaccord } from '#campagnes/demandes/brouillon.ts'
import type { Enregistreur } from '#campagnes/demandes/pages/demande-enregistrement.ts'
import { COLONNES_PAR_CODE } from '#campagnes/importation/colonnes.ts'
import { INSECABLE } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Message } from '#ui/message.tsx'

/** What was typed here while somebody, or another tab, saved the same application: nothing is lost, one chooses. */
export function Croisements({ enregistreur }: { readonly enregistreur: Enregistreur }) {
  const { desaccords, croisement, repris } = enregistreur
  if (desaccords.length > 0)
    return (
      <Message
        ton="avertissement"
        titre="Le même champ a été changé ailleurs, dans un autre onglet ou par une autre personne"
        annonce
      >
        <p>Rien n’est perdu : choisissez ce qui reste.</p>
        <ul className="demande-desaccords">
          {desaccords.map((desaccord) => (
            <li key={`${desaccord.formation} ${desaccord.champ}`}>
              <UnDesaccord desaccord={desaccord} enregistreur={enregistreur} />
            </li>
          ))}
        </ul>
      </Message>
    )
  if (croisement)
    return (
      <Message annonce>
        <p>
          Cette demande a aussi été enregistrée ailleurs, dans un autre onglet ou par une autre personne de
          votre organisme. Les changements des deux côtés sont gardés.
        </p>
      </Message>
    )
  return repris ? (
    <Message annonce>
      <p>Ce que vous aviez tapé sans que ce soit enregistré est repris.</p>
    </Message>
  ) : null
}

function UnDesaccord({
  desaccord,
  enregistreur: { choisir, ajouter, desaccords },
}: {
  readonly desaccord: Desaccord
  readonly enregistreur: Enregistreur
}) {
  const { formation, champ, ici, ailleurs } = desaccord
  const quoi = `${formation === null ? '' : `${formation}, `}${COLONNES_PAR_CODE.get(champ)?.entete}`
  const recreer = (identifiant: string) => {
    const siennes = desaccords.filter((un) => un.formation === identifiant)
    void ajouter(identifiant, Object.fromEntries(siennes.map((un) => [un.champ, un.ici])))
  }
  return (
    <>
      <p>
        <strong>{quoi}</strong>
        {INSECABLE}: ici <Valeur texte={ici} />,{' '}
        {ailleurs === null ? (
          'et la formation a été retirée ailleurs'
        ) : (
          <>
            ailleurs <Valeur texte={ailleurs} />
          </>
        )}
      </p>
      <p className="rangee">
        <Bouton
          onPress={() =>
            ailleurs === null && formation !== null ? recreer(formation) : choisir(desaccord, 'ici')
          }
          aria-label={`${ailleurs === null ? 'Recréer avec ma saisie' : 'Garder ma saisie'}, ${quoi}`}
        >
          {ailleurs === null ? 'Recréer avec ma saisie' : 'Garder ma saisie'}
        </Bouton>
        <Bouton
          onPress={() => choisir(desaccord, 'ailleurs')}
          aria-label={`${ailleurs === null ? 'Oublier ma saisie' : 'Prendre l’autre valeur'}, ${quoi}`}
        >
          {ailleurs === null ? 'Oublier ma saisie' : 'Prendre l’autre valeur'}
        </Bouton>
      </p>
    </>
  )
}

const Valeur = ({ texte }: { readonly texte: string }) =>
  texte === '' ? <span className="discret">vide</span> : <q>{texte}</q>
