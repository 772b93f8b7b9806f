-- What was deposited of a person is corrected by the centre that deposited it, or by an agent: the values of before and after
-- are kept, field by field. Of a bank account nothing is ever written here but what may be shown of it.

create table aide_correction (
  id bigint generated always as identity primary key,
  dossier text not null references aide_dossier on delete cascade,
  champ text not null check (champ in ('civilite', 'nomNaissance', 'nomUsage', 'prenom', 'neLe', 'paysNaissance',
    'communeNaissance', 'numeroVoie', 'extensionVoie', 'typeVoie', 'libelleVoie', 'complement', 'codePostal', 'commune',
    'libelleCommune', 'pays', 'courriel', 'telephone', 'iban', 'bic', 'titulaire')),
  avant text,
  apres text,
  par text not null references personne,
  le timestamptz not null default statement_timestamp(),
  motif text check (btrim(motif) <> ''),
  -- Whatever the program does, no account lies readable here.
  check (champ not in ('bic', 'titulaire') or (avant is null and apres is null)),
  check (champ <> 'iban' or (coalesce(avant, '') ~ '^([A-Z]{2}•• •••• [0-9A-Z]{4})?$'
    and apres ~ '^[A-Z]{2}•• •••• [0-9A-Z]{4}$'))
);
create index aide_correction_dossier on aide_correction (dossier, id);
comment on table aide_correction is 'A field of a dossier corrected after its deposit: what it said, what it says';
comment on column aide_correction.champ is 'As the columns of a list name it; iban: only masks; bic, titulaire: that they were given again';

grant select, insert on aide_correction to oriflamme_application;
alter table aide_correction enable row level security;

create function acteur_corrige_l_aide(le_dossier text) returns boolean
  stable security definer set search_path = public language sql
  return acteur_instruit() or (acteur_depose() and dossier_d_aide_de_l_acteur(le_dossier));
comment on function acteur_corrige_l_aide is 'Whether who acts may correct what was deposited in a dossier';

create policy traiter on aide_correction for select using ((select acteur_traite_les_aides()));
create policy la_sienne on aide_correction for select using (dossier_d_aide_de_l_acteur(dossier));
create policy corriger on aide_correction for insert
  with check (acteur_corrige_l_aide(dossier) and par = (select acteur_identifiant()));

-- A centre writes nothing of a dossier but what these functions write: never its decision, its amount, nor somebody else's.

-- Payments first, then dossiers, as whoever makes the files of the agency does. Each statement sees what the wait let in.
create function tenir_la_correction(le_dossier text)
  returns table (paiement text, personne_en_vol boolean, personne_ailleurs boolean, masque text)
  security definer set search_path = public language plpgsql as $$
declare
  la_personne text := (select d.beneficiaire from aide_dossier d where d.id = le_dossier);
begin
  if not acteur_corrige_l_aide(le_dossier) then
    return;
  end if;
  perform from asp_paiement p where p.dossier in (select d.id from aide_dossier d where d.beneficiaire = la_personne)
    order by p.id for update;
  perform from aide_dossier d where d.beneficiaire = la_personne order by d.id for no key update;
  return query
    select (select p.etat from asp_paiement p where p.dossier = le_dossier
        order by p.etat in ('rejetee', 'impayee'), p.id desc limit 1),
      exists (select from asp_paiement p join aide_dossier d on d.id = p.dossier
        where d.beneficiaire = la_personne and d.id <> le_dossier and p.etat in ('envoyee', 'integree')),
      exists (select from aide_dossier d join aide_dossier e on e.id = le_dossier
        where d.beneficiaire = la_personne and d.organisation <> e.organisation),
      (select c.masque from aide_coordonnees c where c.dossier = le_dossier);
end
$$;
comment on function tenir_la_correction is 'Holds the dossiers of a person and their payments; where the payment of this one stands, whether another is at the agency, whether another centre has one, and what may be shown of its account';

create function corriger_l_identite(le_dossier text, identite jsonb) returns void
  security definer set search_path = public language sql as $$
  update aide_beneficiaire b set civilite = i.civilite, nom_naissance = i."nomNaissance", nom_usage = i."nomUsage",
    prenom = i.prenom, ne_le = i."neLe", pays_naissance = i."paysNaissance", commune_naissance = i."communeNaissance",
    rapprochement = i.rapprochement
  from jsonb_to_record(identite) as i (civilite text, "nomNaissance" text, "nomUsage" text, prenom text, "neLe" date,
    "paysNaissance" text, "communeNaissance" text, rapprochement text)
  where b.id = (select d.beneficiaire from aide_dossier d where d.id = le_dossier) and acteur_corrige_l_aide(le_dossier)
    and (acteur_instruit() or not exists (
      select from aide_dossier d where d.beneficiaire = b.id and d.organisation <> acteur_organisation()))
$$;

create function corriger_les_adresses(le_dossier text, l_adresse jsonb, le_courriel text, le_telephone text) returns void
  security definer set search_path = public language sql as $$
  update aide_dossier set adresse = l_adresse, courriel = le_courriel, telephone = le_telephone
  where id = le_dossier and acteur_corrige_l_aide(le_dossier)
$$;

create function corriger_le_compte(le_dossier text, le_chiffre bytea, l_empreinte text, le_masque text) returns void
  security definer set search_path = public language sql as $$
  insert into aide_coordonnees (dossier, chiffre, empreinte, masque)
  select le_dossier, le_chiffre, l_empreinte, le_masque where acteur_corrige_l_aide(le_dossier)
  on conflict (dossier) do update set chiffre = excluded.chiffre, empreinte = excluded.empreinte,
    masque = excluded.masque, maj_le = now()
$$;

-- The state is the program's to say; it only ever goes back to an agent.
create function verifier_de_nouveau(le_dossier text, le_motif text) returns void
  security definer set search_path = public language sql as $$
  with avant as (select d.id, d.etat from aide_dossier d where d.id = le_dossier and acteur_corrige_l_aide(le_dossier)),
    change as (update aide_dossier d set etat = 'a_verifier' from avant a where d.id = a.id)
  insert into aide_dossier_etape (dossier, de, vers, par, motif)
  select id, etat, 'a_verifier', acteur_identifiant(), le_motif from avant
$$;

-- What was ready to leave is tested again with what is now said.
create function reprendre_les_prets(le_dossier text, de_la_personne boolean) returns void
  security definer set search_path = public language sql as $$
  with repris as (
    update asp_paiement p set etat = 'en_attente', chiffre = null, masque = null, empreinte = null, maj_le = now()
    from aide_dossier d, aide_dossier e
    where e.id = le_dossier and d.id = p.dossier and p.etat = 'prete' and acteur_corrige_l_aide(le_dossier)
      and (d.id = e.id or (de_la_personne and d.beneficiaire = e.beneficiaire))
    returning p.id)
  insert into asp_paiement_etape (paiement, de, vers, par, motif)
  select id, 'prete', 'en_attente', acteur_identifiant(), 'Le dossier a été corrigé avant l’envoi.' from repris
$$;

-- An account given after the deposit, which somebody else's living dossier bears, and of which nobody said why.
create function compte_corrige_a_verifier(le_dossier text) returns boolean
  stable language sql as $$
  select exists (select from aide_correction k where k.dossier = le_dossier and k.champ = 'iban')
    and exists (select from collisions_d_aide(array[le_dossier]) c where c.nature = 'compte' and not c.levee)
$$;
comment on function compte_corrige_a_verifier is 'The guard against a double benefit looked at the account when the aid was granted; this one came after';
