-- Exceptional majorations: an envelope of their own, what a body in difficulty asks for, and how it is instructed.

alter table campagne add enveloppe_exceptionnelle bigint not null default 0
  check (enveloppe_exceptionnelle >= 0 and enveloppe_exceptionnelle % 100 = 0);
comment on column campagne.enveloppe_exceptionnelle is 'Set aside for exceptional majorations, in cents, beside the ordinary envelope; what is left is never kept';
-- What a campaign had already given was set aside for it, to the whole euro.
update campagne c set enveloppe_exceptionnelle = coalesce((select ceil(sum(e.montant) / 100.0) * 100
  from majoration_exceptionnelle e where e.campagne = c.id), 0);

create table exceptionnelle (
  demande text primary key references demande on delete cascade,
  etat text not null default 'demandee' check (etat in ('demandee', 'instruite', 'accordee', 'refusee', 'retiree')),
  version integer not null default 1 check (version > 0),
  exercice integer not null check (exercice between 2000 and 2100),
  deficit bigint not null check (deficit > 0),
  plan text not null check (btrim(plan) <> ''),
  montant bigint not null check (montant > 0),
  justification text not null check (btrim(justification) <> '')
);
comment on table exceptionnelle is 'What a body in financial difficulty asks for, with its application. What is granted is in majoration_exceptionnelle, alone';
comment on column exceptionnelle.deficit is 'Forecast deficit of the exercice, in cents, as a positive amount';
comment on column exceptionnelle.montant is 'Amount asked for, in cents';
comment on column exceptionnelle.version is 'Grows at each change; one that names an older version is refused';

create table exceptionnelle_etape (
  id bigint generated always as identity primary key,
  demande text not null references exceptionnelle on delete cascade,
  acte text not null,
  de text not null,
  vers text not null,
  montant bigint check (montant > 0),
  motif text,
  par text not null references personne,
  pour text references personne,
  le timestamptz not null default now()
);
create index exceptionnelle_etape_demande on exceptionnelle_etape (demande, id);
comment on table exceptionnelle_etape is 'Each act on it, with its amount and its reason: asked, proposed, granted stay side by side. Append-only';

-- A granted amount says which application it was asked with; one brought as a file has none.
alter table majoration_exceptionnelle add demande text unique references demande on delete cascade;
comment on column majoration_exceptionnelle.demande is 'The application that asked for it; null when a file brought it';

-- The frozen amounts still are those of today: neither the formations nor the exceptional majorations moved since.
create function proposition_a_jour(p proposition) returns boolean stable language sql
  return p.liste = version_des_formations(p.campagne)
    and (select coalesce(jsonb_object_agg(e.organisme, e.montant), '{}') from majoration_exceptionnelle e
          where e.campagne = p.campagne)
      = (select coalesce(jsonb_object_agg(l ->> 'organisme', l -> 'exceptionnelle'), '{}')
          from jsonb_array_elements(p.lignes) l where (l ->> 'exceptionnelle')::bigint > 0);

-- The second wall. What agents propose is theirs until it is decided; a refusal is told with its reason.
grant select, insert, update on exceptionnelle to oriflamme_application;
grant select, insert on exceptionnelle_etape to oriflamme_application;

alter table exceptionnelle enable row level security;
create policy lire on exceptionnelle for select using (demande_lisible(demande));
create policy demander on exceptionnelle using ((select acteur_depose()) and demande_de_l_acteur(demande))
  with check ((select acteur_depose()) and demande_de_l_acteur(demande));
create policy instruire on exceptionnelle for update using ((select acteur_instruit()) and demande_lisible(demande))
  with check ((select acteur_instruit()) and demande_lisible(demande));

alter table exceptionnelle_etape enable row level security;
create policy region on exceptionnelle_etape for select using ((select acteur_est_region()) and demande_lisible(demande));
create policy la_sienne on exceptionnelle_etape for select using (
  acte in ('demander', 'retirer', 'refuser') and demande_de_l_acteur(demande));
create policy demander on exceptionnelle_etape for insert with check (
  (select acteur_depose()) and demande_de_l_acteur(demande) and acte in ('demander', 'retirer'));
create policy instruire on exceptionnelle_etape for insert with check (
  (select acteur_instruit()) and demande_lisible(demande) and acte not in ('demander', 'retirer'));

-- Before the vote, what is granted is still a proposal: the body reads it once it is published.
drop policy la_sienne on majoration_exceptionnelle;
