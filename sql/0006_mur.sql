-- The second wall: what a request may see is decided here again, whatever the program asks.
-- The program serves requests as `oriflamme_application`, which owns nothing; each connection says who acts before any
-- query, and a connection that says nothing sees nothing. Migrations and job queues keep the owner's account.

do $$ begin
  create role oriflamme_application nologin;
exception
  -- Roles belong to the whole cluster: another database of it may have made this one, even at this instant.
  when duplicate_object or unique_violation then null;
end $$;

do $$ begin
  execute format('grant connect on database %I to oriflamme_application', current_database());
end $$;
grant usage on schema public to oriflamme_application;
grant select, insert, update, delete on all tables in schema public to oriflamme_application;
revoke insert, update, delete on migrations from oriflamme_application;
revoke update, delete, truncate on journal from oriflamme_application;

-- Who acts. Each is a function so that policies read like sentences; PostgreSQL evaluates them once a query.
create function acteur_role() returns text stable language sql
  return coalesce(nullif(current_setting('oriflamme.role', true), ''), 'personne');
create function acteur_identifiant() returns text stable language sql
  return nullif(current_setting('oriflamme.identifiant', true), '');
create function acteur_organisation() returns text stable language sql
  return nullif(current_setting('oriflamme.organisation', true), '');

-- Whether the connection was told who acts. What is published is for everybody, not for a connection that was forgotten.
create function acteur_est_dit() returns boolean stable language sql return acteur_role() <> 'personne';
-- The program itself: sign-in, jobs, demonstration. Never a person.
create function acteur_est_systeme() returns boolean stable language sql return acteur_role() = 'systeme';
create function acteur_est_region() returns boolean stable language sql
  return acteur_role() in ('administrateur', 'instructeur', 'responsable', 'gestionnaireBudgetaire', 'lecteur', 'comptable',
    'etat', 'systeme');
create function acteur_instruit() returns boolean stable language sql
  return acteur_role() in ('instructeur', 'responsable', 'systeme');
create function acteur_administre() returns boolean stable language sql
  return acteur_role() in ('administrateur', 'systeme');

-- These two look through the wall, so that a policy on one table can rest on another without going round in circles.
create function acteur_siret() returns text stable security definer set search_path = public language sql
  return (select siret from organisation where id = acteur_organisation() and etat = 'active'
    and acteur_role() in ('ofcfaGestionnaire', 'ofcfaLecteur'));
create function acteur_filieres() returns text[] stable security definer set search_path = public language sql
  return (select coalesce(array_agg(filiere), '{}') from opco_filiere
    where opco = acteur_organisation() and acteur_role() = 'opco');
create function organisme_de_l_acteur(campagne text, organisme text) returns boolean
  stable security definer set search_path = public language sql
  return exists (select from organisme o where o.campagne = organisme_de_l_acteur.campagne
    and o.identifiant = organisme_de_l_acteur.organisme and o.siret = acteur_siret());
create function organisme_de_l_opco(campagne text, organisme text) returns boolean
  stable security definer set search_path = public language sql
  return exists (select from formation f where f.campagne = organisme_de_l_opco.campagne
    and f.organisme = organisme_de_l_opco.organisme and f.filiere = any (acteur_filieres()));
create function campagne_de_l_opco(campagne text) returns boolean
  stable security definer set search_path = public language sql
  return exists (select from formation f where f.campagne = campagne_de_l_opco.campagne
    and f.filiere = any (acteur_filieres()));
create function campagne_est_publiee(campagne text) returns boolean
  stable security definer set search_path = public language sql
  return acteur_est_dit() and exists (select from publication p where p.campagne = campagne_est_publiee.campagne);

-- Campaigns.
alter table campagne enable row level security;
create policy region on campagne for select using ((select acteur_est_region()));
create policy instruire on campagne using ((select acteur_instruit())) with check ((select acteur_instruit()));
create policy publiee on campagne for select using (campagne_est_publiee(id));
create policy organisme on campagne for select using (
  exists (select from organisme o where o.campagne = campagne.id and o.siret = (select acteur_siret())));
create policy opco on campagne for select using ((select acteur_role()) = 'opco' and campagne_de_l_opco(id));

alter table organisme enable row level security;
create policy region on organisme for select using ((select acteur_est_region()));
create policy instruire on organisme using ((select acteur_instruit())) with check ((select acteur_instruit()));
create policy publie on organisme for select using (
  exists (select from publication p where p.campagne = organisme.campagne and p.organisme = organisme.identifiant));
