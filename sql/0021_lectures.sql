-- Two agents appreciate what is a judgement and not a count, each without seeing the other; a third settles their gaps.

alter table campagne add double_lecture jsonb check (jsonb_typeof(double_lecture) = 'object');
comment on column campagne.double_lecture is '{exigee, champs, seuil}: whether a proposition waits for it, what is read twice, the gap beyond which somebody settles; null: as by default';

create table lecture (
  demande text not null references demande on delete cascade,
  agent text not null references personne,
  rang smallint not null check (rang in (1, 2)),
  par text not null references personne,
  pour text references personne,
  confiee_le timestamptz not null default now(),
  validee_le timestamptz,
  levee_le timestamptz,
  primary key (demande, agent),
  unique (demande, rang),
  check (levee_le is null or validee_le is not null)
);
create index lecture_agent on lecture (agent);
comment on table lecture is 'An application that an agent is to appreciate alone; two at most, of two persons';
comment on column lecture.par is 'Who gave it to this agent';
comment on column lecture.validee_le is 'When this agent closed it: nothing of it changes any more';
comment on column lecture.levee_le is 'When both were closed: only then does one see the other. The database alone writes it';

create table lecture_appreciation (
  demande text not null,
  agent text not null references personne,
  formation text collate "C" not null,
  champ text not null check (champ <> ''),
  note integer,
  justification text not null default '',
  primary key (demande, agent, formation, champ),
  foreign key (demande, agent) references lecture on delete cascade,
  foreign key (demande, formation) references demande_formation on delete cascade
);
comment on table lecture_appreciation is 'A mark and why: seen by its author alone until both readings are closed';
comment on column lecture_appreciation.note is 'In the unit of the field (a percentage in hundredths); null while it is being thought over';

create table lecture_arbitrage (
  demande text not null,
  formation text collate "C" not null,
  champ text not null check (champ <> ''),
  note integer,
  motif text check (btrim(motif) <> ''),
  par text references personne,
  pour text references personne,
  le timestamptz,
  primary key (demande, formation, champ),
  foreign key (demande, formation) references demande_formation on delete cascade,
  check (num_nulls(note, motif, par, le) in (0, 4))
);
create index lecture_arbitrage_attendu on lecture_arbitrage (demande) where note is null;
comment on table lecture_arbitrage is 'Two marks too far apart: waits for the mark of somebody else, and why; both marks stay';

-- A closed reading stays as it is. It leaves with its application only, or with a formation that its body takes back.
create function tenir_lecture() returns trigger security definer set search_path = public language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    if old.validee_le is not null and exists (select from demande d where d.id = old.demande) then
      raise exception 'une lecture validée ne se retire pas' using errcode = 'restrict_violation';
    end if;
    return old;
  end if;
  if old.validee_le is not null and new.validee_le is distinct from old.validee_le then
    raise exception 'une lecture validée ne change plus' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger lecture_tenue before update or delete on lecture for each row execute function tenir_lecture();

create function tenir_appreciation() returns trigger security definer set search_path = public language plpgsql as $$
declare
  une lecture_appreciation := case when tg_op = 'DELETE' then old else new end;
begin
  if exists (select from lecture l where l.demande = une.demande and l.agent = une.agent and l.validee_le is not null)
      and exists (select from demande_formation f where f.demande = une.demande and f.identifiant = une.formation) then
    raise exception 'une lecture validée ne change plus' using errcode = 'restrict_violation';
  end if;
  return une;
end
$$;
create trigger appreciation_tenue before insert or update or delete on lecture_appreciation
  for each row execute function tenir_appreciation();

create function tenir_arbitrage() returns trigger language plpgsql as $$
begin
  if old.note is not null then
    raise exception 'un arbitrage rendu ne change plus' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger arbitrage_tenu before update on lecture_arbitrage for each row execute function tenir_arbitrage();

-- The veil falls when the second of two readings is closed, and at no other moment: no program decides it.
create function lever_lectures() returns trigger security definer set search_path = public language plpgsql as $$
begin
  perform from demande d where d.id = new.demande for no key update;
  if (select count(*) from lecture l where l.demande = new.demande and l.validee_le is not null) = 2 then
    update lecture l set levee_le = clock_timestamp() where l.demande = new.demande and l.levee_le is null;
  end if;
  return null;
end
$$;
create trigger lectures_levees after update of validee_le on lecture
  for each row when (old.validee_le is null and new.validee_le is not null) execute function lever_lectures();

-- What a proposition waits for: validated applications that lack a reading or a settlement. A campaign that does not ask
-- for readings counts only those that were given to somebody.
create function lectures_attendues(campagne text) returns jsonb stable language sql
  return (select jsonb_build_object('exigee', c.exigee, 'inachevees', (
      select count(*) from demande d where d.campagne = c.id and d.etat = 'validee'
        and (c.exigee or exists (select from lecture l where l.demande = d.id))
        and (not exists (select from lecture l where l.demande = d.id and l.levee_le is not null)
          or exists (select from lecture_arbitrage a where a.demande = d.id and a.note is null))))
    from (select c.id, coalesce((c.double_lecture ->> 'exigee')::boolean, false) as exigee
      from campagne c where c.id = lectures_attendues.campagne) c);

grant select, delete on lecture to oriflamme_application;
grant insert (demande, agent, rang, par, pour) on lecture to oriflamme_application;
grant update (validee_le) on lecture to oriflamme_application;
grant select, insert, update, delete on lecture_appreciation to oriflamme_application;
grant select, insert on lecture_arbitrage to oriflamme_application;
grant update (note, motif, par, pour, le) on lecture_arbitrage to oriflamme_application;

alter table lecture enable row level security;
create policy region on lecture for select using ((select acteur_est_region()));
create policy confier on lecture for insert with check ((select acteur_conduit()));
create policy reprendre on lecture for delete using ((select acteur_conduit()) and validee_le is null);
create policy clore on lecture for update using ((select acteur_instruit()) and agent = (select acteur_identifiant()))
  with check (agent = (select acteur_identifiant()));

-- Blind: not even the program sees a mark before both readings are closed, unless it serves its author.
alter table lecture_appreciation enable row level security;
create policy sienne on lecture_appreciation for select using (
  (select acteur_est_region()) and agent = (select acteur_identifiant()));
create policy levee on lecture_appreciation for select using ((select acteur_est_region()) and exists (
  select from lecture l where l.demande = lecture_appreciation.demande and l.agent = lecture_appreciation.agent
    and l.levee_le is not null));
create policy apprecier on lecture_appreciation using (
  (select acteur_instruit()) and agent = (select acteur_identifiant()))
  with check ((select acteur_instruit()) and agent = (select acteur_identifiant()));

alter table lecture_arbitrage enable row level security;
create policy region on lecture_arbitrage for select using ((select acteur_est_region()));
create policy relever on lecture_arbitrage for insert with check ((select acteur_instruit()) and note is null);
create policy arbitrer on lecture_arbitrage for update using ((select acteur_conduit())) with check ((select acteur_conduit()));
