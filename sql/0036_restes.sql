-- What was left of the aids: sums paid for those who read sums, return files and lines that somebody looks at, the place in the
-- line of a dossier that was granted before, and titres collected in several times.

-- Where what is granted stands, in sums: elected members and the State read no payment. What was sent counts for what was sent.
create function parts_d_aide(de_session text)
  returns table (session text, etat text, nombre integer, montant bigint)
  stable security definer set search_path = public language sql as $$
  select d.session, coalesce(p.etat, 'sans_paiement'), count(*)::int,
    sum(case when p.fichier is null then d.montant else p.montant end)::bigint
  from aide_dossier d left join lateral (
    select * from asp_paiement x where x.dossier = d.id order by x.etat in ('rejetee', 'impayee'), x.id desc limit 1) p on true
  where d.etat = 'accorde' and (de_session is null or d.session = de_session)
    and ((select acteur_est_region())
      or ((select acteur_est_organisme()) and d.organisation = (select acteur_organisation())))
  group by 1, 2
$$;
comment on function parts_d_aide is 'Granted dossiers counted and summed by the state of their payment; every session when none is given';

-- The turn that a dossier has, or would have once verified, in the next act that grants: by the day of its deposit.
create function rang_d_octroi(le_dossier text) returns bigint
  stable security definer set search_path = public language sql as $$
  select 1 + (select count(*) from aide_dossier a where a.session = d.session and a.id <> d.id
    and a.etat in ('proposable', 'en_attente') and (a.depose_le, a.numero) < (d.depose_le, d.numero))
  from aide_dossier d
  where d.id = le_dossier and ((select acteur_traite_les_aides()) or dossier_d_aide_de_l_acteur(d.id))
$$;

-- A file that was not read keeps its bytes until somebody says what it is, or sets it aside for good.
alter table asp_retour drop constraint asp_retour_etat_check,
  add constraint asp_retour_etat_check check (etat in ('recu', 'lu', 'illisible', 'inconnu', 'classe')),
  add column motif text,
  add constraint asp_retour_motif_check check ((etat = 'classe') = (motif is not null));
comment on column asp_retour.motif is 'Why somebody set the file aside for good';

create table encaissement (
  rang bigint generated always as identity primary key,
  titre text not null references titre_recettes,
  date date not null,
  montant bigint not null check (montant > 0),
  reference text not null check (btrim(reference) <> ''),
  unique (titre, reference)
);
comment on table encaissement is 'What was received on a titre, each time, in cents; what remains is the amount of the titre less these';
comment on column encaissement.reference is 'Of the receipt in the accounts: told twice, it is received once';

-- Whoever adds to a titre, or ends it, is alone on it until the end of the transaction.
create function tenir_titre(le_titre text) returns void
  security definer set search_path = public language sql as $$
  select from titre_recettes where id = le_titre for update
$$;

-- The second wall: nothing over the amount, nothing once it has ended.
create function tenir_encaissement() returns trigger
  security definer set search_path = public language plpgsql as $$
begin
  perform tenir_titre(new.titre);
  if exists (select from suite_titre where titre = new.titre) then
    raise exception 'ce titre est clos' using errcode = 'restrict_violation';
  end if;
  if new.montant + (select coalesce(sum(montant), 0) from encaissement where titre = new.titre)
      > (select montant from titre_recettes where id = new.titre) then
    raise exception 'plus que le titre' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger encaissement_tenu before insert on encaissement for each row execute function tenir_encaissement();
create trigger en_ajout_seul before update or delete or truncate on encaissement
  for each statement execute function refuser_modification_budget();

grant select, insert on encaissement to oriflamme_application;
alter table encaissement enable row level security;
create policy region on encaissement for select using ((select acteur_est_region()));
create policy noter on encaissement for insert with check ((select acteur_est_comptable()));
-- The last receipt ends its titre.
create policy recouvrer on suite_titre for insert
  with check (etat = 'recouvre' and (select acteur_est_comptable()));

-- A body also reads what it has already returned.
drop function titre_du_solde(text);
create function titre_du_solde(solde text)
  returns table (exercice integer, numero integer, date date, etat text, encaisse bigint)
  stable security definer set search_path = public language sql
begin atomic
  select t.exercice, t.numero, t.date,
    case when s.etat = 'admis_en_non_valeur' and not acteur_est_region() then 'emis' else coalesce(s.etat, 'emis') end,
    (select coalesce(sum(e.montant), 0)::bigint from encaissement e where e.titre = t.id)
  from solde_aide a join titre_recettes t on t.id = a.titre left join suite_titre s on s.titre = t.id
  where a.id = titre_du_solde.solde and (acteur_est_region() or a.siret = acteur_siret());
end;
