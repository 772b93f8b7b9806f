import type { ReactNode } from 'react'
import { NATURES_AVIS, SENS_AVIS } from '#campagnes/demandes/avis.ts'
import { COLONNES_PAR_CODE } from '#campagnes/importation/colonnes.ts'
import type { DemandeMemoire } from '#memoire/memoire.ts'
import { ecrireQuand, ecrireTaille } from '#memoire/pages/memoire-mots.ts'
import { ecrireDate, INSECABLE } from '#socle/francais.ts'
import { LienTelechargement } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'

type Proprietes = { readonly demande: DemandeMemoire; readonly interne: boolean }

/** What was written, asked, put right and joined about an application, each kind folded with its number. */
export function Echanges({ demande, interne }: Proprietes) {
  const { numero, messages, complements, corrections, pieces, avis, levees } = demande
  return (
    <div className="memoire-plis">
      <Pli titre="Messages" numero={numero} combien={messages.length}>
        {messages.map(({ le, sens, auteur, texte }) => (
          <li key={le + texte}>
            <p className="rangee">
              {sens === 'interne' ? <Etiquette ton="or">note interne</Etiquette> : SENS[sens]}
              <Quand le={le} par={auteur} />
            </p>
            <p className="memoire-prose">{texte}</p>
          </li>
        ))}
      </Pli>
      <Pli titre="Compléments demandés" numero={numero} combien={complements.length}>
        {complements.map(({ le, texte, echeance, reponduLe }) => (
          <li key={le + texte}>
            <p className="memoire-prose">{texte}</p>
            <p className="discret">
              demandé le {ecrireQuand(le)}, avant le {ecrireDate(echeance)}
              {reponduLe ? `, répondu le ${ecrireQuand(reponduLe)}` : ', sans réponse'}
            </p>
          </li>
        ))}
      </Pli>
      <Pli titre="Valeurs corrigées" numero={numero} combien={corrections.length}>
        {corrections.map(({ le, formation, champ, avant, apres, motif }) => (
          <li key={le + formation + champ}>
            <p>
              {formation}, {enteteDe(champ)}
              {INSECABLE}: <del>{avant || 'vide'}</del> → <ins>{apres || 'vide'}</ins>
            </p>
            <p className="memoire-prose">{motif}</p>
            <Quand le={le} />
          </li>
        ))}
      </Pli>
      {interne && (
        <>
          <Pli titre="Avis" numero={numero} combien={avis.length}>
            {avis.map(({ le, nature, sens, texte, auteur }) => (
              <li key={le + texte}>
                <p>
                  {NATURES_AVIS[nature]} {SENS_AVIS[sens]}
                </p>
                <p className="memoire-prose">{texte}</p>
                <Quand le={le} par={auteur} />
              </li>
            ))}
          </Pli>
          <Pli titre="Contrôles levés" numero={numero} combien={levees.length}>
            {levees.map(({ le, code, motif, auteur }) => (
              <li key={le + code + motif}>
                <p>
                  <code>{code}</code>
                  {INSECABLE}: {motif}
                </p>
                <Quand le={le} par={auteur} />
              </li>
            ))}
          </Pli>
        </>
      )}
      <Pli titre="Pièces" numero={numero} combien={pieces.length}>
        {pieces.map(({ id, nom, taille, deposeeLe }) => (
          <li key={id}>
            <LienTelechargement
              href={`/api/demandes/${encodeURIComponent(demande.id)}/pieces/${encodeURIComponent(id)}`}
              format={ecrireTaille(taille)}
            >
              {nom}
            </LienTelechargement>
            <Quand le={deposeeLe} />
          </li>
        ))}
      </Pli>
    </div>
  )
}

const SENS = { region: 'La Région à l’organisme', organisme: 'L’organisme à la Région' } as const

const enteteDe = (champ: string): string =>
  [...COLONNES_PAR_CODE.values()].find(({ code }) => code === champ)?.entete ?? champ

const Quand = ({ le, par }: { readonly le: string; readonly par?: string }) => (
  <span className="discret">
    {par && `${par}, `}
    {ecrireQuand(le)}
  </span>
)

/** Nothing of a kind is not a fold to open. */
const Pli = ({
  titre,
  numero,
  combien,
  children,
}: {
  readonly titre: string
  readonly numero: number
  readonly combien: number
  readonly children: ReactNode
}) =>
  combien > 0 && (
    <details>
      <summary>
        {titre} ({combien})<span className="hors-ecran"> de la demande n° {numero}</span>
      </summary>
      <ul className="memoire-fil">{children}</ul>
    </details>
  )
