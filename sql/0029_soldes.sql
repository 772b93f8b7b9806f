-- Older aids settled, and what the Région gives up: the balance of each training centre after its advance, the titres that
-- cannot be collected, what was done to collect them, and the dossier by which they are written off.

create table solde_aide (
  id text primary key default gen_random_uuid()::text,
  dispositif text not null check (btrim(dispositif) <> ''),
  gestionnaire text not null check (btrim(gestionnaire) <> ''),
  etablissement text not null check (btrim(etablissement) <> ''),
  tiers text check (btrim(tiers) <> ''),
  siret text check (siret ~ '^[0-9]{14}$'),
  estime bigint not null check (estime > 0),
  reel bigint check (reel >= 0),
  apprentis integer check (apprentis >= 0),
  nominatif boolean not null default false,
  source text check (btrim(source) <> ''),
  etat text not null default 'brouillon' check (etat in ('brouillon', 'constate', 'vote', 'non_poursuivi')),
  avance bigint,
  solde bigint,
  reglement text,
  deliberation text check (btrim(deliberation) <> ''),
  votee_le date,
  motif text check (btrim(motif) <> ''),
  engagement text unique references engagement,
  titre text unique references titre_recettes,
  unique (dispositif, gestionnaire, etablissement),
  check ((reel is null) = (apprentis is null)),
  check (not nominatif or reel is not null),
  check ((etat = 'brouillon') = (avance is null) and (avance is null) = (solde is null) and (avance is null) = (reglement is null)),
  check (solde = reel - avance),
  check ((etat = 'vote') = (deliberation is not null) and (deliberation is null) = (votee_le is null)),
  check ((etat = 'non_poursuivi') = (motif is not null)),
  check (engagement is null or solde > 0),
  check (titre is null or solde < 0)
);
comment on table solde_aide is 'What is left to pay to a training centre, or to take back from it, once an aid paid in advance is known. Cents';
comment on column solde_aide.dispositif is 'Code of the scheme, whose file of reglements/ says the share paid in advance';
comment on column solde_aide.tiers is 'Number of the payee in the accounts of the Région';
comment on column solde_aide.nominatif is 'True when the real amount is the sum of the nominative list; otherwise the centre stated it';
comment on column solde_aide.source is 'Published document that the figures come from, when they do';
comment on column solde_aide.reglement is 'SHA-256 of the rules that gave the balance';
comment on column solde_aide.motif is 'Why a small amount is not taken back';

create table solde_apprenti (
  solde text not null references solde_aide,
  ligne integer not null check (ligne > 0),
  nom text not null check (btrim(nom) <> ''),
  prenom text not null check (btrim(prenom) <> ''),
  ne_le date not null,
  montant bigint not null check (montant > 0),
  cle text not null,
  primary key (solde, ligne),
  unique (solde, cle)
);
create index solde_apprenti_cle on solde_apprenti (cle);
comment on table solde_apprenti is 'The nominative list of a training centre: each apprentice that it paid, and how much, in cents';
comment on column solde_apprenti.ligne is 'Where it stood in the file, as a spreadsheet numbers it';
comment on column solde_apprenti.cle is 'Name, first name and birth in plain letters: the same person twice has the same';

create table seuil_poursuite (
  rang bigint generated always as identity primary key,
  montant bigint not null check (montant >= 0),
  motif text not null check (btrim(motif) <> ''),
  fixe_le timestamptz not null default now()
);
comment on table seuil_poursuite is 'Under which amount, in cents, a sum to take back may be proposed as not pursued: the last one counts';

create table diligence (
  rang bigint generated always as identity primary key,
  titre text not null references titre_recettes,
  genre text not null check (genre in ('relance', 'mise_en_demeure', 'saisie', 'opposition', 'declaration_creance',
    'recherche', 'autre')),
  date date not null,
  resultat text not null check (btrim(resultat) <> '')
);
create index diligence_titre on diligence (titre, date);
comment on table diligence is 'What the accountant did to collect a titre, and what came of it';

create table admission (
  id text primary key default gen_random_uuid()::text,
  objet text not null check (btrim(objet) <> ''),
  courrier_le date not null,
  pole text not null check (btrim(pole) <> ''),
  etat text not null default 'preparation' check (etat in ('preparation', 'proposee', 'avis_favorable',
    'avis_defavorable', 'votee', 'admise', 'retiree')),
  avis_le date,
  observations text check (btrim(observations) <> ''),
  deliberation text check (btrim(deliberation) <> ''),
  votee_le date,
  engagement text unique references engagement,
  motif text check (btrim(motif) <> ''),
  check (etat not in ('avis_favorable', 'avis_defavorable', 'votee', 'admise') or avis_le is not null),
  check ((etat in ('votee', 'admise')) = (deliberation is not null) and (deliberation is null) = (votee_le is null)),
  check ((etat = 'admise') = (engagement is not null)),
  check ((etat = 'retiree') = (motif is not null))
);
comment on table admission is 'A dossier of titres that the accountant proposes to write off, from its preparation to the mandat';
comment on column admission.courrier_le is 'Date of the letter by which the accountant asks for it, which is its reference';
comment on column admission.engagement is 'The crédits de paiement that bear the loss';

