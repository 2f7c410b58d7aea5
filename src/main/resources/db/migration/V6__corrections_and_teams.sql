-- What was wrong is voided, and what is right is said anew under the next ordinal. So of one
-- registration at most one row stands: voided is 0 for that one, and else its own ordinal.
alter table completion add column ordinal integer default 1 not null;
alter table completion add column voided integer default 0 not null;
alter table completion drop constraint completion_registration;
alter table completion add constraint completion_registration unique (registration, voided);
alter table completion add constraint completion_voided check (voided = 0 or voided = ordinal);

-- Whom a dialogue was held with, and the registration of whoever recorded it for the team: the same
-- for every participant's row.
alter table completion add column team varchar(36);
alter table completion add column occasion varchar(36);
create index completion_of_occasion on completion (occasion);

-- Why a completion was voided, and what took its place. Rows are added; only replacement_id is set
-- later, when the right completion is recorded later.
create table correction (
  id varchar(36) not null primary key,
  completion_id varchar(36) not null,
  replacement_id varchar(36),
  reason varchar(20) not null,
  corrected_as varchar(20) not null,
  statement_id varchar(36) not null,
  recorded_at bigint not null,
  constraint correction_completion unique (completion_id),
  constraint correction_replacement unique (replacement_id),
  foreign key (completion_id) references completion (id) on delete cascade,
  foreign key (replacement_id) references completion (id) on delete cascade
);
create index correction_recorded on correction (recorded_at, id);

-- Teams have no name. The owner is a member like the others.
create table team (
  id varchar(36) not null primary key,
  owner varchar(36) not null,
  join_code varchar(8) not null,
  join_code_expires_at bigint not null,
  created_at bigint not null,
  constraint team_join_code unique (join_code)
);
create index team_of_owner on team (owner);

create table team_membership (
  id varchar(36) not null primary key,
  team_id varchar(36) not null,
  person varchar(36) not null,
  joined_at bigint not null,
  constraint team_membership_person unique (team_id, person),
  foreign key (team_id) references team (id) on delete cascade
);
create index team_membership_of_person on team_membership (person);
