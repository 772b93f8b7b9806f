import { Link } from '@tanstack/react-router'
import { ETATS_CAMPAGNE } from '#campagnes/cycle-campagne.ts'
import { EtatDe } from '#campagnes/demandes/pages/instruction-elements.tsx'
import { ETATS_LETTRE } from '#courriers/lettre.ts'
import { LienLettre } from '#courriers/pages/lien-lettre.tsx'
import { type Chiffre, chiffresDe, ecrireChiffre } from '#memoire/chiffres.ts'
import type { CampagneMemoire, DemandeMemoire } from '#memoire/memoire.ts'
import { Echanges } from '#memoire/pages/memoire-echanges.tsx'
import { Histoire } from '#memoire/pages/memoire-histoire.tsx'
import { ecrireQuand } from '#memoire/pages/memoire-mots.ts'
import { Paiements } from '#memoire/pages/memoire-paiements.tsx'
import { ecrireDate, INSECABLE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Etiquette, Fictif } from '#ui/etiquette.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'

type Proprietes = {
  readonly campagne: CampagneMemoire
  readonly interne: boolean
  /** Whether the reader may open the desk. */
  readonly etude: boolean
}

/** What one campaign decided for the body: its application, the vote, the letter, the payment. */
export function CarteCampagne({ campagne, interne, etude }: Proprietes) {
  const { id, libelle, exercice, etat, fictif, mention, demandes } = campagne
  const chiffres = chiffresDe(campagne)
  return (
    <Carte
      titre={
        <Link to="/campagnes/$id" params={{ id }}>
          {libelle}
        </Link>
      }
      actions={
        <span className="rangee">
          {fictif && <Fictif mention={mention} />}
          <Etiquette>{`Exercice ${exercice} · ${ETATS_CAMPAGNE[etat].libelle}`}</Etiquette>
        </span>
      }
    >
      {demandes.map((demande) => (
        <UneDemande key={demande.id} demande={demande} etude={etude} />
      ))}
      {demandes.length === 0 && (
        <p className="secondaire">
          Cette campagne vient d’un fichier{INSECABLE}: aucune demande n’y a été déposée en ligne.
        </p>
      )}
      {chiffres.length > 0 && (
        <TableauDonnees
          legende={`Chiffres de ${exercice}, avec leur source`}
          colonnes={COLONNES}
          lignes={chiffres}
          cle={({ libelle: quoi, source }) => `${quoi} ${source}`}
        />
      )}
      {campagne.vote?.motifExceptionnelle && (
        <p>
          <strong>Majoration exceptionnelle{INSECABLE}:</strong> {campagne.vote.motifExceptionnelle}
        </p>
      )}
      <Paiements engagements={campagne.engagements} />
      {demandes.map((demande) => (
        <Echanges key={demande.id} demande={demande} interne={interne} />
      ))}
      <Histoire campagne={campagne} />
    </Carte>
  )
}

const COLONNES = [
  { code: 'quoi', titre: 'Ce qui est compté', cellule: ({ libelle }: Chiffre) => libelle },
  {
    ...{ code: 'valeur', titre: 'Valeur', nombre: true },
    cellule: (chiffre: Chiffre) => <span className="insecable">{ecrireChiffre(chiffre)}</span>,
  },
  { code: 'source', titre: 'Source', cellule: ({ source }: Chiffre) => source },
] as const

/** Why an application went no further; the letter tells the rest. */
const REFUS: readonly string[] = ['rejeter', 'ecarter', 'retirer']

function UneDemande({ demande, etude }: { readonly demande: DemandeMemoire; readonly etude: boolean }) {
  const { id, campagne, numero, etat, deposeeLe, lettre, etapes } = demande
  const nom = `Demande n°${INSECABLE}${numero}`
  const refus = etapes.findLast(({ acte, motif }) => motif && REFUS.includes(acte))
  return (
    <div className="memoire-demande">
      <p className="rangee">
        {etude ? (
          <Link to="/campagnes/$id/demandes/$demande" params={{ id: campagne, demande: id }}>
            {nom}
          </Link>
        ) : (
          <Link to="/demandes/$demande" params={{ demande: id }}>
            {nom}
          </Link>
        )}
        <EtatDe etat={etat} />
        {deposeeLe && <span className="discret">déposée le {ecrireQuand(deposeeLe)}</span>}
      </p>
      {refus && (
        <p className="memoire-motif">
          <strong>
            {refus.titre}
            {INSECABLE}:
          </strong>{' '}
          {refus.motif}
        </p>
      )}
      {lettre && (
        <p className="rangee">
          <LienLettre demande={id}>Lettre de notification de la demande n° {numero}</LienLettre>
          <span className="discret">
            {lettre.notifieeLe
              ? `notifiée le ${ecrireQuand(lettre.notifieeLe)}`
              : ETATS_LETTRE[lettre.etat].toLocaleLowerCase('fr')}
            {lettre.signataire && `, signée par ${lettre.signataire}`}
            {lettre.signeeLe && ` le ${ecrireDate(lettre.signeeLe)}`}
          </span>
        </p>
      )}
    </div>
  )
}
