-- What goes to the vote: a table of amounts frozen with all that it was computed from, and what the assembly made of it.

alter table campagne add liste_sur text;
comment on column campagne.liste_sur is 'What the validated applications were when its formations were drawn from them; null: brought as a file, or not yet';

-- What the validated applications of a campaign are, in a word: it changes when one comes, goes, moves or is corrected.
create function etat_des_validees(campagne text) returns text stable language sql
  return (select md5(coalesce(string_agg(d.id || ' ' || d.version || ' '
      || (select count(*) from demande_correction c where c.demande = d.id), ',' order by d.id), ''))
    from demande d where d.campagne = etat_des_validees.campagne and d.etat = 'validee');

-- Which formations a campaign has, in a word: it changes when its list is drawn up again.
create function version_des_formations(campagne text) returns text stable language sql
  return (select extract(epoch from coalesce(c.liste_le, c.cree_le))::text from campagne c
    where c.id = version_des_formations.campagne);

create function acteur_conduit() returns boolean stable language sql
  return acteur_role() in ('responsable', 'systeme');

create table proposition (
  campagne text not null references campagne on delete cascade,
  numero integer not null check (numero > 0),
  scenario text not null,
  parametres jsonb not null check (jsonb_typeof(parametres) = 'object'),
  liste text not null,
  lignes jsonb not null check (jsonb_typeof(lignes) = 'array'),
  retenues jsonb not null check (jsonb_typeof(retenues) = 'array'),
  totaux jsonb not null check (jsonb_typeof(totaux) = 'object'),
  reglement text not null,
  empreinte_reglement text not null check (empreinte_reglement ~ '^[0-9a-f]{64}$'),
  logiciel text not null,
  empreinte text not null check (empreinte ~ '^[0-9a-f]{64}$'),
  etat text not null default 'figee' check (etat in ('figee', 'votee', 'abandonnee')),
  motif text check (btrim(motif) <> ''),
  deliberation text check (btrim(deliberation) <> ''),
  votee_le date,
  par text not null references personne,
  pour text references personne,
  le timestamptz not null default now(),
  primary key (campagne, numero),
  check ((etat = 'votee') = (deliberation is not null)),
  check ((etat = 'votee') = (votee_le is not null))
);
create unique index proposition_vivante on proposition (campagne) where etat <> 'abandonnee';
comment on table proposition is 'The amounts that go to the vote, frozen: any later change is a new proposition';
comment on column proposition.scenario is 'Name of the scenario chosen; empty for the règlement as it is';
comment on column proposition.liste is 'Which formations it was computed on: the list is drawn again, it goes stale';
comment on column proposition.lignes is '[{organisme, nom, formations, contrats, majoration, dontBonusVert, exceptionnelle, totale, plafonne}], in cents';
comment on column proposition.retenues is 'Identifiers of the retained formations, in the order of the ranking';
comment on column proposition.empreinte is 'SHA-256 of the canonical JSON of all that is frozen here';
comment on column proposition.motif is 'Why it replaces the one before';

create function tenir_proposition() returns trigger language plpgsql as $$
begin
  if old.etat <> 'figee' then
    raise exception 'une proposition votée ou abandonnée ne change plus' using errcode = 'restrict_violation';
  end if;
  if (to_jsonb(new) - '{etat,deliberation,votee_le}'::text[])
      is distinct from (to_jsonb(old) - '{etat,deliberation,votee_le}'::text[]) then
    raise exception 'une proposition figée ne se corrige pas' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger proposition_figee before update on proposition for each row execute function tenir_proposition();

grant select, insert on proposition to oriflamme_application;
grant update (etat, deliberation, votee_le) on proposition to oriflamme_application;
alter table proposition enable row level security;
create policy region on proposition for select using ((select acteur_est_region()));
create policy figer on proposition for insert with check ((select acteur_conduit()));
create policy voter on proposition for update using ((select acteur_conduit())) with check ((select acteur_conduit()));

-- Voted amounts stay as they were voted. They leave with their campaign only, which is not removed once voted.
create function tenir_publication() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' or exists (select from campagne c where c.id = old.campagne) then
    raise exception 'un montant voté ne change plus' using errcode = 'restrict_violation';
  end if;
  return old;
end
$$;
create trigger publication_votee before update or delete on publication
  for each row execute function tenir_publication();
drop policy region on publication;
create policy publier on publication for insert with check ((select acteur_conduit()));
