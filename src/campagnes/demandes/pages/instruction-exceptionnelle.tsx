import { useDroits } from '#annuaire/pages/compte-courant.tsx'
import { lireEuros } from '#budget/rules/saisie.ts'
import {
  type ActeExceptionnelle,
  PASSAGES_EXCEPTIONNELLE,
  type PassageExceptionnelle,
} from '#campagnes/demandes/exceptionnelle.ts'
import {
  type BornesExceptionnelles,
  type Exceptionnelle,
  type ExceptionnelleLue,
  resteDe,
} from '#campagnes/demandes/exceptionnelle-lue.ts'
import type { Etude } from '#campagnes/demandes/instruction.ts'
import { BASES, EtatExceptionnel } from '#campagnes/demandes/pages/exceptionnelle-elements.tsx'
import { cheminDemande, useExceptionnelle } from '#campagnes/demandes/pages/instruction-donnees.ts'
import { Instant, Prose } from '#campagnes/demandes/pages/instruction-elements.tsx'
import { BoutonGeste, type Geste } from '#campagnes/demandes/pages/instruction-geste.tsx'
import { ecrireMontant, ecrireNombre, INSECABLE } from '#socle/francais.ts'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { EtatErreur } from '#ui/etat.tsx'
import { Indicatif } from '#ui/etiquette.tsx'
import { Message } from '#ui/message.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'

type Proprietes = { readonly etude: Etude; readonly onGeste: (geste: Geste) => void }

/** What the body asks for beside, its bounds in figures, and what this person may make of it; nothing when it asks not. */
export function MajorationExceptionnelle({ etude, onGeste }: Proprietes) {
  const { data, error, isError, refetch } = useExceptionnelle(etude.id)
  if (isError && !data) return <EtatErreur erreur={error} reessayer={() => refetch()} />
  if (!data?.exceptionnelle || !data.bornes) return null
  const { exceptionnelle, bornes } = data
  return (
    <Carte
      titre="Majoration exceptionnelle"
      actions={<EtatExceptionnel etat={exceptionnelle.etat} />}
      chapeau="Instruite à part de l’enveloppe ordinaire, sous le déficit prévisionnel et ce qui reste de son enveloppe."
    >
      <Bornes exceptionnelle={exceptionnelle} bornes={bornes} />
      <Texte titre="Plan de redressement" texte={exceptionnelle.plan} />
      <Texte titre="Justification de l’organisme" texte={exceptionnelle.justification} />
      <Etapes lue={data} />
      <Actes etude={etude} lue={data} onGeste={onGeste} />
    </Carte>
  )
}

/** What the body writes: nothing published says what it must hold. */
const Texte = ({ titre, texte }: { readonly titre: string; readonly texte: string }) => (
  <section>
    <h3>
      {titre} <Indicatif />
    </h3>
    <Prose texte={texte} />
  </section>
)

function Bornes({
  exceptionnelle,
  bornes,
}: {
  readonly exceptionnelle: Exceptionnelle
  readonly bornes: BornesExceptionnelles
}) {
  const { montant, deficit, exercice, propose, accorde } = exceptionnelle
  const { enveloppe, contratsRetenus, base } = bornes
  return (
    <ChiffresCles>
      <ChiffreCle libelle="Demandé" valeur={<Montant centimes={montant} />} />
      {propose !== null && (
        <ChiffreCle
          accent
          libelle={accorde === null ? 'Proposé' : 'Accordé'}
          valeur={<Montant centimes={accorde ?? propose} />}
        />
      )}
      <ChiffreCle
        libelle="Déficit prévisionnel"
        valeur={<Montant centimes={deficit} />}
        precision={`exercice ${exercice}`}
      />
      <ChiffreCle
        libelle="Reste de l’enveloppe"
        valeur={<Montant centimes={resteDe(bornes)} />}
        precision={`sur ${ecrireMontant(enveloppe)}`}
      />
      <ChiffreCle
        libelle="Contrats retenus"
        valeur={<Nombre valeur={contratsRetenus} />}
        precision={contratsRetenus > 0 ? BASES[base] : 'aucun encore : la liste se classe d’abord'}
      />
    </ChiffresCles>
  )
}

