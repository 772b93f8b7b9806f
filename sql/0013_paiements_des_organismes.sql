-- A training centre follows what the Région owes it: its own engagements, what was taken back, the orders to pay and what
-- the accountant did with them. Nothing of another body, nothing of a line.
create policy les_siens on engagement for select using (siret = (select acteur_siret()));
create policy les_siens on desengagement for select using (
  exists (select from engagement e where e.id = desengagement.engagement and e.siret = (select acteur_siret())));
create policy les_siens on mandat for select using (
  exists (select from engagement e where e.id = mandat.engagement and e.siret = (select acteur_siret())));
create policy les_siens on constat_mandat for select using (
  exists (select from mandat m join engagement e on e.id = m.engagement
    where m.id = constat_mandat.mandat and e.siret = (select acteur_siret())));
