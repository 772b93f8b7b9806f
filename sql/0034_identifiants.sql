-- What a body is known by beside its SIRET, and how far its contracts may be from those of last year.

create table organisation_identifiant (
  organisation text primary key references organisation on delete cascade,
  uai text check (uai ~ '^[0-9]{7}[A-HJ-NPR-Z]$'),
  nda text check (nda ~ '^[0-9]{11}$'),
  par text not null references personne,
  le timestamptz not null default now()
);
create index organisation_identifiant_uai on organisation_identifiant (uai) where uai is not null;
comment on table organisation_identifiant is 'What a body declares itself to be: its UAI and its NDA';
comment on column organisation_identifiant.uai is 'Number of the school in the national directory; null when it has none';
comment on column organisation_identifiant.nda is 'Number of its declaration as a training body; null when it did not say';

grant select, insert, update on organisation_identifiant to oriflamme_application;
alter table organisation_identifiant enable row level security;
create policy region on organisation_identifiant for select using ((select acteur_est_region()));
create policy la_sienne on organisation_identifiant for select using (
  (select acteur_est_organisme()) and organisation = (select acteur_organisation()));
create policy deposer on organisation_identifiant using (
    (select acteur_depose()) and organisation = (select acteur_organisation()))
  with check ((select acteur_depose()) and organisation = (select acteur_organisation())
    and par = (select acteur_identifiant()));

alter table campagne add column ecart_contrats integer not null default 20 check (ecart_contrats between 1 and 100);
comment on column campagne.ecart_contrats is 'Contracts asked for against those of last year: a warning beyond so much more or less, in %';

-- Queues keep what the checks found: they are run again with the new ones.
update demande_controle set perime_le = clock_timestamp();
