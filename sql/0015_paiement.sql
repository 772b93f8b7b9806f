-- What the accountant sends back about the mandats of a campaign, file by file and line by line.

create table retour_paiement (
  id text primary key default gen_random_uuid()::text,
  campagne text not null references campagne,
  nom text not null,
  empreinte text not null check (empreinte ~ '^[0-9a-f]{64}$'),
  par text not null references personne,
  pour text references personne,
  recu_le timestamptz not null default now(),
  unique (campagne, empreinte)
);
comment on table retour_paiement is 'A file of payments and rejections; the same file twice is one return';
comment on column retour_paiement.empreinte is 'SHA-256 of the file, which itself is not kept';

create table retour_paiement_ligne (
  retour text not null references retour_paiement,
  rang integer not null check (rang > 0),
  numero integer not null check (numero > 0),
  reference text not null,
  etat text not null,
  date text not null,
  motif text not null,
  montant text not null,
  suite text not null check (suite in ('applique', 'deja', 'attente')),
  message text not null default '',
  primary key (retour, rang)
);
comment on table retour_paiement_ligne is 'A line of a return as it was written, and what became of it';
comment on column retour_paiement_ligne.suite is 'applique: a constat was written. deja: nothing new. attente: set aside, message says why';

-- Added to and read, never changed.
do $$
declare
  nom text;
begin
  foreach nom in array array['retour_paiement', 'retour_paiement_ligne'] loop
    execute format('create trigger en_ajout_seul before update or delete or truncate on %I
      for each statement execute function refuser_modification_budget()', nom);
    execute format('grant select, insert on %I to oriflamme_application', nom);
    execute format('alter table %I enable row level security', nom);
    execute format('create policy region on %I for select using ((select acteur_est_region()))', nom);
    execute format('create policy constater on %I for insert with check ((select acteur_constate_les_paiements()))', nom);
  end loop;
end $$;
