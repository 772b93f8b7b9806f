import { type FormEvent, useState } from 'react'
import type { DemandeLue } from '#campagnes/demandes/espace.ts'
import { verifierIdentifiants } from '#campagnes/demandes/identifiants.ts'
import type { Enregistreur } from '#campagnes/demandes/pages/demande-enregistrement.ts'
import { useActeDemande } from '#campagnes/demandes/pages/espace-donnees.ts'
import { ecrireNda } from '#socle/nda.ts'
import { useAnnonce } from '#ui/annonce.tsx'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Refus } from '#ui/refus.tsx'
import { ErreurApi } from '#ui/requete.ts'

type Proprietes = { readonly lue: DemandeLue; readonly enregistreur: Enregistreur }

/** What the body is known by beside its SIRET, said once for all its applications; each refusal beside its field. */
export function IdentifiantsOrganisme({ lue: { demande, identifiants }, enregistreur }: Proprietes) {
  const connus = { uai: identifiants.uai ?? '', nda: ecrireNda(identifiants.nda ?? '') }
  const [saisie, setSaisie] = useState<typeof connus>()
  const [juge, setJuge] = useState(false)
  const [erreur, setErreur] = useState<Error>()
  const acte = useActeDemande(demande.id)
  const annoncer = useAnnonce()
  const vus = saisie ?? connus
  const change = vus.uai !== connus.uai || vus.nda !== connus.nda
  const decision = verifierIdentifiants(vus)
  const refus = juge && decision.statut === 'refus' ? decision.motifs : []
  const faute = (champ: string) => refus.find(({ code }) => code.startsWith(`${champ}-`))?.message
  const enregistrer = async (evenement: FormEvent) => {
    evenement.preventDefault()
    setJuge(true)
    setErreur(undefined)
    if (decision.statut === 'refus' || !change || acte.isPending) return
    try {
      const version = await enregistreur.vider()
      await acte.mutateAsync({ chemin: '/identifiants', methode: 'PUT', corps: { version, ...vus } })
      setSaisie(undefined)
      setJuge(false)
      annoncer('Les identifiants de l’organisme sont enregistrés.')
    } catch (dite) {
      setErreur(dite instanceof ErreurApi ? dite : new ErreurApi(500, undefined))
    }
  }
  return (
    <Carte
      titre="Identifiants de l’organisme"
      chapeau="Ils valent pour toutes vos demandes. Un organisme peut n’en avoir aucun : ils ne sont pas exigés pour déposer."
    >
      <form className="pile" onSubmit={enregistrer} noValidate>
        <div className="demande-champs">
          <ChampTexte
            libelle="UAI (facultatif)"
            valeur={vus.uai}
            maximum={50}
            onChange={(uai) => setSaisie({ ...vus, uai })}
            erreur={faute('uai')}
            aide="Numéro de l’établissement au répertoire national : sept chiffres et une lettre."
          />
          <ChampTexte
            libelle="Numéro de déclaration d’activité, NDA (facultatif)"
            valeur={vus.nda}
            maximum={50}
            onChange={(nda) => setSaisie({ ...vus, nda })}
            erreur={faute('nda')}
            aide="Onze chiffres, donnés par la préfecture de région."
          />
        </div>
        <Refus erreur={erreur} />
        <div className="rangee">
          <Bouton type="submit" isDisabled={!change || acte.isPending}>
            Enregistrer les identifiants
          </Bouton>
          <span className="discret" role="status">
            {acte.isPending ? 'Enregistrement…' : change ? 'Identifiants non enregistrés.' : ''}
          </span>
        </div>
      </form>
    </Carte>
  )
}
