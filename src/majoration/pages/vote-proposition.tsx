import { type Proposition, useProposition } from '#majoration/pages/vote-donnees.ts'
import { Empreinte, EtatDeProposition } from '#majoration/pages/vote-liste.tsx'
import { compter, ecrireDate, INSECABLE } from '#socle/francais.ts'
import { Carte, ChiffreCle, ChiffresCles } from '#ui/carte.tsx'
import { TexteACopier } from '#ui/copier.tsx'
import { Message } from '#ui/message.tsx'
import { Montant, Nombre } from '#ui/montant.tsx'

/** The one that goes to the vote, or was voted: its figures, what computed them, and the proof that it is untouched. */
export function PropositionVivante({
  campagne,
  resume,
}: {
  readonly campagne: string
  readonly resume: Proposition
}) {
  const { numero, totaux, etat, scenario, reglement, logiciel, empreinte, par, le } = resume
  const { data } = useProposition(campagne, numero)
  const plafonnes = data?.lignes.filter(({ plafonne }) => plafonne).length
  return (
    <Carte
      titre={`Proposition n°${INSECABLE}${numero}`}
      actions={<EtatDeProposition etat={etat} />}
      chapeau={`Figée le ${ecrireDate(le.slice(0, 10))} par ${par}, sur ${scenario ? `le scénario « ${scenario} »` : 'le règlement tel quel'}.`}
    >
      <ChiffresCles>
        <ChiffreCle
          accent
          libelle="Majoration totale"
          valeur={<Montant centimes={totaux.totale} />}
          precision={
            <>
              dont exceptionnelle <Montant centimes={totaux.exceptionnelle} />
            </>
          }
        />
        <ChiffreCle
          libelle="Organismes"
          valeur={<Nombre valeur={totaux.organismes} />}
          precision={plafonnes === undefined ? null : `dont ${plafonnes} au plafond`}
        />
        <ChiffreCle
          libelle="Contrats majorés"
          valeur={<Nombre valeur={totaux.contrats} />}
          precision={compter(totaux.formations, 'formation retenue', 'formations retenues')}
        />
        <ChiffreCle libelle="Enveloppe" valeur={<Montant centimes={totaux.dotation} />} />
        <ChiffreCle libelle="Reliquat" valeur={<Montant centimes={totaux.reliquat} />} />
      </ChiffresCles>
      <p className="secondaire">
        Règlement {reglement}
        {data && (
          <>
            , version <Empreinte empreinte={data.empreinteReglement} />
          </>
        )}
        {INSECABLE}; logiciel {logiciel}.
      </p>
      <TexteACopier libelle="Empreinte du contenu (SHA-256)" texte={empreinte} />
      {data && !data.intacte && (
        <Message ton="erreur" titre="Le contenu de cette proposition ne redonne pas son empreinte">
          <p>
            Il a été modifié hors de l’application. Ne la mettez pas au vote{INSECABLE}: prévenez
            l’administrateur de la Région.
          </p>
        </Message>
      )}
      {data?.intacte && (
        <p className="secondaire" role="status">
          Empreinte vérifiée{INSECABLE}: le contenu est celui qui a été figé.
        </p>
      )}
    </Carte>
  )
}
