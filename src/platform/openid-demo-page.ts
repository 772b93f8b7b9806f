import { html } from 'hono/html'
import type { PersonneDemo } from '#platform/openid-demo.ts'

/** The page where one chooses who to be: plain buttons, without any script, in the colours of the application. */
export function renderChoice(personnes: readonly PersonneDemo[]): string {
  const organisations = [...new Set(personnes.map(({ organisation }) => organisation))]
  const page = html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Choisir une personne – démonstration d’Oriflamme</title>
        <link rel="stylesheet" href="/demonstration.css" />
      </head>
      <body>
        <p class="bandeau" role="note"><strong>Démonstration.</strong> Ces personnes sont inventées ; aucun mot de passe n’est demandé.</p>
        <main>
          <h1>Qui êtes-vous ?</h1>
          ${organisations.map(
            (organisation) => html`<section>
              <h2>${organisation}</h2>
              <form method="post"><ul>
                ${personnes
                  .filter((personne) => personne.organisation === organisation)
                  .map(
                    ({ sujet, prenom, nom, fonction }) =>
                      html`<li><button name="personne" value="${sujet}"><strong>${prenom} ${nom}</strong> <span>${fonction}</span></button></li>`,
                  )}
              </ul></form>
            </section>`,
          )}
        </main>
      </body>
    </html>`
  return String(page)
}
