import { Link, useParams } from '@tanstack/react-router'
import {
  acteAbandonner,
  acteConstater,
  acteCorriger,
  acteEngager,
  acteMandater,
  acteRouvrir,
  acteTitrer,
  acteVoter,
} from '#aides/soldes/pages/actes-solde.ts'
import { DepotListe } from '#aides/soldes/pages/solde-liste.tsx'
import { TONS } from '#aides/soldes/pages/soldes.tsx'
import { adresseSolde, useSolde } from '#aides/soldes/pages/soldes-donnees.ts'
import { type Apprenti, type DetailSolde, ETATS_SOLDE } from '#aides/soldes/solde.ts'
import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { EcranReserve } from '#annuaire/pages/ecran-reserve.tsx'
import { BoutonActe } from '#budget/pages/formulaire-acte.tsx'
import { ETATS_TITRE } from '#budget/rules/titres.ts'
import { compter, ecrireDate, INSECABLE } from '#socle/francais.ts'
import { ecrireSiret } from '#socle/siret.ts'
import { LienTelechargement } from '#ui/bouton.tsx'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Chargement, EtatErreur } from '#ui/etat.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Montant } from '#ui/montant.tsx'
import { Page } from '#ui/page.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'
import './soldes.css'

/** /soldes/$solde : one balance, from its estimate to its payment or its titre. */
export const PageSolde = () => (
  <EcranReserve action="solde.lire" titre="Solde d’une aide">
    <Ecran />
  </EcranReserve>
)

function Ecran() {
  const { solde: id = '' } = useParams({ strict: false }) as { solde?: string }
  const { data, error, isError, refetch } = useSolde(id)
  if (!data)
    return (
      <Page titre="Solde d’une aide">
        {isError ? (
          <EtatErreur erreur={error} reessayer={() => refetch()} />
        ) : (
          <Chargement quoi="Chargement du solde" />
        )}
      </Page>
    )
  const { solde, dispositif } = data
  return (
    <Page
      titre={solde.etablissement}
      surtitre={
        <Link to="/soldes">
          Soldes des aides{INSECABLE}: {dispositif.titre}
        </Link>
      }
      etiquettes={<Etiquette ton={TONS[solde.etat]}>{ETATS_SOLDE[solde.etat]}</Etiquette>}
      chapeau={[
        solde.gestionnaire,
        solde.tiers && `tiers ${solde.tiers}`,
        solde.siret ? `SIRET ${ecrireSiret(solde.siret)}` : 'SIRET à compléter',
      ]
        .filter(Boolean)
        .join(', ')}
      actions={<Actes detail={data} />}
    >
      <Chiffres detail={data} />
      <Avertissements detail={data} />
      {data.explication.length > 0 && <Explication detail={data} />}
      {solde.etat === 'brouillon' && (
        <SiDroit action="solde.preparer">
          <DepotListe id={solde.id} />
        </SiDroit>
      )}
      {data.liste.length > 0 && <Liste detail={data} />}
      <Suite detail={data} />
    </Page>
  )
}

type Proprietes = { readonly detail: DetailSolde }

/** What may be done of it now, by whoever may. */
function Actes({ detail }: Proprietes) {
  const { solde, affectations } = detail
  const { etat, reel, petit, engagement } = solde
  const montant = solde.solde ?? 0
  return (
    <>
      {etat === 'brouillon' && reel !== null && (
        <SiDroit action="solde.preparer">
          <BoutonActe variante="principal" acte={acteConstater(solde)} />
        </SiDroit>
      )}
      {etat === 'constate' && (
        <SiDroit action="solde.voter">
          <BoutonActe variante="principal" acte={acteVoter([solde])} />
          {petit && <BoutonActe acte={acteAbandonner(solde)} />}
        </SiDroit>
      )}
      {etat === 'constate' && (
        <SiDroit action="solde.preparer">
          <BoutonActe acte={acteRouvrir(solde)} />
        </SiDroit>
      )}
      {etat === 'vote' && montant > 0 && affectations.length > 0 && solde.siret && (
        <SiDroit action="budget.ecrire">
          <BoutonActe variante="principal" acte={acteEngager(detail)} />
        </SiDroit>
      )}
      {etat === 'engage' && engagement && engagement.mandate < engagement.net && (
        <SiDroit action="mandat.emettre">
          <BoutonActe variante="principal" acte={acteMandater(solde)} />
        </SiDroit>
      )}
      {etat === 'vote' && montant < 0 && (
        <SiDroit action="budget.ecrire">
          <BoutonActe variante="principal" acte={acteTitrer(solde)} />
        </SiDroit>
      )}
      {['brouillon', 'constate', 'vote'].includes(etat) && (
        <SiDroit action="solde.preparer">
          <BoutonActe variante="discret" acte={acteCorriger(solde)} />
        </SiDroit>
      )}
    </>
  )
}

