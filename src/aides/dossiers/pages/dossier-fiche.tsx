import type { ReactNode } from 'react'
import type { DossierLu } from '#aides/dossiers/dossier.ts'
import { direNiveau } from '#aides/sessions/pages/session-mots.tsx'
import { ecrireDate, FINE } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'

type Proprietes = { readonly dossier: DossierLu }
type Ligne = readonly [libelle: string, valeur: ReactNode]

const Fiche = ({ lignes }: { readonly lignes: readonly Ligne[] }) => (
  <dl className="suivi-fiche">
    {lignes
      .filter(([, valeur]) => valeur)
      .flatMap(([libelle, valeur]) => [
        <dt key={libelle}>{libelle}</dt>,
        <dd key={`${libelle} valeur`}>{valeur}</dd>,
      ])}
  </dl>
)

const date = (texte: string | null | undefined) => texte && ecrireDate(texte.slice(0, 10))

export const FicheIdentite = ({ dossier }: Proprietes) => {
  const { adresse } = dossier
  const voie = ['numero', 'extension', 'typeVoie', 'libelleVoie']
    .map((cle) => adresse[cle])
    .filter(Boolean)
    .join(' ')
  const ville = [adresse.codePostal, adresse.libelleCommune ?? adresse.commune].filter(Boolean).join(' ')
  return (
    <Carte titre="Personne">
      <Fiche
        lignes={[
          ['Nom', `${dossier.civilite === 'M' ? 'M.' : 'Mme'} ${dossier.prenom} ${dossier.nom}`],
          ['Nom d’usage', dossier.nomUsage],
          [dossier.civilite === 'M' ? 'Né le' : 'Née le', date(dossier.neLe)],
          ['Adresse', [voie, adresse.complement, ville].filter(Boolean).join(', ')],
          ['Courriel', dossier.courriel],
          ['Téléphone', dossier.telephone],
          ['Compte bancaire', dossier.compte],
        ]}
      />
    </Carte>
  )
}

export const FicheContrat = ({ dossier }: Proprietes) => {
  const { contrat } = dossier
  return (
    <Carte titre="Contrat et formation">
      <Fiche
        lignes={[
          ['Organisme', dossier.organisme],
          ['Diplôme', contrat.diplome],
          ['Niveau', direNiveau(dossier.niveau)],
          ['Code RNCP', contrat.rncp],
          ['Numéro du contrat', contrat.numero],
          ['Début', date(contrat.debut)],
          ['Fin', date(contrat.fin)],
          ['Rupture', date(contrat.rupture)],
          ['SIRET de l’employeur', contrat.siret],
          ['Assiduité', direAssiduite(dossier)],
        ]}
      />
    </Carte>
  )
}

function direAssiduite({ assidu, absences, attestationExigee }: DossierLu): string {
  const part =
    absences === null ? '' : `, ${absences.replace('.', ',').replace(/,00$/, '')}${FINE}% d’absences`
  if (assidu === null)
    return attestationExigee ? 'pas encore attestée : rien n’est payé avant' : 'attestation non demandée'
  return `${assidu ? 'attestée' : 'non attestée'} par l’organisme${part}`
}
