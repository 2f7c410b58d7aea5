-- The only place that knows whose pseudonym is whose. Destroying a row here is what makes the
-- person's completions anonymous, so nothing refers to it by a foreign key.
create table person (
  pseudonym varchar(36) not null primary key,
  issuer varchar not null,
  subject varchar not null,
  constraint person_identity unique (issuer, subject)
);

-- Facts: rows are added and never changed.
create table completion (
  id varchar(36) not null primary key,
  person varchar(36) not null,
  activity_type varchar not null,
  activity_id varchar not null,
  registration varchar(36) not null,
  release_number integer not null,
  completed_at bigint not null,
  duration_seconds bigint,
  statement_id varchar(36) not null,
  recorded_at bigint not null,
  -- A registration is one person's enrolment in one activity, and completes once. Unique by itself:
  -- person and activity with it would let two people take the same one at the same moment.
  constraint completion_registration unique (registration)
);

-- The two lists that are served: a leader's own, and everybody's, each newest first.
create index completion_of_person on completion (person, recorded_at, id);
create index completion_recorded on completion (recorded_at, id);
