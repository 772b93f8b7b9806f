import { ETATS_DEMANDE } from '#campagnes/demandes/cycle.ts'
import { direInstant } from '#campagnes/demandes/export-recepisse.ts'
import { type Fichier, NATURES } from '#memoire/archive.ts'
import { chiffresDe, ecrireChiffre } from '#memoire/chiffres.ts'
import { raconter } from '#memoire/chronologie.ts'
import type { CampagneMemoire, Memoire } from '#memoire/memoire.ts'
import { ecrireDate, ecrireNombre, INSECABLE } from '#socle/francais.ts'
import { ecrireSiret } from '#socle/siret.ts'

export type Sommaire = {
  readonly memoire: Memoire
  readonly fichiers: readonly Fichier[]
  readonly region: string
  /** Day of the archive, `AAAA-MM-JJ`. */
  readonly date: string
  readonly version: string
}

/** The first page of an archive: read by a browser without any network, in light or dark, printed too. */
export function exportSommaire({ memoire, fichiers, region, date, version }: Sommaire): string {
  const { nom, siret, interne, exercices } = memoire
  const campagnes = exercices.flatMap((un) => un.campagnes)
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${texte(nom)} : mémoire des décisions</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<p>${texte(region)}</p>
<h1>${texte(nom)}</h1>
<p>SIRET ${texte(ecrireSiret(siret))}. Dossier établi le ${texte(ecrireDate(date))} par Oriflamme ${texte(version)}.</p>
${interne ? AVERTISSEMENT : ''}
</header>
<main>
${campagnes.length === 0 ? '<p>Aucune campagne ne connaît cet organisme.</p>' : campagnes.map(ecrireCampagne).join('\n')}
<section aria-labelledby="fichiers">
<h2 id="fichiers">Fichiers</h2>
${tableau(
  'Chaque fichier de ce dossier, avec son empreinte',
  ['Fichier', 'Nature', 'Date', 'Octets', 'SHA-256'],
  fichiers.map(({ nom: fichier, titre, nature, le, taille, sha256 }) => [
    `<a href="${texte(fichier.split('/').map(encodeURIComponent).join('/'))}">${texte(titre)}</a><br><small>${texte(fichier)}</small>`,
    texte(NATURES[nature]),
    texte(direInstant(le)),
    { nombre: texte(ecrireNombre(taille)) },
    `<code>${texte(sha256)}</code>`,
  ]),
)}
<p>La même liste, à ouvrir avec un tableur : <a href="index.csv">index.csv</a>.</p>
</section>
</main>
</body>
</html>
`
}

const AVERTISSEMENT =
  '<p role="note"><strong>Pour les agents de la Région.</strong> Ce dossier contient des avis, des contrôles levés et des notes internes : ne le remettez pas à l’organisme, qui télécharge le sien.</p>'

function ecrireCampagne(campagne: CampagneMemoire): string {
  const { id, libelle, exercice, demandes, mention } = campagne
  const titre = `campagne-${texte(id)}`
  const chiffres = chiffresDe(campagne)
  const faits = raconter(campagne)
  return `<section aria-labelledby="${titre}">
<h2 id="${titre}">${exercice}${INSECABLE}: ${texte(libelle)}</h2>
${mention ? `<p role="note">${texte(mention)}</p>` : ''}
${demandes.map(({ numero, etat }) => `<p>Demande n°${INSECABLE}${numero}${INSECABLE}: ${texte(ETATS_DEMANDE[etat].libelle.toLocaleLowerCase('fr'))}.</p>`).join('')}
${
  chiffres.length === 0
    ? ''
    : tableau(
        'Chiffres, avec leur source',
        ['Ce qui est compté', 'Valeur', 'Source'],
        chiffres.map((chiffre) => [
          texte(chiffre.libelle),
          { nombre: texte(ecrireChiffre(chiffre)) },
          texte(chiffre.source),
        ]),
      )
}
${
  faits.length === 0
    ? ''
    : tableau(
        'Histoire, du plus ancien au plus récent',
        ['Quand', 'Ce qui s’est passé', 'Détail'],
        faits.map(({ le, quoi, detail, par, sur }) => [
          texte(le.length > 10 ? direInstant(le) : ecrireDate(le)),
          `${texte(quoi)}<br><small>${texte(par ? `${sur}, ${par}` : sur)}</small>`,
          texte(detail),
        ]),
      )
}
</section>`
}

type Cellule = string | { readonly nombre: string }

/** A table that names its columns and its lines; the cells are HTML already. */
function tableau(
  legende: string,
  entetes: readonly string[],
  lignes: readonly (readonly Cellule[])[],
): string {
  const cellule = (une: Cellule, i: number) =>
    i === 0
      ? `<th scope="row">${une as string}</th>`
      : typeof une === 'string'
        ? `<td>${une}</td>`
        : `<td class="nombre">${une.nombre}</td>`
  return `<div class="defile" tabindex="0" role="region" aria-label="${texte(legende)}"><table><caption>${texte(legende)}</caption>
<thead><tr>${entetes.map((un) => `<th scope="col">${texte(un)}</th>`).join('')}</tr></thead>
<tbody>${lignes.map((ligne) => `<tr>${ligne.map(cellule).join('')}</tr>`).join('\n')}</tbody></table></div>`
}

/** Somebody's text inside a page: never a tag. */
const texte = (brut: string): string =>
  brut
    .toWellFormed()
    .replace(/[&<>"']/g, (signe) => `&#${signe.charCodeAt(0)};`)
    .replace(/\r?\n/g, '<br>')

const STYLE = `
:root { color-scheme: light dark; --encre: #1c2233; --fond: #fff; --trait: #c9cedb; --lien: #1a4fb4; --doux: #4c5468; --pale: #f3f5fa; }
@media (prefers-color-scheme: dark) {
  :root { --encre: #eceff7; --fond: #14171f; --trait: #3a4152; --lien: #9dbdff; --doux: #b3bacb; --pale: #1d222d; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-inline-size: 72rem; padding: 2rem 1rem 4rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--encre); background: var(--fond); }
h1 { margin: 0; font-size: 1.9rem; line-height: 1.2; } h2 { margin: 2.5rem 0 .5rem; font-size: 1.3rem; }
a { color: var(--lien); } small { color: var(--doux); } header p { margin: .3rem 0; color: var(--doux); }
[role=note] { padding: .6rem .9rem; border-inline-start: 4px solid var(--lien); background: var(--pale); color: var(--encre); }
.defile { overflow-x: auto; margin-block: 1rem; } .defile:focus-visible { outline: 2px solid var(--lien); }
table { inline-size: 100%; border-collapse: collapse; } caption { padding-block: .4rem; text-align: start; font-weight: 600; }
th, td { padding: .4rem .6rem; border-block-end: 1px solid var(--trait); text-align: start; vertical-align: top; font-weight: 400; }
thead th { font-weight: 600; background: var(--pale); } .nombre { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
code { font-size: .75rem; white-space: nowrap; }
@media print { body { max-inline-size: none; padding: 0; } thead { display: table-header-group; } }
`
