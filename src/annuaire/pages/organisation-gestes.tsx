import { useId, useState } from 'react'
import { DialogueGeste } from '#annuaire/pages/personne-gestes.tsx'
import type { OrganisationListee } from '#annuaire/schema-gestion.ts'
import { NATURES, type Nature } from '#socle/acces.ts'
import { compter, deNom } from '#socle/francais.ts'
import { cleValide, ecrireSiret } from '#socle/siret.ts'
import { ChampTexte } from '#ui/champ.tsx'
import { Choix } from '#ui/choix.tsx'
import { Message } from '#ui/message.tsx'

type Proprietes = { readonly organisation: OrganisationListee; readonly onFermer: () => void }

const natures = Object.entries(NATURES).map(([valeur, libelle]) => ({ valeur: valeur as Nature, libelle }))
const chemin = ({ id }: OrganisationListee, suite: string) =>
  `/organisations/${encodeURIComponent(id)}/${suite}`

/** Gives its name and nature to a SIRET that waits, or that was refused. */
export function Agrement({ organisation, onFermer }: Proprietes) {
  const { siret, etat } = organisation
  const [nom, setNom] = useState(etat === 'en_attente' ? '' : organisation.nom)
  const [nature, setNature] = useState(organisation.nature)
  const juste = cleValide(siret)
  return (
    <DialogueGeste
      titre={`Approuver le SIRET ${ecrireSiret(siret)}`}
      verbe="Approuver"
      geste={
        nom.trim() && juste
          ? {
              ...{
                chemin: chemin(organisation, 'agrement'),
                methode: 'POST',
                fait: 'Organisation approuvée',
              },
              corps: { nom, nature, etatVu: etat },
            }
          : undefined
      }
      onFermer={onFermer}
    >
      {juste ? (
        <p>
          La clé de contrôle de ce SIRET est juste.{' '}
          {compter(organisation.comptes, 'compte lui est rattaché', 'comptes lui sont rattachés')} : chacun
          reste à approuver.
        </p>
      ) : (
        <Message ton="avertissement">
          <p>
            La clé de contrôle de ce SIRET est fausse : aucune organisation ne peut le porter, refusez-le.
          </p>
        </Message>
      )}
      <ChampTexte libelle="Nom" valeur={nom} onChange={setNom} maximum={200} requis />
      <Choix libelle="Nature" valeur={nature} onChange={setNature} options={natures} />
    </DialogueGeste>
  )
}

export function RefusOrganisation({ organisation, onFermer }: Proprietes) {
  const [motif, setMotif] = useState('')
  return (
    <DialogueGeste
      titre={`Refuser le SIRET ${ecrireSiret(organisation.siret)} ?`}
      verbe="Refuser"
      variante="danger"
      geste={
        motif.trim().length < 3
          ? undefined
          : {
              ...{ chemin: chemin(organisation, 'refus'), methode: 'POST', fait: 'Organisation refusée' },
              corps: { motif },
            }
      }
      onFermer={onFermer}
    >
      <p>Les comptes qui lui sont rattachés ne verront que ce qui est publié. Un refus se reprend.</p>
      <ChampTexte
        libelle="Motif"
        valeur={motif}
        onChange={setMotif}
        maximum={500}
        aide="Gardé au journal."
        requis
      />
    </DialogueGeste>
  )
}

/** An organisation that nobody came from yet, so that an invitation can name it. */
export function Creation({ onFermer }: Pick<Proprietes, 'onFermer'>) {
  const [nom, setNom] = useState('')
  const [siret, setSiret] = useState('')
  const [nature, setNature] = useState<Nature>('of-cfa')
  const chiffres = siret.replace(/\s/g, '')
  const complet = chiffres.length >= 14
  return (
    <DialogueGeste
      titre="Ajouter une organisation"
      verbe="Ajouter"
      geste={
        nom.trim() && cleValide(chiffres)
          ? {
              ...{ chemin: '/organisations', methode: 'POST', fait: 'Organisation ajoutée' },
              corps: { nom, nature, siret: chiffres },
            }
          : undefined
      }
      onFermer={onFermer}
    >
      <ChampTexte libelle="Nom" valeur={nom} onChange={setNom} maximum={200} requis />
      <ChampTexte
        libelle="SIRET"
        valeur={siret}
        onChange={setSiret}
        maximum={20}
        requis
        aide="14 chiffres, espaces permis."
        erreur={
          complet && !cleValide(chiffres)
            ? 'La clé de contrôle de ce SIRET est fausse : un chiffre a été mal saisi.'
            : undefined
        }
      />
      <Choix libelle="Nature" valeur={nature} onChange={setNature} options={natures} />
    </DialogueGeste>
  )
}

/** What an OPCO may see: the filières of applications, one a line. */
export function Perimetre({ organisation, onFermer }: Proprietes) {
  const id = useId()
  const [texte, setTexte] = useState(organisation.filieres.join('\n'))
  const filieres = texte
    .split('\n')
    .map((ligne) => ligne.trim())
    .filter(Boolean)
  return (
    <DialogueGeste
      titre={`Périmètre ${deNom(organisation.nom)}`}
      verbe="Enregistrer"
      geste={{
        ...{ chemin: chemin(organisation, 'filieres'), methode: 'PUT', fait: 'Périmètre changé' },
        corps: { filieres, filieresVues: organisation.filieres },
      }}
      onFermer={onFermer}
    >
      <div className="champ">
        <label htmlFor={id} className="champ-libelle">
          Filières, une par ligne
        </label>
        <textarea
          id={id}
          className="champ-groupe administration-filieres"
          rows={8}
          value={texte}
          aria-describedby={`${id}-aide`}
          onChange={(evenement) => setTexte(evenement.target.value)}
        />
        <p id={`${id}-aide`} className="champ-aide">
          Écrites comme dans les fichiers de demandes : cet OPCO voit les formations de ces filières.
        </p>
      </div>
    </DialogueGeste>
  )
}