create table admission_titre (
  admission text not null references admission,
  titre text not null references titre_recettes,
  motif text not null check (motif in ('liquidation_close', 'insuffisance_actif', 'debiteur_disparu',
    'poursuites_sans_effet', 'sous_le_seuil', 'autre')),
  "precision" text check (btrim("precision") <> ''),
  ouverte boolean not null default true,
  primary key (admission, titre),
  check (motif <> 'autre' or "precision" is not null)
);
-- Whatever the programs do at the same instant: a titre waits in one dossier at most, hence is written off once.
create unique index un_titre_dans_un_dossier on admission_titre (titre) where ouverte;
comment on column admission_titre.ouverte is 'False once the dossier was withdrawn or advised against: the titre may be proposed again';

create function acteur_est_comptable() returns boolean stable language sql
  return acteur_role() in ('comptable', 'systeme');
create function acteur_solde() returns boolean stable language sql
  return acteur_role() in ('instructeur', 'responsable', 'gestionnaireBudgetaire', 'systeme');
create function acteur_admet() returns boolean stable language sql
  return acteur_role() in ('comptable', 'responsable', 'gestionnaireBudgetaire', 'systeme');

-- What was voted does not change; the list of a balance changes only as long as nobody has established it.
create function tenir_solde() returns trigger language plpgsql as $$
declare
  libres constant text[] := '{gestionnaire,etablissement,tiers,siret,engagement,titre}';
begin
  if old.etat in ('vote', 'non_poursuivi') and (to_jsonb(new) - libres) is distinct from (to_jsonb(old) - libres) then
    raise exception 'un solde voté ne change plus' using errcode = 'restrict_violation';
  end if;
  if new.etat = 'constate' and new.nominatif and not exists (
      select from solde_apprenti where solde = new.id
      having sum(montant) = new.reel and count(*) = new.apprentis) then
    raise exception 'le montant réel n’est pas la somme de la liste' using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
create trigger solde_tenu before update on solde_aide for each row execute function tenir_solde();

create function tenir_liste() returns trigger language plpgsql as $$
begin
  if (select etat from solde_aide where id = coalesce(new.solde, old.solde)) <> 'brouillon' then
    raise exception 'la liste d’un solde constaté ne change plus' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end
$$;
create trigger liste_tenue before insert or update or delete on solde_apprenti
  for each row execute function tenir_liste();

create function refuser_modification_diligence() returns trigger language plpgsql as $$
begin
  raise exception 'ce qui a été fait ne se modifie pas : % refusé', tg_op using errcode = 'restrict_violation';
end
$$;
do $$
declare
  nom text;
begin
  foreach nom in array array['seuil_poursuite', 'diligence'] loop
    execute format('create trigger en_ajout_seul before update or delete or truncate on %I
      for each statement execute function refuser_modification_diligence()', nom);
  end loop;
  foreach nom in array array['solde_aide', 'solde_apprenti', 'seuil_poursuite', 'diligence', 'admission',
    'admission_titre'] loop
    execute format('alter table %I enable row level security', nom);
    execute format('create policy region on %I for select using ((select acteur_est_region()))', nom);
  end loop;
end $$;

grant select, insert, update on solde_aide, admission, admission_titre to oriflamme_application;
grant select, insert, delete on solde_apprenti to oriflamme_application;
grant select, insert on seuil_poursuite, diligence to oriflamme_application;
grant delete on admission_titre to oriflamme_application;

create policy le_sien on solde_aide for select using (etat <> 'brouillon' and siret = (select acteur_siret()));
create policy preparer on solde_aide for insert with check ((select acteur_instruit()));
create policy suivre on solde_aide for update using ((select acteur_solde())) with check ((select acteur_solde()));
create policy les_siens on solde_apprenti for select using (exists (
  select from solde_aide s where s.id = solde_apprenti.solde and s.etat <> 'brouillon' and s.siret = (select acteur_siret())));
create policy ajouter on solde_apprenti for insert with check ((select acteur_instruit()));
create policy remplacer on solde_apprenti for delete using ((select acteur_instruit()));
create policy fixer on seuil_poursuite for insert with check ((select acteur_role()) in ('responsable', 'systeme'));
create policy noter on diligence for insert with check ((select acteur_est_comptable()));
create policy proposer on admission for insert with check ((select acteur_est_comptable()));
create policy suivre on admission for update using ((select acteur_admet())) with check ((select acteur_admet()));
create policy proposer on admission_titre for insert with check ((select acteur_est_comptable()));
create policy clore on admission_titre for update using ((select acteur_admet())) with check ((select acteur_admet()));
create policy retirer on admission_titre for delete using ((select acteur_est_comptable()));

-- A body reads the titre that takes its balance back, and whether it was paid; that it was written off is not told to it.
create function titre_du_solde(solde text)
  returns table (exercice integer, numero integer, date date, etat text)
  stable security definer set search_path = public language sql
begin atomic
  select t.exercice, t.numero, t.date,
    case when s.etat = 'admis_en_non_valeur' and not acteur_est_region() then 'emis' else coalesce(s.etat, 'emis') end
  from solde_aide a join titre_recettes t on t.id = a.titre left join suite_titre s on s.titre = t.id
  where a.id = titre_du_solde.solde and (acteur_est_region() or a.siret = acteur_siret());
end;