/** Everything asked, proposed, decided: the amounts stay side by side. */
const Etapes = ({ lue: { etapes } }: { readonly lue: ExceptionnelleLue }) => (
  <ul className="instruction-fil" aria-label="Ce qui en a été fait">
    {etapes.map(({ acte, montant, motif, nomPar, le }) => (
      <li key={`${acte} ${le}`}>
        <p>
          <strong>{PASSAGES_EXCEPTIONNELLE[acte].fait}</strong>
          {montant !== null && (
            <>
              {INSECABLE}: <Montant centimes={montant} />
            </>
          )}
        </p>
        {motif && <Prose texte={motif} />}
        <p className="discret">
          {nomPar || 'Compte effacé'}, <Instant le={le} />
        </p>
      </li>
    ))}
  </ul>
)

function Actes({ etude, lue, onGeste }: Proprietes & { readonly lue: ExceptionnelleLue }) {
  const droits = useDroits()
  const offerts = lue.actes.filter((acte) => droits.has(PASSAGES_EXCEPTIONNELLE[acte].action))
  if (offerts.length === 0) return null
  const motifsDe = (acte: ActeExceptionnelle) => {
    const { etape }: PassageExceptionnelle = PASSAGES_EXCEPTIONNELLE[acte]
    return etape === 'instruire' || etape === 'valider' ? lue.separation[etape] : []
  }
  const empeches = offerts.filter((acte) => motifsDe(acte).length > 0)
  const motifs = new Map(empeches.flatMap(motifsDe).map((motif) => [motif.code, motif]))
  return (
    <>
      {empeches.length > 0 && (
        <Message
          ton="avertissement"
          titre={`${empeches.map((acte) => PASSAGES_EXCEPTIONNELLE[acte].libelle).join(', ')} : pas de votre main`}
          motifs={[...motifs.values()]}
        />
      )}
      <div className="rangee ecran-seulement">
        {offerts
          .filter((acte) => motifsDe(acte).length === 0)
          .map((acte) => (
            <BoutonGeste
              key={acte}
              geste={gesteExceptionnel(acte, etude, lue)}
              onOuvrir={onGeste}
              variante={acte === 'accorder' ? 'principal' : 'secondaire'}
              sur="majoration exceptionnelle"
            />
          ))}
      </div>
    </>
  )
}

/** Where each act of the desk is sent, and what its form asks. */
function gesteExceptionnel(acte: ActeExceptionnelle, etude: Etude, lue: ExceptionnelleLue): Geste {
  const { libelle } = PASSAGES_EXCEPTIONNELLE[acte]
  const { montant = 0, propose = null } = lue.exceptionnelle ?? {}
  const titre = `${libelle}, majoration exceptionnelle`
  const chemin = (fin: string) => `${cheminDemande(etude.id)}/exceptionnelle/${fin}`
  const motif = { cle: 'motif', libelle: 'Motif', nature: 'long' } as const
  if (acte === 'instruire')
    return {
      ...{ libelle, titre },
      explication: 'Une autre personne que vous devra l’accorder. Ce qui est demandé reste à côté.',
      champs: [
        {
          ...{ cle: 'montant', libelle: 'Montant proposé, en euros', nature: 'montant' },
          initial: ecrireNombre((propose ?? montant) / 100),
        },
        { cle: 'motivation', libelle: 'Motivation', nature: 'long' },
      ],
      envoi: ({ montant = '', motivation }) => ({
        chemin: chemin('instruction'),
        corps: { montant: lireEuros(montant) ?? 0, motivation },
      }),
    }
  if (acte === 'accorder')
    return {
      ...{ libelle, titre },
      explication: `${ecrireMontant(propose ?? 0)} pour ${etude.organisme}, qui iront au vote avec la prochaine proposition.`,
      envoi: () => ({ chemin: chemin('accord'), corps: { montant: propose ?? 0 } }),
    }
  const fin = acte === 'refuser' ? 'refus' : 'reprise'
  const explication =
    acte === 'refuser'
      ? 'Le motif est dit à l’organisme.'
      : `La demande revient à l’instruction${INSECABLE}; un montant accordé retourne à l’enveloppe.`
  return {
    ...{ libelle, titre, explication, champs: [motif] },
    envoi: ({ motif }) => ({ chemin: chemin(fin), corps: { motif } }),
  }
}
