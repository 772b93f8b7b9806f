import { memo } from 'react'
import type { Grille } from '#campagnes/reglement.ts'
import { clesDepartage } from '#majoration/brouillon/brouillon-regles.ts'
import { type ProprietesParametre, Retablir } from '#majoration/pages/parametres-saisie.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Choix } from '#ui/choix.tsx'

/** The order of the keys that part formations of equal points; the identifier always closes it. */
export const SaisieDepartage = memo(function SaisieDepartage(
  props: ProprietesParametre & { readonly grille: Grille },
) {
  const { champ, texte, textePrevu, changer, retablir, grille } = props
  const cles = texte.split(' ').filter((cle) => cle !== '')
  const libelle = (cle: string) => libelleCle(grille, cle)
  const ecrire = (suivantes: readonly string[]) => changer(champ, suivantes.join(' '))
  const monter = (rang: number) =>
    ecrire(cles.map((cle, i) => (i === rang - 1 ? cles[rang]! : i === rang ? cles[rang - 1]! : cle)))
  const disponibles = clesDepartage({ grille }).filter((cle) => !cles.includes(cle))
  return (
    <div className="parametre pile" data-modifie={texte !== textePrevu || undefined}>
      <ol className="departage" aria-label={champ.libelle}>
        {cles.map((cle, rang) => (
          <li key={cle}>
            <span>{libelle(cle)}</span>
            <Bouton
              variante="discret"
              aria-label={`Monter « ${libelle(cle)} »`}
              isDisabled={rang === 0}
              onPress={() => monter(rang)}
            >
              ↑
            </Bouton>
            <Bouton
              variante="discret"
              aria-label={`Descendre « ${libelle(cle)} »`}
              isDisabled={rang === cles.length - 1}
              onPress={() => monter(rang + 1)}
            >
              ↓
            </Bouton>
            <Bouton
              variante="discret"
              icone="corbeille"
              aria-label={`Retirer « ${libelle(cle)} »`}
              onPress={() => ecrire(cles.filter((autre) => autre !== cle))}
            />
          </li>
        ))}
        <li className="secondaire">
          <span>Identifiant de la formation, toujours en dernier</span>
        </li>
      </ol>
      {disponibles.length > 0 && (
        <Choix
          libelle="Ajouter une clé"
          valeur=""
          options={[
            { valeur: '', libelle: 'Choisir…' },
            ...disponibles.map((valeur) => ({ valeur, libelle: libelle(valeur) })),
          ]}
          onChange={(cle) => cle && ecrire([...cles, cle])}
        />
      )}
      <Retablir
        champ={champ}
        modifie={texte !== textePrevu}
        textePrevu={textePrevu}
        retablir={retablir}
        valeur={textePrevu.split(' ').filter(Boolean).map(libelle).join(', ') || 'identifiant seul'}
      />
    </div>
  )
})

function libelleCle(grille: Grille, cle: string): string {
  if (cle === 'contrats') return 'Nombre de contrats'
  const critere = grille.criteres.find(({ code }) => `points:${code}` === cle)
  return critere ? `Points « ${critere.libelle} »` : cle
}
