/**
 * What a user would write instead of `majoration repartir`, as a whole process: DuckDB reads the file, ranks and
 * cuts when a share is given, sums by body, prints JSON.
 *
 * node bench/duckdb-csv.ts FILE [SHARE]
 */
import { DuckDBInstance } from '@duckdb/node-api'

const [fichier, part] = process.argv.slice(2)
const connexion = await (await DuckDBInstance.create(':memory:')).connect()
const lecture = `read_csv('${fichier}', delim = ';', header = true)`
const retenues = part
  ? `(select * from (select *, sum(contrats) over (order by points desc, formation) cumul, sum(contrats) over () total
      from ${lecture}) where cumul <= ${part} * total)`
  : lecture
const resultat = await connexion.runAndReadAll(`
  select organisme, count(*) formations, sum(contrats) contrats, sum(contrats_verts) verts,
    sum(contrats_perimetre_15) palier1, sum(contrats_perimetre_20) palier2
  from ${retenues} group by organisme order by organisme`)
console.log(JSON.stringify(resultat.getRowObjectsJson()))
