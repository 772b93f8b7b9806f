import { ecrireHeure } from '#campagnes/horaires.ts'
import { ChampHeure } from '#campagnes/pages/appel-champs.tsx'
import type { PartieAppel } from '#campagnes/pages/appel-formulaire.tsx'
import { lireAPart } from '#campagnes/pages/appel-saisie.ts'
import { lireDotation } from '#campagnes/pages/import-dotation.ts'
import { ecrireDate, ecrireMontant } from '#socle/francais.ts'
import { Carte } from '#ui/carte.tsx'
import { ChampTexte } from '#ui/champ.tsx'

/** What the campaign is: its name, its envelope, its règlement. */
export function Identite({ appel, saisie, saisir, ouvert }: PartieAppel) {
  const dotation = lireDotation(saisie.enveloppe)
  const { reglement, exercice } = appel
  return (
    <Carte titre="La campagne">
      {ouvert('libelle') && (
        <div className="appel-deux">
          <ChampTexte
            libelle="Libellé"
            valeur={saisie.libelle}
            maximum={200}
            onChange={(libelle) => saisir({ libelle })}
          />
          <ChampTexte
            libelle="Dotation, en euros"
            valeur={saisie.enveloppe}
            onChange={(enveloppe) => saisir({ enveloppe })}
            erreur={dotation.erreur}
            aide="Enveloppe ordinaire, hors majorations exceptionnelles."
          />
          <ChampTexte
            libelle="Majorations exceptionnelles, en euros"
            valeur={saisie.aPart}
            onChange={(aPart) => saisir({ aPart })}
            erreur={lireAPart(saisie.aPart).erreur}
            aide="Enveloppe mise à part pour les organismes en difficulté ; 0 s’il n’y en a pas."
          />
        </div>
      )}
      <dl className="appel-lu">
        {!ouvert('libelle') && (
          <>
            <Lu libelle="Libellé">{appel.libelle}</Lu>
            <Lu libelle="Dotation">{ecrireMontant(appel.dotation)}</Lu>
            <Lu libelle="Majorations exceptionnelles">{ecrireMontant(appel.enveloppeExceptionnelle)}</Lu>
          </>
        )}
        <Lu libelle="Exercice">{exercice}</Lu>
        <Lu libelle="Règlement">{reglement.libelle}</Lu>
      </dl>
    </Carte>
  )
}

/** When the call opens and closes, and when the assembly votes. */
export function Calendrier({ appel, saisie, saisir, ouvert }: PartieAppel) {
  const heures = [
    { champ: 'ouvre', libelle: 'Ouverture' },
    { champ: 'ferme', libelle: 'Fermeture' },
  ] as const
  const lus = [...heures.filter(({ champ }) => !ouvert(champ)), ...(ouvert('voteLe') ? [] : [VOTE])]
  return (
    <Carte titre="Calendrier">
      {lus.length > 0 && (
        <dl className="appel-lu">
          {lus.map(({ champ, libelle }) => (
            <Lu key={champ} libelle={libelle}>
              {appel[champ]
                ? champ === 'voteLe'
                  ? ecrireDate(appel[champ])
                  : `${ecrireHeure(appel[champ])}, heure de Paris`
                : 'Pas encore dite'}
            </Lu>
          ))}
        </dl>
      )}
      {ouvert('voteLe') && (
        <div className="appel-deux">
          {heures
            .filter(({ champ }) => ouvert(champ))
            .map(({ champ, libelle }) => (
              <ChampHeure
                key={champ}
                libelle={libelle}
                valeur={saisie[champ]}
                onChange={(heure) => saisir({ [champ]: heure })}
                aide={
                  champ === 'ferme'
                    ? 'Heure de Paris. Cette seconde est la dernière où une demande est reçue.'
                    : 'Heure de Paris, quelle que soit l’horloge de cet ordinateur.'
                }
              />
            ))}
          <ChampTexte
            libelle="Vote prévu le"
            type="date"
            valeur={saisie.voteLe}
            onChange={(voteLe) => saisir({ voteLe })}
            aide="Séance de l’assemblée ou de sa commission permanente."
          />
        </div>
      )}
    </Carte>
  )
}

const VOTE = { champ: 'voteLe', libelle: 'Vote prévu' } as const

const Lu = ({ libelle, children }: { readonly libelle: string; readonly children: string | number }) => (
  <div>
    <dt>{libelle}</dt>
    <dd>{children}</dd>
  </div>
)
