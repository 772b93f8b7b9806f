import { lignesDeVue, type Seance } from '#majoration/seance.ts'
import { ecrireMontant, ecrireNombre, INSECABLE } from '#socle/francais.ts'

/** A page of the table, in the order of the annex; its total is that of all the bodies, whatever the page. */
export function TableauProjete({
  seance,
  vue,
  titre,
}: {
  readonly seance: Seance
  readonly vue: number
  readonly titre: string
}) {
  return (
    <table className="seance-tableau">
      <caption className="hors-ecran">{titre}</caption>
      <thead>
        <tr>
          <th scope="col">Organisme</th>
          <th scope="col" className="seance-contrats">
            Contrats
          </th>
          <th scope="col">Majoration totale</th>
        </tr>
      </thead>
      <tbody>
        {lignesDeVue(seance, vue).lignes.map(({ organisme, nom, contrats, exceptionnelle, totale }) => (
          <tr key={organisme}>
            <th scope="row">
              {nom}
              {exceptionnelle > 0 && (
                <span className="seance-dont">
                  {' '}
                  dont <span className="insecable">{ecrireMontant(exceptionnelle)}</span> à titre exceptionnel
                </span>
              )}
            </th>
            <td className="seance-contrats">{ecrireNombre(contrats)}</td>
            <td>{ecrireMontant(totale)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">
            Total des {ecrireNombre(seance.organismes)}
            {INSECABLE}organismes
          </th>
          <td className="seance-contrats">{ecrireNombre(seance.contrats)}</td>
          <td>{ecrireMontant(seance.totale)}</td>
        </tr>
      </tfoot>
    </table>
  )
}
