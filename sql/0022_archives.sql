-- All that was decided about one body, asked for as one ZIP: made in the background, kept a few days, then removed.

create table archive (
  id text primary key default gen_random_uuid()::text,
  siret text not null check (siret ~ '^[0-9]{14}$'),
  etat text not null default 'en_cours' check (etat in ('en_cours', 'prete', 'echouee', 'annulee')),
  par text not null references personne,
  pour text references personne,
  role text not null,
  organisation text not null references organisation,
  adresse text,
  faites integer not null default 0 check (faites >= 0),
  total integer not null default 0 check (total >= faites),
  taille bigint check (taille > 0),
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  erreur text,
  demandee_le timestamptz not null default now(),
  avance_le timestamptz not null default now(),
  finie_le timestamptz,
  check ((etat = 'en_cours') = (finie_le is null)),
  check ((etat = 'prete') = (sha256 is not null) and (etat = 'prete') = (taille is not null)),
  check ((etat = 'echouee') = (erreur is not null))
);
create index archive_siret on archive (siret, demandee_le desc);
create index archive_en_cours on archive (avance_le) where etat = 'en_cours';
comment on table archive is 'The whole file of one body as a ZIP, with its index, as whoever asked for it may see it';
comment on column archive.role is 'In which role it was asked for: what it holds is what that role saw';
comment on column archive.faites is 'Files written in it, out of total';
comment on column archive.erreur is 'Why it could not be made, in French';
comment on column archive.avance_le is 'Last sign of life: a work silent for seconds is started again';

create table archive_morceau (
  archive text not null references archive on delete cascade,
  rang integer not null check (rang > 0),
  octets bytea not null,
  primary key (archive, rang)
);
-- A ZIP is compressed already.
alter table archive_morceau alter column octets set storage external;
comment on table archive_morceau is 'The ZIP itself, in pieces of 1 MiB: any server may send it';

grant select, insert, update, delete on archive, archive_morceau to oriflamme_application;

-- Only whoever asked for it, in the role in which it was asked for, opens it; who leads sees that it exists and may stop it.
alter table archive enable row level security;
create policy systeme on archive using ((select acteur_est_systeme())) with check ((select acteur_est_systeme()));
create policy la_sienne on archive for select using (
  par = (select acteur_identifiant()) and role = (select acteur_role()));
create policy demander on archive for insert with check (
  par = (select acteur_identifiant()) and role = (select acteur_role())
    and ((select acteur_est_region()) or siret = (select acteur_siret())));
create policy arreter on archive for update
  using (par = (select acteur_identifiant()) and role = (select acteur_role()))
  with check (par = (select acteur_identifiant()) and role = (select acteur_role()));
create policy suivre on archive for select using ((select acteur_conduit()) or (select acteur_administre()));
create policy conduire on archive for update using ((select acteur_conduit())) with check ((select acteur_conduit()));

alter table archive_morceau enable row level security;
create policy systeme on archive_morceau
  using ((select acteur_est_systeme())) with check ((select acteur_est_systeme()));
create policy la_sienne on archive_morceau for select using (exists (select from archive a
  where a.id = archive_morceau.archive and a.par = (select acteur_identifiant()) and a.role = (select acteur_role())));
