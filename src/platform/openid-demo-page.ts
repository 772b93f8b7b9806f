import { html } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { PersonneDemo } from '#platform/openid-demo.ts'

type Html = HtmlEscapedString | Promise<HtmlEscapedString>

/** The page where one chooses who to be: plain buttons, without any script, in the colours of the application. */
export function renderChoice(personnes: readonly PersonneDemo[]): string {
  const organisations = [...new Set(personnes.map(({ organisation }) => organisation))]
  const button = ({ sujet, prenom, nom, fonction }: PersonneDemo) =>
    html`<li><button name="personne" value="${sujet}"><strong>${prenom} ${nom}</strong> <span>${fonction}</span></button></li>`
  return renderPage(
    'Qui êtes-vous ?',
    html`<p>Choisissez la personne que vous voulez être. Chacune a un rôle, et ne voit que ce que ce rôle permet.</p>
      <form method="post">
        ${organisations.map(
          (organisation) => html`<section>
            <h2>${organisation}</h2>
            <ul>
              ${personnes.filter((personne) => personne.organisation === organisation).map(button)}
            </ul>
          </section>`,
        )}
      </form>
      <p><a href="/">Revenir sans choisir</a></p>`,
  )
}

/** What is said when the exchange cannot go on; the reason interests nobody, and starting again puts it right. */
export const renderFailure = (): string =>
  renderPage(
    'Cette connexion ne peut pas continuer',
    html`<p>Elle a été ouverte trop longtemps, ou la page vient d’un autre onglet. Rien n’a été enregistré.</p>
      <p><a href="/entrer">Recommencer la connexion</a></p>`,
  )

const renderPage = (titre: string, contenu: Html): string =>
  String(html`<!doctype html>
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${titre} – démonstration d’Oriflamme</title>
        <link rel="stylesheet" href="/demonstration/style.css" />
      </head>
      <body>
        <header><strong>Démonstration.</strong> Ces personnes sont inventées ; aucun mot de passe n’est demandé.</header>
        <main>
          <h1>${titre}</h1>
          ${contenu}
        </main>
      </body>
    </html>`)