const Chiffres = ({ detail: { solde } }: Proprietes) => (
  <ChiffresCles>
    <ChiffreCle
      accent
      libelle={(solde.solde ?? 0) < 0 ? 'À reverser' : 'Solde'}
      valeur={solde.solde === null ? '—' : <Montant centimes={Math.abs(solde.solde)} />}
      precision={solde.solde === null ? 'le montant réel reste à connaître' : 'réel moins avance'}
    />
    <ChiffreCle
      libelle="Montant réel"
      valeur={solde.reel === null ? '—' : <Montant centimes={solde.reel} />}
      precision={
        solde.apprentis === null
          ? 'ni liste, ni déclaration'
          : `${compter(solde.apprentis, 'apprenti')}, ${solde.nominatif ? 'liste nominative' : 'déclaré'}`
      }
    />
    <ChiffreCle libelle="Avance versée" valeur={<Montant centimes={solde.avance} />} />
    <ChiffreCle libelle="Montant estimé" valeur={<Montant centimes={solde.estime} />} />
  </ChiffresCles>
)

function Avertissements({ detail: { solde, dispositif, affectations } }: Proprietes) {
  const aPayer = solde.etat === 'vote' && (solde.solde ?? 0) > 0
  return (
    <>
      {solde.source && (
        <Message titre={`Chiffres publiés${INSECABLE}: ${solde.source}.`}>
          <p>La liste nominative n’est pas publiée{INSECABLE}: le montant réel est celui qui l’est.</p>
        </Message>
      )}
      {solde.motif && <Message titre={`Ce reversement n’est pas poursuivi${INSECABLE}: ${solde.motif}.`} />}
      {solde.petit && (
        <Message ton="avertissement" titre="Ce reversement est sous le seuil de poursuite.">
          <p>Il peut être voté et titré comme un autre, ou ne pas être poursuivi, avec une raison écrite.</p>
        </Message>
      )}
      {aPayer && !solde.siret && (
        <SiDroit action="solde.exporter">
          <Message ton="avertissement" titre="Le SIRET manque pour engager ce solde.">
            <p>
              Qui prépare les soldes le complète par «{INSECABLE}Corriger{INSECABLE}».
            </p>
          </Message>
        </SiDroit>
      )}
      {aPayer && affectations.length === 0 && (
        <SiDroit action="budget.ecrire">
          <Message ton="avertissement" titre={`Aucune affectation de ${solde.deliberation} n’a de reste.`}>
            <p>Affectez d’abord l’autorisation votée sur la ligne {dispositif.imputation}.</p>
          </Message>
        </SiDroit>
      )}
    </>
  )
}

const Explication = ({ detail: { explication } }: Proprietes) => (
  <Carte titre="D’où vient ce solde" chapeau="Calculé par la règle du dispositif, au centime.">
    <TableauDonnees
      fiches
      legende="Étapes du calcul"
      legendeMasquee
      lignes={explication.map((etape, rang) => ({ ...etape, rang }))}
      cle={({ rang }) => String(rang)}
      colonnes={[
        { code: 'libelle', titre: 'Étape', cellule: ({ libelle }) => libelle },
        { code: 'valeur', titre: 'Valeur', nombre: true, cellule: ({ valeur }) => valeur },
        { code: 'source', titre: 'Source', secondaire: true, cellule: ({ source }) => source ?? '' },
      ]}
    />
  </Carte>
)

