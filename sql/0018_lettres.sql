-- After the vote: one letter a body, signed then notified; messages in two forms; reminders of due dates.

create table lettre (
  demande text primary key references demande on delete cascade,
  campagne text not null references campagne on delete cascade,
  etat text not null default 'a_signer' check (etat in ('a_signer', 'a_notifier', 'notifiee')),
  decision text not null check (decision in ('retenue', 'non_retenue')),
  montant bigint not null check (montant >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  generee_par text not null references personne,
  generee_le timestamptz not null default now(),
  signataire text check (btrim(signataire) <> ''),
  signee_le date,
  signee_par text references personne,
  signee_pour text references personne,
  notifiee_par text references personne,
  notifiee_pour text references personne,
  notifiee_le timestamptz,
  check ((decision = 'retenue') = (montant > 0)),
  check ((etat = 'a_signer') = (signataire is null)),
  check ((signataire is null) = (signee_le is null) and (signataire is null) = (signee_par is null)),
  check ((etat = 'notifiee') = (notifiee_le is not null) and (etat = 'notifiee') = (notifiee_par is not null))
);
create index lettre_campagne on lettre (campagne);
comment on table lettre is 'The letter that tells a body what was voted for it. No line yet: it is still to be generated';
comment on column lettre.montant is 'Voted in all, in cents, as printed; 0 when nothing was retained';
comment on column lettre.sha256 is 'Of the PDF generated';
comment on column lettre.signataire is 'Who signed, as typed: name and quality. signee_par: who said so here';

create table lettre_fichier (
  demande text not null references lettre on delete cascade,
  exemplaire text not null check (exemplaire in ('generee', 'signee')),
  octets bytea not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (demande, exemplaire)
);
alter table lettre_fichier alter column octets set storage external;
comment on table lettre_fichier is 'The letter as generated, and the scan of the one signed by hand, both PDF';

create table lettre_recours (
  campagne text primary key references campagne on delete cascade,
  texte text not null check (btrim(texte) <> ''),
  par text not null references personne,
  le timestamptz not null default now()
);
comment on table lettre_recours is 'Ways of appeal as the letters of a campaign print them; none: the text proposed by the program';

-- What was notified stays as it was notified.
create function tenir_lettre() returns trigger language plpgsql as $$
begin
  if old.etat = 'notifiee' and exists (select from demande d where d.id = old.demande) then
    raise exception 'une lettre notifiée ne change plus' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end
$$;
create function tenir_lettre_fichier() returns trigger language plpgsql as $$
begin
  if exists (select from lettre l where l.demande = coalesce(new.demande, old.demande) and l.etat = 'notifiee') then
    raise exception 'une lettre notifiée ne change plus' using errcode = 'restrict_violation';
  end if;
  return coalesce(new, old);
end
$$;
create trigger lettre_notifiee before update or delete on lettre for each row execute function tenir_lettre();
create trigger lettre_fichier_notifie before insert or update or delete on lettre_fichier
  for each row execute function tenir_lettre_fichier();

grant select, insert, update on lettre, lettre_recours to oriflamme_application;
grant select, insert, update, delete on lettre_fichier to oriflamme_application;

-- A body reads its own letter, once it is notified.
alter table lettre enable row level security;
create policy region on lettre for select using ((select acteur_est_region()));
create policy conduire on lettre using ((select acteur_conduit())) with check ((select acteur_conduit()));
create policy la_sienne on lettre for select using (etat = 'notifiee' and demande_de_l_acteur(demande));
alter table lettre_fichier enable row level security;
create policy lire on lettre_fichier for select using (exists (select from lettre l where l.demande = lettre_fichier.demande));
create policy conduire on lettre_fichier using ((select acteur_conduit())) with check ((select acteur_conduit()));
alter table lettre_recours enable row level security;
create policy region on lettre_recours for select using ((select acteur_est_region()));
create policy conduire on lettre_recours using ((select acteur_conduit())) with check ((select acteur_conduit()));

-- Letters are generated and notified as the other acts on many applications.
alter table demande_lot drop constraint demande_lot_acte_check;
alter table demande_lot add constraint demande_lot_acte_check
  check (acte in ('attribuer', 'constaterComplete', 'valider', 'genererLettre', 'notifierLettre'));

-- Whoever acts may announce it; only an administrator reads what was written to people.
create policy annoncer on message for insert with check (acteur_role() in ('instructeur', 'responsable',
  'gestionnaireBudgetaire', 'comptable', 'ofcfaGestionnaire'));
alter table message add html text;
comment on column message.html is 'The same in HTML, every value escaped; null: the text alone';

-- To whom one writes about an application: the people who may submit for its body.
create function courriels_de_la_demande(demande text) returns setof text
  stable security definer set search_path = public language sql as $$
    select distinct p.courriel from demande d
    join personne p on p.organisation = d.organisation and p.etat = 'active' and p.courriel is not null
    join attribution a on a.personne = p.id and a.role = 'ofcfaGestionnaire' and a.retiree_le is null
    where d.id = $1 and (acteur_est_region() or demande_de_l_acteur(d.id)) order by 1
  $$;

alter table demande_complement add rappele_le timestamptz;
comment on column demande_complement.rappele_le is 'When its body was reminded of the due date: once';
