import { ChampLong } from '#campagnes/pages/appel-champs.tsx'
import type { PartieAppel } from '#campagnes/pages/appel-formulaire.tsx'
import { ListeSaisie } from '#campagnes/pages/appel-lignes.tsx'
import { Carte } from '#ui/carte.tsx'
import { ChampTexte } from '#ui/champ.tsx'
import { Etiquette } from '#ui/etiquette.tsx'

/** The documents that each body joins, in the order in which it sees them. */
export const Pieces = ({ appel, saisie, saisir, ouvert }: PartieAppel) => (
  <Carte titre="Pièces demandées">
    {ouvert('pieces') ? (
      <ListeSaisie
        lignes={saisie.pieces}
        vide={{ code: '', libelle: '', aide: '', obligatoire: true }}
        maximum={20}
        ajouter="Ajouter une pièce"
        nommer={({ libelle }) => libelle || 'pièce sans nom'}
        ordonnable
        onChange={(pieces) => saisir({ pieces })}
      >
        {(piece, changer) => (
          <>
            <ChampTexte
              libelle="Nom de la pièce"
              valeur={piece.libelle}
              maximum={200}
              onChange={(libelle) => changer({ libelle })}
            />
            <ChampTexte
              libelle="Précision pour l’organisme, facultative"
              valeur={piece.aide}
              maximum={500}
              onChange={(aide) => changer({ aide })}
            />
            <label className="case">
              <input
                type="checkbox"
                checked={piece.obligatoire}
                onChange={(evenement) => changer({ obligatoire: evenement.target.checked })}
              />
              <span>Obligatoire pour déposer</span>
            </label>
          </>
        )}
      </ListeSaisie>
    ) : appel.pieces.length === 0 ? (
      <p className="secondaire">Aucune pièce n’est demandée.</p>
    ) : (
      <ol className="appel-liste-lue">
        {appel.pieces.map(({ code, libelle, aide, obligatoire }) => (
          <li key={code}>
            <strong>{libelle}</strong> {obligatoire && <Etiquette>obligatoire</Etiquette>}
            {aide && <p className="secondaire">{aide}</p>}
          </li>
        ))}
      </ol>
    )}
  </Carte>
)

/** Who answers the bodies. */
export const Contacts = ({ appel, saisie, saisir, ouvert }: PartieAppel) => (
  <Carte
    titre="Contacts"
    chapeau="Montrés aux organismes : une adresse de service plutôt que d’une personne."
  >
    {ouvert('contacts') ? (
      <ListeSaisie
        lignes={saisie.contacts}
        vide={{ nom: '', courriel: '', telephone: '' }}
        maximum={10}
        ajouter="Ajouter un contact"
        nommer={({ nom }) => nom || 'contact sans nom'}
        onChange={(contacts) => saisir({ contacts })}
      >
        {(contact, changer) => (
          <>
            <ChampTexte
              libelle="Nom du service"
              valeur={contact.nom}
              maximum={200}
              onChange={(nom) => changer({ nom })}
            />
            <ChampTexte
              libelle="Courriel"
              valeur={contact.courriel}
              maximum={254}
              onChange={(courriel) => changer({ courriel })}
            />
            <ChampTexte
              libelle="Téléphone"
              valeur={contact.telephone}
              maximum={40}
              onChange={(telephone) => changer({ telephone })}
            />
          </>
        )}
      </ListeSaisie>
    ) : appel.contacts.length === 0 ? (
      <p className="secondaire">Aucun contact n’est donné.</p>
    ) : (
      <ul className="appel-liste-lue">
        {appel.contacts.map(({ nom, courriel, telephone }) => (
          <li key={nom + courriel}>
            <strong>{nom}</strong>
            <p className="secondaire">{[courriel, telephone].filter(Boolean).join(', ')}</p>
          </li>
        ))}
      </ul>
    )}
  </Carte>
)

/** What the bodies ask most. */
export const Questions = ({ appel, saisie, saisir, ouvert }: PartieAppel) => (
  <Carte titre="Questions fréquentes">
    {ouvert('questions') ? (
      <ListeSaisie
        lignes={saisie.questions}
        vide={{ question: '', reponse: '' }}
        maximum={50}
        ajouter="Ajouter une question"
        nommer={({ question }) => question || 'question vide'}
        ordonnable
        onChange={(questions) => saisir({ questions })}
      >
        {(ligne, changer) => (
          <>
            <ChampTexte
              libelle="Question"
              valeur={ligne.question}
              maximum={500}
              onChange={(question) => changer({ question })}
            />
            <ChampLong
              libelle="Réponse"
              valeur={ligne.reponse}
              maximum={5000}
              onChange={(reponse) => changer({ reponse })}
            />
          </>
        )}
      </ListeSaisie>
    ) : appel.questions.length === 0 ? (
      <p className="secondaire">Aucune question n’a de réponse ici.</p>
    ) : (
      <dl className="appel-questions">
        {appel.questions.map(({ question, reponse }) => (
          <div key={question}>
            <dt>{question}</dt>
            <dd>{reponse}</dd>
          </div>
        ))}
      </dl>
    )}
  </Carte>
)
