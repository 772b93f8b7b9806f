-- Individual aids, once deposited: granting within the envelope, the guard against a double benefit, letters, and the page by
-- which an apprentice follows a dossier without an account.

alter table aide_session add column attestation_exigee boolean not null default false;
comment on column aide_session.attestation_exigee is 'Nobody is paid before their training centre has certified their attendance';

create table aide_octroi (
  id text primary key default gen_random_uuid()::text,
  session text not null references aide_session,
  etat text not null default 'en_cours' check (etat in ('en_cours', 'fini', 'arrete')),
  total integer not null check (total >= 0),
  accordes integer not null default 0 check (accordes >= 0),
  montant bigint not null default 0 check (montant >= 0),
  en_attente integer check (en_attente >= 0),
  retenus integer check (retenus >= 0),
  par text not null references personne,
  pour text references personne,
  role text not null,
  adresse text,
  motif jsonb check (jsonb_typeof(motif) = 'object'),
  cree_le timestamptz not null default now(),
  fini_le timestamptz,
  check ((etat = 'en_cours') = (fini_le is null)),
  check ((etat = 'arrete') = (motif is not null))
);
create index aide_octroi_session on aide_octroi (session, cree_le);
create unique index aide_octroi_un_seul on aide_octroi (session) where etat = 'en_cours';
comment on table aide_octroi is 'One act that grants the aids of a session in the order of their deposit, within what is left of its envelope';
comment on column aide_octroi.total is 'Dossiers that asked for an aid when it began';
comment on column aide_octroi.montant is 'Granted by this act, in cents';
comment on column aide_octroi.en_attente is 'Dossiers that the envelope leaves waiting at its end';
comment on column aide_octroi.retenus is 'Dossiers kept aside by the guard against a double benefit, at its end';
comment on column aide_octroi.motif is '{code, message}: why it stopped before its end';

create table aide_levee (
  dossier text not null references aide_dossier on delete cascade,
  autre text not null references aide_dossier on delete cascade,
  nature text not null check (nature in ('personne', 'compte')),
  motif text not null check (btrim(motif) <> ''),
  par text not null references personne,
  pour text references personne,
  le timestamptz not null default now(),
  primary key (dossier, autre, nature),
  check (dossier < autre)
);
create index aide_levee_autre on aide_levee (autre);
comment on table aide_levee is 'Two dossiers that looked like one benefit twice, and why somebody says that they are not';

create table aide_lien (
  dossier text primary key references aide_dossier on delete cascade,
  graine text not null unique check (graine ~ '^[A-Za-z0-9_-]{22}$'),
  cree_le timestamptz not null default now(),
  expire_le timestamptz not null,
  revoque_le timestamptz
);
comment on table aide_lien is 'The way by which an apprentice follows a dossier: the link is this seed and its signature, which the database does not hold';

create table aide_courrier (
  id text primary key default gen_random_uuid()::text,
  session text not null references aide_session,
  etat text not null default 'en_cours' check (etat in ('en_cours', 'fini', 'arrete')),
  total integer not null check (total >= 0),
  faits integer not null default 0 check (faits >= 0),
  courriels integer not null default 0 check (courriels >= 0),
  par text not null references personne,
  pour text references personne,
  role text not null,
  adresse text,
  motif jsonb check (jsonb_typeof(motif) = 'object'),
  cree_le timestamptz not null default now(),
  fini_le timestamptz,
  check ((etat = 'en_cours') = (fini_le is null)),
  check ((etat = 'arrete') = (motif is not null))
);
create index aide_courrier_session on aide_courrier (session, cree_le);
create unique index aide_courrier_un_seul on aide_courrier (session) where etat = 'en_cours';
comment on table aide_courrier is 'One act that tells the people of a session what was decided: a letter each, and a message to those who gave an address';

create table aide_notification (
  courrier text not null references aide_courrier,
  dossier text not null references aide_dossier on delete cascade,
  decision text not null check (decision in ('accorde', 'refuse', 'en_attente')),
  empreinte text not null check (empreinte ~ '^[0-9a-f]{64}$'),
  courriel boolean not null,
  le timestamptz not null default now(),
  primary key (courrier, dossier)
);
create index aide_notification_dossier on aide_notification (dossier, le);
comment on table aide_notification is 'What each person was told, and when';
comment on column aide_notification.empreinte is 'Of what was told: the same decision is not told twice';

create table aide_courrier_fichier (
  courrier text not null references aide_courrier on delete cascade,
  rang integer not null check (rang > 0),
  octets bytea not null,
  primary key (courrier, rang)
);
alter table aide_courrier_fichier alter column octets set storage external;
comment on table aide_courrier_fichier is 'The letters of one act, many in a PDF, in their order';

