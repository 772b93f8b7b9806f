import type { SourceLue } from '#aides/dispositif.ts'
import { ecrireValeur } from '#aides/instruire.ts'
import type { AideLue } from '#aides/presentation.ts'
import { compter, ecrireDate, INSECABLE, minuscule } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'

/** The rule in the open: what it requires, its figures with their sources, what is missing, and its very text. */
export const Regle = ({ aide }: { readonly aide: AideLue }) => (
  <>
    {aide.lacunes.length > 0 && (
      <Message
        ton="avertissement"
        titre="Ce que les sources ne disent pas"
        motifs={aide.lacunes.map(({ nom, manque }) => ({ code: nom, message: manque }))}
      />
    )}
    <div className="grille-cartes">
      <Carte titre="Conditions" chapeau="Toutes à la fois.">
        <ul className="aide-liste">
          {aide.conditions.map(({ nom, titre, article }) => (
            <li key={nom}>
              {titre}
              <span className="aide-source">{article}</span>
            </li>
          ))}
        </ul>
      </Carte>
      <div className="aide-colonne">
        <Carte titre="Chiffres de la règle" chapeau="Chacun avec l’endroit où il a été lu.">
          {aide.parametres.length === 0 ? (
            <p className="secondaire">Aucun chiffre dans les sources.</p>
          ) : (
            <dl className="aide-lignes">
              {aide.parametres.map(({ nom, titre, valeur, source }) => (
                <div key={nom}>
                  <dt>
                    {titre}
                    <span className="aide-source">
                      {source.document}, {source.endroit}
                    </span>
                  </dt>
                  <dd className="nombre">{ecrireValeur(valeur)}</dd>
                </div>
              ))}
            </dl>
          )}
        </Carte>
        <Carte titre="Textes et budget">
          <Textes aide={aide} />
        </Carte>
      </div>
    </div>
    <Carte titre="Sources lues" chapeau="Celle qui est suivie, celles qui ne le sont pas, et pourquoi.">
      <ul className="aides">
        {aide.sources.map((source) => (
          <UneSource key={source.document} source={source} />
        ))}
      </ul>
    </Carte>
    <Carte
      titre="La règle entière"
      chapeau={`Le fichier que le programme applique, prouvé par ${compter(aide.exemples.length, 'exemple')} : chaque condition refusée, chaque montant obtenu.`}
    >
      <p className="secondaire aide-empreinte">
        {aide.version.fichier}, empreinte SHA-256 {aide.version.empreinte}
      </p>
      <details>
        <summary>Lire le fichier (Publicodes)</summary>
        <section
          aria-label="Texte de la règle"
          className="aide-texte"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
        >
          {aide.texte}
        </section>
      </details>
    </Carte>
  </>
)

function Textes({ aide: { deliberations, imputation, paiement, periode } }: { readonly aide: AideLue }) {
  return (
    <ul className="aide-liste">
      {deliberations.map(({ reference, date, objet }) => (
        <li key={reference}>
          {reference} du {ecrireDate(date)}
          <span className="aide-source">{objet}</span>
        </li>
      ))}
      {deliberations.length === 0 && <li>Aucune délibération citée par les sources lues.</li>}
      <li>
        {imputation
          ? `Chapitre ${imputation.chapitre}, fonction ${imputation.fonction}, programme ${imputation.programme}, action ${imputation.action}`
          : 'Ligne budgétaire non donnée par les sources lues'}
      </li>
      <li>
        Paiement{INSECABLE}: {minuscule(paiement)}
      </li>
      {periode.indicative && <li className="secondaire">{periode.indicative}</li>}
    </ul>
  )
}

function UneSource({ source }: { readonly source: SourceLue }) {
  const { document, adresse, endroit, dit, retenue, pourquoi } = source
  return (
    <li>
      <div>
        {adresse ? (
          <a href={adresse} rel="noreferrer">
            {document}
          </a>
        ) : (
          <strong>{document}</strong>
        )}
        {endroit && <span className="aide-source">{endroit}</span>}
        <p>{dit}</p>
        <p className="secondaire">{pourquoi}</p>
      </div>
      <Etiquette ton={retenue ? 'retenu' : 'neutre'}>{retenue ? 'suivie' : 'non suivie'}</Etiquette>
    </li>
  )
}
