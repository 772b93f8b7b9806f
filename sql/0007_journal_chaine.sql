-- Nothing that was done can be altered or denied: who acted comes from the connection, and every entry is chained.

alter table journal rename column auteur to personne;
alter table journal
  alter column personne set default coalesce(nullif(current_setting('oriflamme.identifiant', true), ''), 'oriflamme'),
  add column pour text default nullif(current_setting('oriflamme.pour', true), ''),
  add column role text not null default coalesce(nullif(current_setting('oriflamme.role', true), ''), 'systeme'),
  add column organisation text default nullif(current_setting('oriflamme.organisation', true), ''),
  add column adresse text default nullif(current_setting('oriflamme.adresse', true), ''),
  add column logiciel text default nullif(current_setting('oriflamme.logiciel', true), ''),
  add column reglement text,
  add column motif text;
comment on column journal.personne is 'Who, by identifier of account or key, never by name; « oriflamme » is the program itself';
comment on column journal.pour is 'On whose behalf, when powers were delegated';
comment on column journal.adresse is 'From which network address';
comment on column journal.logiciel is 'Version of the program';
comment on column journal.reglement is 'Code of the règlement applied, when there is one';
comment on column journal.motif is 'The reason that the person gave';
create index journal_personne on journal (personne, id);
create index journal_instant on journal (instant, id);
-- The history of a campaign is also that of what belongs to it.
create index journal_campagne on journal ((coalesce(apres, avant) ->> 'campagne'), id);

create table maillon (
  numero bigint primary key check (numero > 0),
  entree bigint not null unique references journal,
  contenu text not null,
  precedente text not null,
  empreinte text not null unique
);
comment on table maillon is 'The chain over the journal: each link seals one entry and the link before it';
comment on column maillon.numero is 'Position, from 1, without a gap';
comment on column maillon.contenu is 'The entry as it was sealed, in PostgreSQL''s canonical text of jsonb';
comment on column maillon.empreinte is 'SHA-256, in hexadecimal, of « precedente », a line feed, « contenu »; the first link follows 64 zeros';
create trigger maillon_en_ajout_seul before update or delete or truncate on maillon
  for each statement execute function refuser_modification_journal();

-- The sealed text of an entry. UTC, so that every reader finds the same.
create function contenu_journal(entree journal) returns text stable set timezone = 'UTC' language sql
  return to_jsonb(entree)::text;

-- Sealing happens at commit (a deferred trigger): an act holds the lock of the chain only once everything else is done,
-- so that concurrent acts wait for each other in turn and never in circles.
create function sceller_journal() returns trigger security definer set search_path = public language plpgsql as $$
declare
  tete maillon;
  texte text := contenu_journal(new);
  precedent text;
begin
  perform pg_advisory_xact_lock(7403112007);
  select * into tete from maillon order by numero desc limit 1;
  precedent := coalesce(tete.empreinte, repeat('0', 64));
  insert into maillon values (coalesce(tete.numero, 0) + 1, new.id, texte, precedent,
    encode(sha256(convert_to(precedent || chr(10) || texte, 'UTF8')), 'hex'));
  return null;
end
$$;

create constraint trigger journal_scelle after insert on journal
  deferrable initially deferred for each row execute function sceller_journal();

-- Entries that were there before the chain are sealed in their order.
do $$
declare
  ancienne journal;
  precedent text := repeat('0', 64);
  rang bigint := 0;
begin
  for ancienne in select * from journal order by id loop
    rang := rang + 1;
    insert into maillon values (rang, ancienne.id, contenu_journal(ancienne), precedent,
      encode(sha256(convert_to(precedent || chr(10) || contenu_journal(ancienne), 'UTF8')), 'hex'))
      returning empreinte into precedent;
  end loop;
end $$;

grant select on maillon to oriflamme_application;
alter table maillon enable row level security;
create policy lire on maillon for select using ((select acteur_est_region()));
