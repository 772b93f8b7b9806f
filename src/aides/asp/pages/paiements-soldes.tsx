import { ETATS_PAIEMENT } from '#aides/asp/etats.ts'
import type { AdressePaiements } from '#aides/asp/pages/paiements-adresse.ts'
import { useEnvoi } from '#aides/asp/pages/paiements-donnees.ts'
import type { SessionPaiements } from '#aides/asp/paiements-lus.ts'
import type { BilanLu } from '#aides/asp/schema-asp.ts'
import { compter, ecrireMontant, INSECABLE } from '#socle/francais.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Message } from '#ui/message.tsx'
import { Refus } from '#ui/refus.tsx'

type Proprietes = {
  readonly session: SessionPaiements
  readonly paie: boolean
  readonly sftp: boolean
  readonly onLance: () => void
  readonly onVoir: (adresse: AdressePaiements) => void
}

/** What is granted in a session and where that money is: the parts make the whole. */
export function Soldes({ session, paie, sftp, onLance, onVoir }: Proprietes) {
  const { soldes, parts, retenue, horsConsommation, libelle } = session
  const combien = (...etats: readonly string[]) =>
    parts.filter(({ etat }) => etats.includes(etat)).reduce((somme, { nombre }) => somme + nombre, 0)
  return (
    <Carte
      titre={libelle}
      actions={paie && <Actes session={session} sftp={sftp} onLance={onLance} />}
      className="paiements-session"
    >
      {retenue && (
        <Message ton="avertissement" titre="Les paiements attendent.">
          {retenue}
        </Message>
      )}
      {soldes.ecart !== 0 && (
        <Message
          ton="erreur"
          titre={`Il manque ${ecrireMontant(soldes.ecart)} pour retrouver la consommation.`}
        >
          Le montant d’un dossier a changé après l’envoi de son paiement : voyez-le avec l’agent qui
          l’instruit.
        </Message>
      )}
      {horsConsommation > 0 && (
        <Message
          ton="avertissement"
          titre={`${ecrireMontant(horsConsommation)} envoyés pour des aides qui ne sont plus accordées.`}
        />
      )}
      <ChiffresCles>
        <ChiffreCle
          libelle="Accordé"
          valeur={ecrireMontant(soldes.consommation)}
          precision={compter(session.accordes, 'dossier')}
          accent
        />
        <ChiffreCle
          libelle="Versé"
          valeur={ecrireMontant(soldes.verse)}
          precision={compter(combien('payee', 'a_reverser'), 'paiement')}
        />
        <ChiffreCle
          libelle="Chez l’ASP"
          valeur={ecrireMontant(soldes.enCours)}
          precision={compter(combien('envoyee', 'integree'), 'paiement')}
        />
        <ChiffreCle
          libelle="À envoyer"
          valeur={ecrireMontant(soldes.aEnvoyer)}
          precision={compter(combien('sans_paiement', 'en_attente', 'incomplete', 'prete'), 'dossier')}
        />
        <ChiffreCle
          libelle="À reprendre"
          valeur={ecrireMontant(soldes.aReprendre)}
          precision={compter(combien('rejetee', 'impayee'), 'paiement')}
        />
      </ChiffresCles>
      <ul className="paiements-etats">
        {parts.map(({ etat, nombre }) =>
          etat === 'sans_paiement' ? (
            <li key={etat}>{`Sans paiement${INSECABLE}: ${nombre}`}</li>
          ) : (
            <li key={etat}>
              <Bouton variante="discret" onPress={() => onVoir({ session: session.id, etat })}>
                {`${ETATS_PAIEMENT[etat]}${INSECABLE}: ${nombre}`}
              </Bouton>
            </li>
          ),
        )}
      </ul>
    </Carte>
  )
}

function Actes({ session, sftp, onLance }: Pick<Proprietes, 'session' | 'sftp' | 'onLance'>) {
  const annoncer = useAnnonce()
  const preparation = useEnvoi(() => {
    annoncer('La préparation est lancée.')
    onLance()
  })
  const envoi = useEnvoi(() => {
    annoncer('L’écriture des fichiers est lancée.')
    onLance()
  })
  const reprise = useEnvoi<BilanLu>(({ reprises, inchanges, incomplets }) => {
    annoncer(
      `${compter(reprises, 'paiement redemandé', 'paiements redemandés')}, ${compter(inchanges, 'inchangé')}, ${compter(incomplets, 'encore incomplet', 'encore incomplets')}.`,
    )
    onLance()
  })
  const nombre = (...etats: readonly string[]) =>
    session.parts.filter(({ etat }) => etats.includes(etat)).reduce((somme, part) => somme + part.nombre, 0)
  const corps = { session: session.id }
  const pretes = nombre('prete')
  return (
    <div className="rangee">
      {nombre('sans_paiement', 'en_attente', 'incomplete') > 0 && (
        <Bouton
          isDisabled={preparation.isPending}
          onPress={() => preparation.mutate({ suite: '/preparations', corps })}
        >
          Préparer
        </Bouton>
      )}
      {nombre('rejetee', 'impayee') > 0 && (
        <Bouton isDisabled={reprise.isPending} onPress={() => reprise.mutate({ suite: '/reprises', corps })}>
          {session.corriges > 0
            ? `Renvoyer ${compter(session.corriges, 'paiement corrigé', 'paiements corrigés')}`
            : 'Renvoyer les corrigés'}
        </Bouton>
      )}
      {pretes > 0 && session.retenue === null && (
        <Bouton
          variante="principal"
          isDisabled={envoi.isPending}
          onPress={() => envoi.mutate({ suite: '/envois', corps })}
        >
          {sftp
            ? `Envoyer ${compter(pretes, 'paiement')}`
            : `Écrire le fichier de ${compter(pretes, 'paiement')}`}
        </Bouton>
      )}
      <Refus erreur={preparation.error ?? envoi.error ?? reprise.error} />
    </div>
  )
}
