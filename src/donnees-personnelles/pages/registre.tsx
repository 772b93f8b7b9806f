import { SiDroit } from '#annuaire/pages/compte-courant.tsx'
import { ExercerDroits } from '#donnees-personnelles/pages/exercer-droits.tsx'
import { REGISTRE, type Traitement } from '#donnees-personnelles/registre.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Carte } from '#ui/carte.tsx'
import { Page } from '#ui/page.tsx'
import './registre.css'

/** /donnees-personnelles : the register, open to all, and the procedures for those who answer requests. */
export const PageRegistre = () => (
  <Page
    titre="Données personnelles"
    chapeau="Ce que l’application garde sur les personnes, pourquoi et combien de temps. Aucun apprenti n’y est nommé : les contrats sont seulement comptés."
    actions={<Bouton onPress={() => window.print()}>Imprimer</Bouton>}
  >
    <SiDroit action="donnees.exercer">
      <ExercerDroits />
    </SiDroit>
    {REGISTRE.map((traitement) => (
      <UnTraitement key={traitement.code} {...traitement} />
    ))}
    <Carte titre="Ce qui part de soi-même">
      <p>
        Chaque nuit, vers 3 h 30, le serveur supprime ce dont la durée est passée : connexions, invitations,
        messages. Le journal en garde le nombre, sans nommer personne. Qui tient le serveur peut préférer le
        lancer lui-même.
      </p>
    </Carte>
    <Carte titre="Vos droits">
      <p>
        Vous pouvez demander à la Région tout ce que l’application garde sur vous, le faire corriger ou
        effacer. Un effacement retire votre nom, votre adresse et vos connexions ; les décisions prises et les
        montants versés restent, sans vous nommer. Écrivez au délégué à la protection des données de la Région
        ; vous pouvez aussi saisir la CNIL.
      </p>
    </Carte>
  </Page>
)

const UnTraitement = ({ titre, pourquoi, base, destinataires, duree, donnees }: Traitement) => (
  <Carte titre={titre}>
    <dl className="registre">
      <div>
        <dt>Pourquoi</dt>
        <dd>{pourquoi}</dd>
      </div>
      <div>
        <dt>Quoi</dt>
        <dd>
          <ul>
            {donnees.map(({ quoi }) => (
              <li key={quoi}>{quoi}</li>
            ))}
          </ul>
        </dd>
      </div>
      <div>
        <dt>Base légale</dt>
        <dd>{base}</dd>
      </div>
      <div>
        <dt>Qui les lit</dt>
        <dd>{destinataires}</dd>
      </div>
      <div>
        <dt>Combien de temps</dt>
        <dd>{duree}</dd>
      </div>
    </dl>
  </Carte>
)
