-- Contracts really signed, told formation by formation once the assembly has voted: file after file, the last one counts.

create table rapprochement (
  rang bigint generated always as identity primary key,
  campagne text not null references campagne,
  nom text not null check (nom <> ''),
  empreinte text not null check (empreinte ~ '^[0-9a-f]{64}$'),
  par text not null references personne,
  pour text references personne,
  applique_le timestamptz not null default now()
);
create index rapprochement_campagne on rapprochement (campagne, rang desc);
comment on table rapprochement is 'A file of signed contracts; the last of a campaign replaces the others, which stay readable';
comment on column rapprochement.empreinte is 'SHA-256 of the file, which itself is not kept';

create table rapprochement_ligne (
  rapprochement bigint not null references rapprochement,
  campagne text not null,
  formation text collate "C" not null,
  signes integer not null check (signes >= 0),
  motif text check (motif in ('recrutement', 'employeurs', 'rupture', 'fermeture', 'transfert', 'depot', 'declaration',
    'demande', 'autre')),
  "precision" text check ("precision" <> ''),
  primary key (rapprochement, formation),
  foreign key (campagne, formation) references formation,
  check ("precision" is null or motif is not null),
  check (motif <> 'autre' or "precision" is not null)
);
comment on table rapprochement_ligne is 'What a file says of a voted formation; a formation without a line has not been told of';
comment on column rapprochement_ligne.signes is 'Contracts really signed; the voted ones are those of the vote, which does not change';
comment on column rapprochement_ligne.motif is 'Why signed and voted differ, from a closed list (indicative); null when they do not';

create function refuser_modification_rapprochement() returns trigger language plpgsql as $$
begin
  raise exception 'un rapprochement ne se modifie pas, un autre le remplace : % refusé', tg_op
    using errcode = 'restrict_violation';
end
$$;

-- Added to and read, never changed. A body reads the lines of its own formations; an OPCO reads none.
do $$
declare
  nom text;
begin
  foreach nom in array array['rapprochement', 'rapprochement_ligne'] loop
    execute format('create trigger en_ajout_seul before update or delete or truncate on %I
      for each statement execute function refuser_modification_rapprochement()', nom);
    execute format('grant select, insert on %I to oriflamme_application', nom);
    execute format('alter table %I enable row level security', nom);
    execute format('create policy region on %I for select using ((select acteur_est_region()))', nom);
    execute format('create policy instruire on %I for insert with check ((select acteur_instruit()))', nom);
  end loop;
end $$;
-- A body must know which file is the last one, even when that file says nothing of it.
create policy organisme on rapprochement for select using (exists (
  select from organisme o where o.campagne = rapprochement.campagne and o.siret = (select acteur_siret())));
create policy la_sienne on rapprochement_ligne for select using ((select acteur_siret()) is not null and exists (
  select from formation f where f.campagne = rapprochement_ligne.campagne and f.identifiant = rapprochement_ligne.formation
    and organisme_de_l_acteur(f.campagne, f.organisme)));