create policy le_sien on organisme for select using (siret = (select acteur_siret()));
create policy opco on organisme for select using (
  (select acteur_role()) = 'opco' and organisme_de_l_opco(campagne, identifiant));

alter table formation enable row level security;
create policy region on formation for select using ((select acteur_est_region()));
create policy instruire on formation using ((select acteur_instruit())) with check ((select acteur_instruit()));
create policy la_sienne on formation for select using (
  (select acteur_siret()) is not null and organisme_de_l_acteur(campagne, organisme));
create policy opco on formation for select using (filiere = any ((select acteur_filieres())::text[]));

alter table majoration_exceptionnelle enable row level security;
create policy region on majoration_exceptionnelle for select using ((select acteur_est_region()));
create policy instruire on majoration_exceptionnelle using ((select acteur_instruit())) with check ((select acteur_instruit()));
create policy publiee on majoration_exceptionnelle for select using (campagne_est_publiee(campagne));
create policy la_sienne on majoration_exceptionnelle for select using (organisme_de_l_acteur(campagne, organisme));

-- What the assembly voted is public.
alter table publication enable row level security;
create policy tous on publication for select using ((select acteur_est_dit()));
create policy region on publication using ((select acteur_instruit())) with check ((select acteur_instruit()));

alter table scenario enable row level security;
create policy region on scenario for select using ((select acteur_est_region()));
create policy instruire on scenario using ((select acteur_instruit())) with check ((select acteur_instruit()));

alter table import enable row level security;
create policy region on import using ((select acteur_instruit())) with check ((select acteur_instruit()));
alter table import_morceau enable row level security;
create policy region on import_morceau using ((select acteur_instruit())) with check ((select acteur_instruit()));
alter table import_ligne enable row level security;
create policy region on import_ligne using ((select acteur_instruit())) with check ((select acteur_instruit()));
alter table import_anomalie enable row level security;
create policy region on import_anomalie using ((select acteur_instruit())) with check ((select acteur_instruit()));

-- Accounts.
alter table organisation enable row level security;
create policy administration on organisation using ((select acteur_administre())) with check ((select acteur_administre()));
create policy region on organisation for select using ((select acteur_est_region()));
create policy la_sienne on organisation for select using (id = (select acteur_organisation()));

alter table opco_filiere enable row level security;
create policy administration on opco_filiere using ((select acteur_administre())) with check ((select acteur_administre()));
create policy region on opco_filiere for select using ((select acteur_est_region()));
create policy le_sien on opco_filiere for select using (opco = (select acteur_organisation()));

alter table personne enable row level security;
create policy administration on personne using ((select acteur_administre())) with check ((select acteur_administre()));
create policy region on personne for select using ((select acteur_est_region()));
create policy soi on personne for select using (id = (select acteur_identifiant()));

alter table attribution enable row level security;
create policy administration on attribution using ((select acteur_administre())) with check ((select acteur_administre()));
create policy region on attribution for select using ((select acteur_est_region()));
create policy soi on attribution for select using (personne = (select acteur_identifiant()));

alter table delegation enable row level security;
create policy administration on delegation using ((select acteur_administre())) with check ((select acteur_administre()));
create policy region on delegation for select using ((select acteur_est_region()));
create policy la_sienne on delegation using (de = (select acteur_identifiant()))
  with check (de = (select acteur_identifiant()));

alter table session enable row level security;
create policy administration on session using ((select acteur_administre())) with check ((select acteur_administre()));
create policy soi on session using (personne = (select acteur_identifiant()))
  with check (personne = (select acteur_identifiant()));

alter table jeton enable row level security;
create policy systeme on jeton using ((select acteur_est_systeme())) with check ((select acteur_est_systeme()));
alter table cle enable row level security;
create policy administration on cle using ((select acteur_administre())) with check ((select acteur_administre()));
alter table invitation enable row level security;
create policy administration on invitation using ((select acteur_administre())) with check ((select acteur_administre()));
alter table message enable row level security;
create policy administration on message using ((select acteur_administre())) with check ((select acteur_administre()));

-- The journal is written by whoever acts, in no other name, and read by those who answer for it.
alter table journal enable row level security;
create policy ecrire on journal for insert with check (
  (select acteur_est_dit()) and auteur = coalesce((select acteur_identifiant()), 'oriflamme'));
create policy lire on journal for select using ((select acteur_est_region()));
