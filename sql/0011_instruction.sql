-- The instruction desk: what the queue shows of each application, acts on many of them, views that the team shares.

create table demande_controle (
  demande text primary key references demande on delete cascade,
  campagne text not null references campagne on delete cascade,
  perime_le timestamptz default clock_timestamp(),
  formations integer not null default 0,
  contrats integer not null default 0,
  alertes integer not null default 0,
  departements text[] not null default '{}',
  cles text[] not null default '{}',
  lues jsonb not null default '[]' check (jsonb_typeof(lues) = 'array'),
  texte text not null default ''
);
create index demande_controle_cles on demande_controle using gin (cles);
create index demande_controle_perime on demande_controle (perime_le) where perime_le is not null;
comment on table demande_controle is 'What the rules read in an application, kept so that the queue is one query; always derivable again';
comment on column demande_controle.perime_le is 'Since when it is to be read again; null once it is up to date';
comment on column demande_controle.contrats is 'As instructed: the last correction of each figure counts';
comment on column demande_controle.alertes is 'Warnings that nobody lifted';
comment on column demande_controle.cles is 'One for each formation that has a RNCP code: what two bodies may ask for both';
comment on column demande_controle.lues is '[{identifiant, cle, contrats}]: what the duplicates of others are told with';
comment on column demande_controle.texte is 'Titles, communes, codes, without accents: what the queue is searched in';

-- Whatever moves an application, it is to be read again.
create function perimer_controle() returns trigger security definer set search_path = public language plpgsql as $$
begin
  insert into demande_controle (demande, campagne) values (new.id, new.campagne)
    on conflict (demande) do update set perime_le = clock_timestamp();
  return null;
end
$$;
create trigger perimer_controle_neuf after insert on demande for each row execute function perimer_controle();
-- A draft is typed letter by letter, and nobody reads it.
create trigger perimer_controle after update of etat, version on demande for each row
  when (old.deposee_le is not null or new.deposee_le is not null) execute function perimer_controle();
insert into demande_controle (demande, campagne) select id, campagne from demande;

create index demande_campagne_etat on demande (campagne, etat);
create index organisme_siret on organisme (siret);

create table demande_mention (
  message text not null references demande_message on delete cascade,
  personne text not null references personne,
  primary key (message, personne)
);
create index demande_mention_personne on demande_mention (personne);
comment on table demande_mention is 'An agent named in an internal message';

create table demande_lot (
  id text primary key default gen_random_uuid()::text,
  campagne text not null references campagne on delete cascade,
  acte text not null check (acte in ('attribuer', 'constaterComplete', 'valider')),
  agent text references personne,
  etat text not null default 'en_cours' check (etat in ('en_cours', 'fini', 'annule')),
  par text not null references personne,
  pour text references personne,
  role text not null,
  organisation text not null references organisation,
  adresse text,
  cree_le timestamptz not null default now(),
  avance_le timestamptz not null default now(),
  check ((acte = 'attribuer') or agent is null)
);
create index demande_lot_en_cours on demande_lot (avance_le) where etat = 'en_cours';
comment on table demande_lot is 'One act on many applications, done in the background in the name of whoever asked for it';
comment on column demande_lot.agent is 'To whom they are given; null to nobody';
comment on column demande_lot.avance_le is 'Last sign of life: a work silent for seconds is started again';

create table demande_lot_ligne (
  lot text not null references demande_lot on delete cascade,
  rang integer not null check (rang > 0),
  demande text not null references demande on delete cascade,
  etat text not null default 'a_faire' check (etat in ('a_faire', 'faite', 'refusee', 'annulee')),
  motifs jsonb not null default '[]' check (jsonb_typeof(motifs) = 'array'),
  primary key (lot, rang),
  unique (lot, demande)
);
comment on table demande_lot_ligne is 'What became of each application: done in the transaction of the act, so never twice';

create table vue_demandes (
  id text primary key default gen_random_uuid()::text,
  nom text not null check (btrim(nom) <> ''),
  recherche jsonb not null check (jsonb_typeof(recherche) = 'object'),
  par text not null references personne,
  creee_le timestamptz not null default now()
);
create unique index vue_demandes_nom on vue_demandes (lower(nom));
comment on table vue_demandes is 'A way to look at the queue, named and shared in the team';
comment on column vue_demandes.recherche is 'What the address of the queue carries: {q, etat, agent, departement, alertes, tri…}';

-- The application's account, and the second wall.
grant select, insert, update, delete on demande_controle, demande_mention, demande_lot, demande_lot_ligne, vue_demandes
  to oriflamme_application;

alter table demande_controle enable row level security;
create policy region on demande_controle for select using ((select acteur_est_region()));
create policy instruire on demande_controle using ((select acteur_instruit())) with check ((select acteur_instruit()));

alter table demande_mention enable row level security;
create policy region on demande_mention for select using ((select acteur_est_region()));
create policy instruire on demande_mention using ((select acteur_instruit())) with check ((select acteur_instruit()));

alter table demande_lot enable row level security;
create policy region on demande_lot for select using ((select acteur_est_region()));
create policy instruire on demande_lot using ((select acteur_instruit())) with check ((select acteur_instruit()));
alter table demande_lot_ligne enable row level security;
create policy region on demande_lot_ligne for select using ((select acteur_est_region()));
create policy instruire on demande_lot_ligne using ((select acteur_instruit())) with check ((select acteur_instruit()));

alter table vue_demandes enable row level security;
create policy region on vue_demandes for select using ((select acteur_est_region()));
create policy instruire on vue_demandes using ((select acteur_instruit())) with check ((select acteur_instruit()));
