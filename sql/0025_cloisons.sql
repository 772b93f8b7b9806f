-- Whoever leaves a body leaves its archives behind; a sending that nobody takes up again does not keep its files for ever;
-- why a body in difficulty was granted an exceptional majoration is not told to its neighbours.

alter policy la_sienne on archive using (
  par = (select acteur_identifiant()) and role = (select acteur_role())
    and ((select acteur_est_region()) or siret = (select acteur_siret())));
alter policy arreter on archive
  using (par = (select acteur_identifiant()) and role = (select acteur_role())
    and ((select acteur_est_region()) or siret = (select acteur_siret())))
  with check (par = (select acteur_identifiant()) and role = (select acteur_role())
    and ((select acteur_est_region()) or siret = (select acteur_siret())));
alter policy la_sienne on archive_morceau using (exists (select from archive a
  where a.id = archive_morceau.archive and a.par = (select acteur_identifiant()) and a.role = (select acteur_role())
    and ((select acteur_est_region()) or a.siret = (select acteur_siret()))));

alter table scan_fichier drop constraint scan_fichier_anomalie_check;
alter table scan_fichier add constraint scan_fichier_anomalie_check
  check (anomalie in ('illisible', 'trop-de-pages', 'abandonne'));
comment on column scan_fichier.anomalie is 'Why it is not read to its end; abandonne: its reading was stopped, and nobody took it up again in time';

-- What a file brought was published with its table; what an agent wrote of a body in difficulty is not, nor its neighbours'
-- to read: the amount alone is in the published table. The body reads its own once it is voted.
drop policy publiee on majoration_exceptionnelle;
create policy publiee on majoration_exceptionnelle for select using (demande is null and campagne_est_publiee(campagne));
create policy la_sienne on majoration_exceptionnelle for select using (
  demande_de_l_acteur(demande) and campagne_est_publiee(campagne));

-- A body that gives up takes with it what was granted meanwhile, without seeing it.
create function renoncer_a_l_accordee(demande text) returns void security definer set search_path = public language sql
begin atomic
  delete from majoration_exceptionnelle m
    where m.demande = renoncer_a_l_accordee.demande and acteur_depose() and demande_de_l_acteur(m.demande)
      and not campagne_est_publiee(m.campagne);
end;
