import { DISPOSITIF } from '#deliberations/composer.ts'
import type { DeliberationLue } from '#deliberations/pages/deliberation-donnees.ts'
import { INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'

type Contenu = NonNullable<DeliberationLue['contenu']>

/** The délibération as it will be read. Paragraphs are the words themselves: their order is their only name. */
export function DeliberationEcrite({ contenu }: { readonly contenu: Contenu }) {
  const { titre, expose, visas, articles, annexe } = contenu
  return (
    <Carte titre="Le texte, rempli">
      <div className="deliberation-lue">
        <p className="deliberation-intitule">{titre}</p>
        <h3>Exposé des motifs</h3>
        <Paragraphes textes={expose} />
        <h3>Délibération</h3>
        <Paragraphes textes={visas} />
        <p>
          <strong>{DISPOSITIF}</strong>
        </p>
        {articles.map((article, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two articles may have one title
          <section key={`${i + 1} ${article.titre}`} className="pile" aria-label={`Article ${i + 1}`}>
            <h3>
              Article {i + 1}
              {INSECABLE}: {article.titre}
            </h3>
            <Paragraphes textes={article.alineas} />
          </section>
        ))}
      </div>
      <TableauDonnees<readonly string[]>
        legende={annexe.titre}
        colonnes={annexe.colonnes.map((colonne, i) => ({
          code: colonne,
          titre: colonne,
          nombre: i > 0,
          secondaire: i === 2 || i === 3 || i === 1,
          cellule: (ligne) => ligne[i],
          total: annexe.totaux[i],
        }))}
        lignes={annexe.lignes}
        cle={(ligne) => ligne.join('|')}
        hauteur="28rem"
      />
    </Carte>
  )
}

const Paragraphes = ({ textes }: { readonly textes: readonly string[] }) =>
  textes.map((texte, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two paragraphs may be the same words
    <p key={i}>{texte}</p>
  ))
