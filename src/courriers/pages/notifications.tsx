import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { FiltreListe } from '#annuaire/pages/liste-courrier.tsx'
import { ETATS_LETTRE, type EtatLettre, type LettresLues } from '#courriers/lettre.ts'
import { ActesLettres } from '#courriers/pages/notifications-actes.tsx'
import {
  filtrer,
  useIdCampagne,
  useLettres,
  useRechercheLettres,
} from '#courriers/pages/notifications-donnees.ts'
import { Recours } from '#courriers/pages/notifications-recours.tsx'
import { TableauLettres } from '#courriers/pages/notifications-tableau.tsx'
import { TravauxLettres } from '#courriers/pages/notifications-travaux.tsx'
import { Scans } from '#courriers/pages/scans.tsx'
import { compter } from '#socle/francais.ts'
import { LienBouton } from '#ui/bouton.tsx'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Chargement, EtatErreur, EtatVide } from '#ui/etat.tsx'
import { Message } from '#ui/message.tsx'
import { Nombre } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import '#campagnes/pages/import.css'
import './notifications.css'

/** /campagnes/:id/notifications : the letters that tell each body what was voted for it. */
export const PageNotifications = () => (
  <EcranReserve action="instruction.lire" titre="Notifications">
    <EcranNotifications />
  </EcranReserve>
)

function EcranNotifications() {
  const id = useIdCampagne()
  const { data, error, isError, refetch } = useLettres(id)
  return (
    <Page
      titre="Notifications"
      surtitre={data?.libelle}
      chapeau="Une lettre par organisme : générée à partir des montants votés, signée, puis notifiée."
    >
      {data ? (
        data.lettres.length > 0 ? (
          <Lettres campagne={id} lues={data} />
        ) : (
          <EtatVide
            titre={
              data.votee
                ? 'Aucune demande n’attend de lettre dans cette campagne.'
                : 'Cette campagne n’est pas encore votée.'
            }
            action={
              <LienBouton to="/campagnes/$id" params={{ id }} variante="principal">
                Voir la campagne
              </LienBouton>
            }
          >
            {data.votee
              ? 'Les lettres répondent aux demandes déposées ici ; un fichier importé n’en a pas.'
              : 'Les lettres se préparent une fois le vote constaté.'}
          </EtatVide>
        )
      ) : isError ? (
        <EtatErreur erreur={error} reessayer={() => refetch()} />
      ) : (
        <Chargement quoi="Chargement des lettres" />
      )}
    </Page>
  )
}

function Lettres({ campagne, lues }: { readonly campagne: string; readonly lues: LettresLues }) {
  const [recherche, chercher] = useRechercheLettres()
  const conduit = useDroits().has('campagne.conduire')
  const visibles = filtrer(lues.lettres, recherche)
  const sansAdresse = lues.lettres.filter(
    ({ etat, destinataires }) => etat === 'a_notifier' && destinataires === 0,
  )
  return (
    <>
      <ChiffresCles>
        {(Object.keys(ETATS_LETTRE) as EtatLettre[]).map((etat) => (
          <ChiffreCle
            key={etat}
            accent={etat === 'notifiee'}
            libelle={ETATS_LETTRE[etat]}
            valeur={<Nombre valeur={lues.lettres.filter((une) => une.etat === etat).length} />}
            precision={`sur ${compter(lues.lettres.length, 'lettre')}`}
          />
        ))}
      </ChiffresCles>
      {!lues.partent && (
        <Message titre="Aucun serveur de courrier n’est configuré : les messages ne partent pas">
          <p>
            Chaque notification écrit son message. L’administrateur le lit dans «&nbsp;Messages&nbsp;» et le
            transmet ; l’organisme trouve sa lettre dans son espace.
          </p>
        </Message>
      )}
      {sansAdresse.length > 0 && (
        <Message
          ton="avertissement"
          titre={`${compter(sansAdresse.length, 'organisme n’a', 'organismes n’ont')} personne à qui écrire ici`}
        >
          <p>
            Leur lettre peut être notifiée, mais aucun message ne partira : envoyez-la par la poste, ou
            invitez quelqu’un d’abord.{' '}
            {sansAdresse
              .slice(0, 5)
              .map(({ organisme }) => organisme)
              .join(', ')}
            {sansAdresse.length > 5 && '…'}
          </p>
        </Message>
      )}
      {lues.travaux.length > 0 && (
        <TravauxLettres campagne={campagne} travaux={lues.travaux} conduit={conduit} />
      )}
      <Carte
        titre="Lettres"
        actions={conduit && <ActesLettres campagne={campagne} lettres={visibles} lues={lues} />}
      >
        <FiltreListe
          key={JSON.stringify(recherche)}
          libelle="Organisme, SIRET ou numéro"
          etats={ETATS_LETTRE}
          recherche={recherche}
          onChercher={chercher}
        />
        <TableauLettres campagne={campagne} lettres={visibles} conduit={conduit} />
      </Carte>
      {conduit && lues.lettres.some(({ etat }) => etat !== 'a_generer') && <Scans campagne={campagne} />}
      <Recours key={lues.recours} campagne={campagne} lues={lues} conduit={conduit} />
    </>
  )
}
