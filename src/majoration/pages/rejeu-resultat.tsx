import { useCallback, useMemo } from 'react'
import type { Campagne } from '#campagnes/campagne.ts'
import { QuiFranchit } from '#majoration/pages/simulation-franchissement.tsx'
import { type LigneRejouee, type PartRejouee, type Rejeu, sensDe } from '#majoration/rejeu.ts'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { Etiquette, Fictif } from '#ui/etiquette.tsx'
import { Montant, MontantExact, Nombre } from '#ui/montant.tsx'
import { type Colonne, TableauDonnees } from '#ui/tableau.tsx'

type Proprietes = { readonly rejeu: Rejeu; readonly passee: Campagne }

/** The past campaign and its replay side by side: the totals, who crosses the line, body by body. */
export function RejeuCalcule({ rejeu, passee }: Proprietes) {
  const { lignes, repartition, franchissement, reference } = rejeu
  const noms = useMemo(() => new Map(passee.organismes.map((o) => [o.identifiant, o.nom])), [passee])
  const nomDe = useCallback((organisme: string) => noms.get(organisme) ?? organisme, [noms])
  const colonnes = useMemo(() => dresserColonnes(rejeu), [rejeu])
  const avant = totaliser(lignes.map((ligne) => ligne.avant))
  return (
    <>
      <ChiffresCles>
        <ChiffreCle
          libelle="Réparti"
          valeur={<Montant centimes={repartition.total} />}
          precision={
            <>
              {VERBES[reference]} <Montant centimes={avant.montant} />
            </>
          }
        />
        <ChiffreCle
          libelle="Contrats retenus"
          valeur={<Nombre valeur={repartition.contrats} />}
          precision={
            <>
              {VERBES[reference]} <Nombre valeur={avant.contrats} />
            </>
          }
        />
        <ChiffreCle
          libelle="Organismes"
          valeur={<Nombre valeur={repartition.parts.length} />}
          precision={
            <>
              {VERBES[reference]} <Nombre valeur={avant.nombre} />
            </>
          }
        />
        <ChiffreCle
          libelle="Montant moyen"
          valeur={<MontantExact euros={repartition.montantMoyen} />}
          precision="par contrat retenu"
        />
      </ChiffresCles>
      <Carte titre="Qui franchit la ligne" chapeau="Par rapport au règlement de la campagne rejouée.">
        <QuiFranchit
          franchissement={franchissement}
          nomDe={nomDe}
          nomReference="le règlement de la campagne rejouée"
        />
      </Carte>
      <Carte
        titre="Organisme par organisme"
        actions={passee.fictif && <Fictif mention={passee.mention} />}
        chapeau={
          reference === 'vote'
            ? 'À gauche, ce que l’assemblée a voté, hors majorations exceptionnelles.'
            : 'Rien n’a été voté dans cette campagne : à gauche, ce que donne son propre règlement.'
        }
      >
        <TableauDonnees
          legende="Majoration de chaque organisme, avant et rejouée"
          legendeMasquee
          colonnes={colonnes}
          lignes={lignes}
          cle={(ligne) => ligne.organisme}
          triInitial={{ colonne: 'ecart', sens: 'desc' }}
        />
      </Carte>
    </>
  )
}

const VERBES = { vote: 'voté :', calcul: 'calculé :' } as const

const totaliser = (parts: readonly (PartRejouee | null)[]) => {
  const presentes = parts.filter((part) => part !== null)
  return {
    nombre: presentes.length,
    contrats: presentes.reduce((somme, { contrats }) => somme + contrats, 0),
    montant: presentes.reduce((somme, { montant }) => somme + montant, 0),
  }
}

const TONS = { entre: 'vert', sort: 'flamme' } as const

function dresserColonnes({ lignes, reference }: Rejeu): Colonne<LigneRejouee>[] {
  const [avant, apres] = [totaliser(lignes.map((l) => l.avant)), totaliser(lignes.map((l) => l.apres))]
  const adjectif = reference === 'vote' ? 'votés' : 'calculés'
  return [
    {
      ...{ code: 'nom', titre: 'Organisme', total: 'Total' },
      tri: ({ nom }) => nom,
      cellule: (ligne) => {
        const sens = sensDe(ligne)
        return (
          <>
            {ligne.nom} {sens && <Etiquette ton={TONS[sens]}>{sens}</Etiquette>}
          </>
        )
      },
    },
    {
      ...{ code: 'contratsAvant', titre: `Contrats ${adjectif}`, nombre: true, secondaire: true },
      tri: (ligne) => ligne.avant?.contrats ?? 0,
      cellule: (ligne) => (ligne.avant ? <Nombre valeur={ligne.avant.contrats} /> : '—'),
      total: <Nombre valeur={avant.contrats} />,
    },
    {
      ...{ code: 'contratsApres', titre: 'Contrats rejoués', nombre: true, secondaire: true },
      tri: (ligne) => ligne.apres?.contrats ?? 0,
      cellule: (ligne) => (ligne.apres ? <Nombre valeur={ligne.apres.contrats} /> : '—'),
      total: <Nombre valeur={apres.contrats} />,
    },
    {
      ...{ code: 'avant', titre: `Montants ${adjectif}`, nombre: true, secondaire: true },
      tri: (ligne) => ligne.avant?.montant ?? 0,
      cellule: (ligne) => (ligne.avant ? <Montant centimes={ligne.avant.montant} /> : '—'),
      total: <Montant centimes={avant.montant} />,
    },
    {
      ...{ code: 'apres', titre: 'Montants rejoués', nombre: true },
      tri: (ligne) => ligne.apres?.montant ?? 0,
      cellule: (ligne) => (ligne.apres ? <Montant centimes={ligne.apres.montant} /> : '—'),
      total: <Montant centimes={apres.montant} />,
    },
    {
      ...{ code: 'ecart', titre: 'Écart', nombre: true },
      tri: ({ ecart }) => ecart,
      cellule: ({ ecart }) => <Montant centimes={ecart} ecart />,
      total: <Montant centimes={apres.montant - avant.montant} ecart />,
    },
  ]
}
