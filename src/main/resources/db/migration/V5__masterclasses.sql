-- One row for each masterclass that has sessions. Whoever changes one of its sessions or enrolments
-- holds the row until the end of the transaction, so places are given one after the other.
create table masterclass_lock (
  masterclass varchar(200) not null primary key
);

-- One holding of a masterclass. Rows are changed and never deleted: statements name them for ever.
create table masterclass_session (
  id varchar(250) not null primary key,
  masterclass varchar(200) not null references masterclass_lock (masterclass),
  starts_at bigint not null,
  ends_at bigint not null,
  time_zone varchar(50) not null,
  place varchar(300),
  link varchar(2000),
  capacity integer not null,
  -- Display names, one a line.
  facilitators varchar(4000) not null,
  -- Null: from the session's creation, until its start.
  sign_up_opens_at bigint,
  sign_up_closes_at bigint,
  status varchar(10) not null,
  version integer not null,
  created_at bigint not null,
  changed_at bigint not null
);

create index masterclass_session_by_start on masterclass_session (starts_at, id);
create index masterclass_session_of_masterclass on masterclass_session (masterclass, starts_at, id);

-- xAPI's registration: one going-through of a masterclass by one person.
create table masterclass_registration (
  id varchar(36) not null primary key,
  person varchar(36) not null,
  masterclass varchar(200) not null,
  state varchar(10) not null,
  opened_at bigint not null
);

create index masterclass_registration_of_person
  on masterclass_registration (person, masterclass, opened_at);

-- A person's place in a session, or in the line for one. sign_up_number is the order of the line;
-- registration is null until there is a place; position is the reader's cursor and null after every
-- change.
create table enrolment (
  id varchar(36) not null primary key,
  session varchar(250) not null references masterclass_session (id),
  person varchar(36) not null,
  sign_up_number integer not null,
  ticket varchar(6) not null,
  status varchar(10) not null,
  ended_because varchar(20),
  registration varchar(36),
  recorded_at bigint not null,
  changed_at bigint not null,
  position bigint,
  constraint enrolment_line unique (session, sign_up_number),
  constraint enrolment_ticket unique (session, ticket)
);

create index enrolment_of_session on enrolment (session, status, sign_up_number);
create index enrolment_of_person on enrolment (person, recorded_at, id);
create index enrolment_recorded on enrolment (recorded_at, id);
create index enrolment_of_registration on enrolment (registration);
create index enrolment_in_order on enrolment (position, changed_at);

-- What was recorded of somebody's presence. A row that was wrong stays, with what took it back.
create table attendance (
  id varchar(36) not null primary key,
  enrolment varchar(36) not null references enrolment (id),
  status varchar(10) not null,
  ordinal integer not null,
  happened_at bigint not null,
  duration_seconds bigint not null,
  statement_id varchar(36) not null,
  recorded_at bigint not null,
  voided_at bigint,
  voiding_statement_id varchar(36),
  constraint attendance_said_once unique (enrolment, status, ordinal)
);
