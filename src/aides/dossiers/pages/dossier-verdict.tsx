import type { DossierLu } from '#aides/dossiers/dossier.ts'
import { ecrireDate, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Message } from '#ui/message.tsx'
import { Montant } from '#ui/montant.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'

/** What the rule answered: the amount and how it comes, or every reason, or what is missing. */
export function VerdictDossier({ dossier: { verdict, montant } }: { readonly dossier: DossierLu }) {
  return (
    <Carte
      titre="Ce que la règle en juge"
      chapeau={`Jugé le ${ecrireDate(verdict.jugeLe)} par ${verdict.version.fichier}, empreinte ${verdict.version.empreinte.slice(0, 12)}…`}
    >
      {verdict.statut === 'accord' ? (
        <>
          <p>
            Montant{INSECABLE}: <strong>{montant !== null && <Montant centimes={montant} />}</strong>
          </p>
          <TableauDonnees
            legende="Comment ce montant est obtenu"
            lignes={verdict.explication.map((etape, rang) => ({ ...etape, rang }))}
            cle={({ rang }) => String(rang)}
            colonnes={[
              { code: 'libelle', titre: 'Étape', cellule: ({ libelle }) => libelle },
              { code: 'valeur', titre: 'Valeur', nombre: true, cellule: ({ valeur }) => valeur },
              {
                code: 'source',
                titre: 'D’où elle vient',
                cellule: ({ source }) => source ?? '',
                secondaire: true,
              },
            ]}
          />
        </>
      ) : verdict.statut === 'incomplet' ? (
        <Message ton="avertissement" titre="Des réponses manquent">
          <ul>
            {verdict.questions.map(({ nom, texte, pourquoi }) => (
              <li key={nom}>
                {texte} <span className="discret">({pourquoi.join(', ')})</span>
              </li>
            ))}
          </ul>
        </Message>
      ) : (
        <Message
          ton={verdict.statut === 'refus' ? 'erreur' : 'avertissement'}
          titre={verdict.statut === 'refus' ? 'Refusé' : 'Le montant ne peut pas être calculé'}
          motifs={verdict.motifs}
        />
      )}
    </Carte>
  )
}
