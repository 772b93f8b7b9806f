import { Link } from '@tanstack/react-router'
import type { VueCampagne } from '#majoration/pages/campagne.tsx'
import { ecrireCoupure } from '#majoration/parametres-en-mots.ts'
import { compter } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { Icone } from '#ui/icone.tsx'

/** The other screens of the campaign, each with what it is for. */
export function Portes({ campagne, simulation }: VueCampagne) {
  const portes = [
    {
      to: '/campagnes/$id/classement',
      titre: 'Classement',
      texte: `${compter(simulation.lignes.length, 'formation')} de la mieux notée à la dernière. Coupure du règlement : ${ecrireCoupure(campagne.reglement.coupure)}.`,
    },
    {
      to: '/campagnes/$id/simulation',
      titre: 'Simulation',
      texte: 'Changer l’enveloppe, la coupure, les taux, et voir aussitôt qui gagne et qui perd.',
    },
    {
      to: '/campagnes/$id/comparaison',
      titre: 'Comparaison',
      texte: 'Deux scénarios côte à côte, par organisme, département, filière et niveau.',
    },
    {
      to: '/campagnes/$id/sensibilite',
      titre: 'Sensibilité',
      texte: 'Ce qui reste retenu quels que soient les poids, et ce qui en dépend.',
    },
    {
      to: '/campagnes/$id/rejeu',
      titre: 'Rejeu',
      texte: 'Une autre campagne sous ce règlement et cette dotation : qui y gagnerait, qui y perdrait.',
    },
    {
      to: '/campagnes/$id/annees',
      titre: 'D’une année à l’autre',
      texte: 'Ce qui fut demandé et accordé, face à une campagne antérieure.',
    },
    {
      to: '/campagnes/$id/repartition',
      titre: 'Répartition',
      texte: 'Le tableau soumis au vote, et pourquoi chaque montant.',
    },
    {
      to: '/campagnes/$id/territoires',
      titre: 'Territoires',
      texte: 'Où va l’argent, département par département, face à où sont les contrats.',
    },
  ] as const
  return (
    <Carte titre="Travailler" className="campagne-portes">
      <ul>
        {portes.map(({ to, titre, texte }) => (
          <li key={to}>
            <Link to={to} params={{ id: campagne.id }}>
              <span className="campagne-porte-titre">{titre}</span>
              <span className="secondaire">{texte}</span>
              <Icone nom="fleche" />
            </Link>
          </li>
        ))}
      </ul>
    </Carte>
  )
}