-- Two living dossiers that may be one benefit twice: the same person aided twice in one exercice, or one account given by two
-- people. A centre learns that its dossier collides with another, never with whose.
create function collisions_d_aide(dossiers text[])
  returns table (dossier text, autre text, nature text, levee boolean)
  stable security definer set search_path = public language sql as $$
  with collision as (
    select a.id as dossier, b.id as autre, 'personne' as nature, b.etat
    from aide_dossier a
      join aide_dossier b on b.beneficiaire = a.beneficiaire and b.id <> a.id
      join aide_session s on s.id = a.session
      join aide_session t on t.id = b.session and t.exercice = s.exercice
    where a.id = any (dossiers) and a.etat in ('proposable', 'en_attente', 'accorde')
    union all
    select a.id, b.id, 'compte', b.etat
    from aide_dossier a
      join aide_coordonnees c on c.dossier = a.id
      join aide_coordonnees e on e.empreinte = c.empreinte and e.dossier <> c.dossier
      join aide_dossier b on b.id = e.dossier and b.beneficiaire <> a.beneficiaire
    where a.id = any (dossiers) and a.etat in ('proposable', 'en_attente', 'accorde')
  )
  select c.dossier,
    case when acteur_traite_les_aides() or dossier_d_aide_de_l_acteur(c.autre) then c.autre end,
    c.nature,
    exists (select from aide_levee l where l.dossier = least(c.dossier, c.autre)
      and l.autre = greatest(c.dossier, c.autre) and l.nature = c.nature)
  from collision c
  where c.etat in ('proposable', 'en_attente', 'accorde')
    and (acteur_traite_les_aides() or dossier_d_aide_de_l_acteur(c.dossier))
$$;

-- Elected members and the State read sums; a centre reads its own.
create function sommes_d_aide(de_session text)
  returns table (session text, organisation text, niveau text, etat text, nombre integer, montant bigint)
  stable security definer set search_path = public language sql as $$
  select d.session, d.organisation, coalesce(d.reponses ->> 'niveau', ''), d.etat, count(*)::int,
    coalesce(sum(d.montant), 0)::bigint
  from aide_dossier d
  where (de_session is null or d.session = de_session)
    and ((select acteur_est_region())
      or ((select acteur_est_organisme()) and d.organisation = (select acteur_organisation())))
  group by 1, 2, 3, 4
$$;
comment on function sommes_d_aide is 'Dossiers counted and summed by centre, level and state; every session when none is given';

-- What sessions grant on one operation of one line, together: they may share an envelope.
create function accorde_sur_l_operation(la_ligne text, l_operation text) returns bigint
  stable security definer set search_path = public language sql as $$
  select coalesce(sum(d.montant), 0)::bigint
  from aide_dossier d join aide_session s on s.id = d.session
  where s.ligne = la_ligne and s.operation = l_operation
    and d.etat = 'accorde' and (select acteur_est_region())
$$;

-- The turn of those who wait, among all: a centre that only sees its own still reads their true rank.
create function rangs_d_aide(de_session text) returns table (dossier text, rang bigint)
  stable security definer set search_path = public language sql as $$
  select r.id, r.rang
  from (select d.id, d.organisation, row_number() over (order by d.depose_le, d.numero) as rang
    from aide_dossier d where d.session = de_session and d.etat = 'en_attente') r
  where (select acteur_traite_les_aides())
    or ((select acteur_est_organisme()) and r.organisation = (select acteur_organisation()))
$$;

create function dossier_d_aide_payable(le_dossier text) returns boolean
  stable language sql as $$
  select exists (select from aide_dossier d join aide_session s on s.id = d.session
    where d.id = le_dossier and d.etat = 'accorde'
      and (not s.attestation_exigee
        or exists (select from aide_attestation t where t.dossier = d.id and t.assidu)))
$$;
comment on function dossier_d_aide_payable is 'Granted, and certified assiduous when the session asks for it: nobody else is paid';

grant select, insert, update on aide_octroi, aide_lien, aide_courrier to oriflamme_application;
grant select, insert on aide_levee, aide_notification, aide_courrier_fichier to oriflamme_application;

alter table aide_octroi enable row level security;
create policy region on aide_octroi for select using ((select acteur_est_region()));
create policy accorder on aide_octroi using ((select acteur_fait_avancer_les_aides()))
  with check ((select acteur_fait_avancer_les_aides()));

alter table aide_levee enable row level security;
create policy traiter on aide_levee for select using ((select acteur_traite_les_aides()));
create policy lever on aide_levee for insert with check ((select acteur_instruit()));

alter table aide_lien enable row level security;
create policy tenir on aide_lien using ((select acteur_fait_avancer_les_aides()))
  with check ((select acteur_fait_avancer_les_aides()));

alter table aide_courrier enable row level security;
create policy traiter on aide_courrier for select using ((select acteur_traite_les_aides()));
create policy envoyer on aide_courrier using ((select acteur_fait_avancer_les_aides()))
  with check ((select acteur_fait_avancer_les_aides()));

alter table aide_notification enable row level security;
create policy traiter on aide_notification for select using ((select acteur_traite_les_aides()));
create policy le_sien on aide_notification for select using (dossier_d_aide_de_l_acteur(dossier));
create policy envoyer on aide_notification for insert with check ((select acteur_fait_avancer_les_aides()));

alter table aide_courrier_fichier enable row level security;
create policy traiter on aide_courrier_fichier for select using ((select acteur_traite_les_aides()));
create policy envoyer on aide_courrier_fichier for insert with check ((select acteur_fait_avancer_les_aides()));
