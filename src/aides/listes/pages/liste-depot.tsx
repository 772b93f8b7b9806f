import { useState } from 'react'
import { direEtatDossier } from '#aides/listes/etats-liste.ts'
import { ecrireInstantParis } from '#aides/listes/liste.ts'
import { deposer, useActe } from '#aides/listes/pages/liste-donnees.ts'
import type { ListeLue } from '#aides/listes/schema-listes.ts'
import { compter, ecrireMontant, ecrireNombre, INSECABLE } from '#socle/francais.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { DialogueFormulaire } from '#ui/dialogue-formulaire.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'

/** Depositing a list, whole or its valid lines alone: said in figures before it is done. */
export function DeposerListe({ liste }: { readonly liste: ListeLue }) {
  const [ouvert, setOuvert] = useState(false)
  const acte = useActe(liste.id, deposer(liste.id))
  const { valides, enErreur, ecartees } = liste.comptes
  const fermer = () => setOuvert(false)
  return (
    <>
      <Bouton variante="principal" isDisabled={valides === 0} onPress={() => setOuvert(true)}>
        {enErreur > 0 ? 'Déposer les lignes valides' : 'Déposer la liste'}
      </Bouton>
      {ouvert && (
        <DialogueFormulaire
          titre="Déposer"
          action="Déposer"
          erreur={acte.error}
          enCours={acte.isPending}
          onFermer={fermer}
          onValider={() => acte.mutate(enErreur > 0 ? 'valides' : 'toutes', { onSuccess: fermer })}
        >
          <p>
            {compter(
              valides,
              'ligne valide devient un dossier',
              'lignes valides deviennent autant de dossiers',
            )}
            , jugés aussitôt par le règlement de la campagne.
          </p>
          {enErreur > 0 && (
            <p>
              {compter(enErreur, 'ligne en erreur ne sera', 'lignes en erreur ne seront')} pas déposée
              {enErreur > 1 ? 's' : ''}
              {INSECABLE}: vous pourrez envoyer une seconde liste pour les reprendre.
            </p>
          )}
          {ecartees > 0 && (
            <p>{compter(ecartees, 'ligne écartée reste', 'lignes écartées restent')} de côté.</p>
          )}
          <p className="secondaire">Une liste déposée ne se corrige plus.</p>
        </DialogueFormulaire>
      )}
    </>
  )
}

/** What a deposit has made, to be kept or printed. */
export const Recepisse = ({ liste }: { readonly liste: ListeLue }) => (
  <Carte
    titre="Récépissé de dépôt"
    chapeau={liste.depotLe ? `Déposée le ${ecrireInstantParis(liste.depotLe)}, heure de Paris.` : undefined}
    actions={
      <Bouton variante="discret" onPress={() => window.print()}>
        Imprimer
      </Bouton>
    }
  >
    <TableauDonnees
      legende="Dossiers faits, par état"
      legendeMasquee
      colonnes={[
        { code: 'etat', titre: 'État', cellule: ({ etat }) => direEtatDossier(etat), total: 'Total' },
        {
          ...{ code: 'nombre', titre: 'Dossiers', nombre: true },
          cellule: ({ nombre }) => ecrireNombre(nombre),
          total: ecrireNombre(liste.dossiers.reduce((somme, { nombre }) => somme + nombre, 0)),
        },
        {
          ...{ code: 'montant', titre: 'Montant jugé', nombre: true },
          cellule: ({ montant }) => ecrireMontant(montant),
          total: ecrireMontant(liste.dossiers.reduce((somme, { montant }) => somme + montant, 0)),
        },
      ]}
      lignes={liste.dossiers}
      cle={({ etat }) => etat}
      vide="Aucun dossier."
    />
    <p className="listes-empreinte discret">
      {liste.nom}, empreinte SHA-256 {liste.sha256}
    </p>
  </Carte>
)