function Liste({ detail: { liste, ailleurs, solde } }: Proprietes) {
  const chez = Map.groupBy(ailleurs, ({ ligne }) => ligne)
  return (
    <Carte titre="Liste nominative">
      {ailleurs.length > 0 && (
        <Message
          ton="avertissement"
          titre={`${compter(chez.size, 'apprenti figure', 'apprentis figurent')} aussi dans la liste d’un autre établissement.`}
        >
          <p>
            Même nom, même prénom, même naissance{INSECABLE}: vérifiez que l’aide n’est pas versée deux fois.
          </p>
        </Message>
      )}
      <TableauDonnees<Apprenti>
        fiches
        legende={compter(liste.length, 'apprenti')}
        hauteur="28rem"
        lignes={liste}
        cle={({ ligne }) => String(ligne)}
        colonnes={[
          {
            code: 'nom',
            titre: 'Apprenti',
            tri: ({ nom, prenom }) => `${nom} ${prenom}`,
            total: 'Total',
            cellule: ({ nom, prenom, ligne }) => (
              <>
                {nom} {prenom}
                {chez.has(ligne) && (
                  <span className="soldes-precision">
                    aussi chez{' '}
                    {chez
                      .get(ligne)!
                      .map(({ etablissement }) => etablissement)
                      .join(', ')}
                  </span>
                )}
              </>
            ),
          },
          {
            code: 'neLe',
            titre: 'Naissance',
            secondaire: true,
            cellule: ({ neLe }) => <span className="insecable">{ecrireDate(neLe)}</span>,
          },
          {
            ...{ code: 'montant', titre: 'Montant versé', nombre: true, tri: ({ montant }) => montant },
            cellule: ({ montant }) => <Montant centimes={montant} />,
            total: <Montant centimes={solde.reel ?? 0} />,
          },
        ]}
      />
    </Carte>
  )
}

/** What was decided, what the budget wrote, and the documents. */
function Suite({ detail: { solde } }: Proprietes) {
  const { deliberation, voteeLe, engagement, titre } = solde
  const lettre = ['vote', 'engage', 'titre', 'solde'].includes(solde.etat)
  if (!lettre) return null
  const adresse = `/api${adresseSolde(solde.id)}`
  return (
    <Carte titre="Suite">
      <ul className="soldes-liste">
        {deliberation && voteeLe && (
          <li>
            Voté par {deliberation}, le {ecrireDate(voteeLe)}.
          </li>
        )}
        {engagement && (
          <li>
            Engagé <Montant centimes={engagement.net} />, mandaté <Montant centimes={engagement.mandate} />,
            payé <Montant centimes={engagement.paye} />.{' '}
            <SiDroit action="budget.lire">
              <Link to="/budget/lignes/$ligne" params={{ ligne: engagement.ligne }}>
                Voir la ligne budgétaire
              </Link>
            </SiDroit>
          </li>
        )}
        {titre && (
          <li>
            Titre de recettes n°{INSECABLE}
            {titre.numero} de {titre.exercice}, {ETATS_TITRE[titre.etat]}
            {titre.encaisse > 0 && titre.etat === 'emis' && (
              <>
                {INSECABLE}: <Montant centimes={titre.encaisse} /> déjà reçus
              </>
            )}
            .
          </li>
        )}
        {solde.solde === 0 && <li>Le solde est nul{INSECABLE}: rien n’est à verser ni à reverser.</li>}
      </ul>
      <div className="soldes-fichiers">
        <LienTelechargement href={`${adresse}/lettre.pdf`} format="PDF">
          Lettre à l’organisme
        </LienTelechargement>
        {solde.solde !== 0 && (
          <SiDroit action="solde.exporter">
            <LienTelechargement href={`${adresse}/ligne-comptable.pdf`} format="PDF">
              Ligne comptable
            </LienTelechargement>
          </SiDroit>
        )}
      </div>
    </Carte>
  )
}
