import { Link } from '@tanstack/react-router'
import type { DeclareAilleurs, Etude } from '#campagnes/demandes/instruction.ts'
import { EtatDe } from '#campagnes/demandes/pages/instruction-elements.tsx'
import { alertesRestantes } from '#campagnes/demandes/pages/instruction-mots.ts'
import { ecrireEcart, ecrireNombre, INSECABLE } from '#socle/francais.ts'
import { ecrireSiret } from '#socle/siret.ts'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Nombre } from '#ui/montant.tsx'
import { TableauDonnees } from '#ui/tableau.tsx'

/** The figures of an application beside those of last year, declared and instructed. */
export function Chiffres({ etude }: { readonly etude: Etude }) {
  const { contrats, contratsDeclares, formations, precedent, effectif } = etude
  return (
    <ChiffresCles>
      <ChiffreCle
        accent
        libelle="Contrats demandés"
        valeur={<Nombre valeur={contrats} />}
        precision={
          contrats === contratsDeclares
            ? 'tels que déclarés'
            : `${ecrireNombre(contratsDeclares)} déclarés, ${ecrireEcart(contrats - contratsDeclares)} par corrections`
        }
      />
      <ChiffreCle
        libelle={precedent ? `Contrats en ${precedent.exercice}` : 'L’an dernier'}
        valeur={precedent ? <Nombre valeur={precedent.contrats} /> : '—'}
        precision={
          precedent
            ? `${ecrireEcart(contrats - precedent.contrats)} depuis`
            : 'rien de cet organisme avant cette campagne'
        }
      />
      <ChiffreCle
        libelle="Formations"
        valeur={<Nombre valeur={formations.length} />}
        precision={
          etude.disparues.length > 0 ? `${etude.disparues.length} de l’an dernier ne sont plus demandées` : ''
        }
      />
      <ChiffreCle libelle="Apprentis de l’organisme" valeur={effectif || '—'} precision="déclarés" />
      <ChiffreCle
        libelle="Alertes à regarder"
        valeur={<Nombre valeur={alertesRestantes(etude).length} />}
        precision={`sur ${etude.alertes.filter(({ gravite }) => gravite !== 'information').length}`}
      />
    </ChiffresCles>
  )
}

/** What the same body declared in other campaigns or under other establishments. */
export const Ailleurs = ({ etude: { ailleurs } }: { readonly etude: Etude }) => (
  <Carte
    titre="Déclaré ailleurs"
    chapeau="Le même organisme (SIREN), dans d’autres campagnes ou sous un autre SIRET."
  >
    <TableauDonnees<DeclareAilleurs>
      legende="Autres déclarations du même organisme"
      legendeMasquee
      vide="Rien d’autre n’est connu de cet organisme."
      cle={({ campagne, siret, demande }) => `${campagne} ${siret} ${demande?.id ?? ''}`}
      lignes={ailleurs}
      colonnes={[
        {
          code: 'campagne',
          titre: 'Campagne',
          cellule: ({ campagne, libelle, demande }) =>
            demande ? (
              <Link
                to="/campagnes/$id/demandes/$demande"
                params={{ id: campagne, demande: demande.id }}
                search={{}}
              >
                {libelle}, n°{INSECABLE}
                {demande.numero}
              </Link>
            ) : (
              libelle
            ),
        },
        {
          code: 'organisme',
          titre: 'Organisme',
          cellule: ({ nom, siret }) => (
            <span className="instruction-organisme">
              {nom} <span className="discret insecable">{ecrireSiret(siret)}</span>
            </span>
          ),
        },
        {
          ...{ code: 'etat', titre: 'État', secondaire: true },
          cellule: ({ demande }) => (demande ? <EtatDe etat={demande.etat} /> : 'fichier de campagne'),
        },
        {
          ...{ code: 'formations', titre: 'Formations', nombre: true, secondaire: true },
          cellule: ({ formations }) => <Nombre valeur={formations} />,
        },
        {
          ...{ code: 'contrats', titre: 'Contrats', nombre: true },
          cellule: ({ contrats }) => <Nombre valeur={contrats} />,
        },
        {
          ...{ code: 'effectif', titre: 'Apprentis', nombre: true, secondaire: true },
          cellule: ({ effectif }) => effectif || '—',
        },
      ]}
    />
  </Carte>
)
